import Markup

/// Transformations: derived fields and their expressions (PMML 4.4).
extension PMMLReader {
  /// Parameters of a defined function, bound to the expressions of its call.
  typealias Parameters = [String: Int32]

  /// Reads the derived fields and functions of a dictionary or of a model's own transformations.
  func readTransformations(_ node: Node, into scope: Scope) {
    for child in elements(of: node) where document.isElement(child, named: "DefineFunction") {
      functions[needed("name", of: child)] = child
    }
    for child in elements(of: node) {
      switch document.name(of: child) {
      case "DefineFunction": continue
      case "DerivedField": readDerivedField(child, into: scope)
      default: unsupported(child)
      }
    }
  }

  private func readDerivedField(_ node: Node, into scope: Scope) {
    allow(["name", "displayName", "optype", "dataType"], at: node)
    let type = dataType(of: node, or: .double) ?? .double
    // `Value` only names what a derived category may be.
    let parts = elements(of: node).filter { !document.isElement($0, named: "Value") }
    let index = expression(parts.first, of: node, in: scope, [:])
    let slot = program.slots.add(
      Slot(source: .derived(cast(index, to: type)), type: type))
    scope.add(needed("name", of: node), slot)
  }

  /// Turns an expression's result into a type.
  private func cast(_ index: Int32, to type: DataType) -> Int32 {
    if program.expressions[Int(index)].type == type { return index }
    var outer = Expression(operation: .cast)
    outer.arguments = program.links.add([index])
    outer.type = type
    return program.expressions.add(outer)
  }

  private func constant(_ cell: Cell) -> Expression {
    var expression = Expression(operation: .constant)
    expression.constant = cell
    return expression
  }

  /// Reads one expression; a missing value stands in for what cannot be read.
  func expression(
    _ node: Node?, of owner: Node, in scope: Scope, _ parameters: Parameters
  ) -> Int32 {
    guard let node else {
      problem("score-value", "\(document.name(of: owner)) has no expression", at: owner)
      return program.expressions.add(constant(.missing))
    }
    switch document.name(of: node) {
    case "Constant":
      allow(["dataType", "missing"], at: node)
      if flag("missing", of: node, or: false) {
        return program.expressions.add(constant(.missing))
      }
      let text = String(decoding: document.text(of: node), as: UTF8.self)
      let value = dataType(of: node).map { cell(text, as: $0, at: node) } ?? cell(text, at: node)
      return program.expressions.add(constant(value))
    case "FieldRef": return fieldReference(node, scope, parameters)
    case "NormContinuous": return normContinuous(node, scope)
    case "NormDiscrete": return normDiscrete(node, scope)
    case "Discretize": return discretize(node, scope)
    case "MapValues": return mapValues(node, scope)
    case "Apply": return apply(node, scope, parameters)
    default:
      unsupported(node)
      return program.expressions.add(constant(.missing))
    }
  }

  private func fieldReference(_ node: Node, _ scope: Scope, _ parameters: Parameters) -> Int32 {
    allow(["field", "mapMissingTo"], at: node)
    let name = needed("field", of: node)
    if let bound = parameters[name] { return bound }
    var expression = Expression(operation: .field)
    expression.slot = slot(name, in: scope, at: node)
    if let text = text("mapMissingTo", of: node) {
      expression.mapMissingTo = cell(
        text, as: program.slots[Int(expression.slot)].type, at: node)
    }
    return program.expressions.add(expression)
  }

  private func normContinuous(_ node: Node, _ scope: Scope) -> Int32 {
    allow(["field", "mapMissingTo", "outliers"], at: node)
    var outliers = Expression.Outliers.asIs
    switch text("outliers", of: node) ?? "asIs" {
    case "asIs": break
    case "asMissingValues": outliers = .asMissingValues
    case "asExtremeValues": outliers = .asExtremeValues
    case let word: unsupported(node, "outliers=\"\(word.prefix(20))\" is not evaluated here")
    }
    var expression = Expression(operation: .normContinuous(outliers))
    expression.slot = slot(needed("field", of: node), in: scope, at: node)
    expression.mapMissingTo = number("mapMissingTo", of: node).map { Cell($0) } ?? .missing
    var points: [LinearPoint] = []
    for child in elements(of: node) {
      guard document.isElement(child, named: "LinearNorm") else {
        unsupported(child)
        continue
      }
      allow(["orig", "norm"], at: child)
      points.append(
        LinearPoint(
          original: neededNumber("orig", of: child), norm: neededNumber("norm", of: child)))
    }
    let isAscending = zip(points, points.dropFirst()).allSatisfy { $0.original < $1.original }
    if points.count < 2 || !isAscending {
      problem(
        "score-value", "NormContinuous needs two or more LinearNorm with rising orig", at: node)
    }
    expression.items = program.points.add(points)
    return program.expressions.add(expression)
  }

  private func normDiscrete(_ node: Node, _ scope: Scope) -> Int32 {
    allow(["field", "value", "mapMissingTo", "method"], at: node)
    var expression = Expression(operation: .normDiscrete)
    expression.slot = slot(needed("field", of: node), in: scope, at: node)
    expression.constant = cell(
      needed("value", of: node), as: program.slots[Int(expression.slot)].type, at: node)
    expression.mapMissingTo = number("mapMissingTo", of: node).map { Cell($0) } ?? .missing
    return program.expressions.add(expression)
  }

  private func discretize(_ node: Node, _ scope: Scope) -> Int32 {
    allow(["field", "mapMissingTo", "defaultValue", "dataType"], at: node)
    var expression = Expression(operation: .discretize)
    expression.slot = slot(needed("field", of: node), in: scope, at: node)
    let type = dataType(of: node)
    func value(_ text: String?, _ at: Node) -> Cell {
      guard let text else { return .missing }
      return type.map { cell(text, as: $0, at: at) } ?? cell(text, as: .string, at: at)
    }
    expression.type = type
    expression.mapMissingTo = value(text("mapMissingTo", of: node), node)
    expression.defaultValue = value(text("defaultValue", of: node), node)
    var bins: [Bin] = []
    for child in elements(of: node) {
      guard document.isElement(child, named: "DiscretizeBin") else {
        unsupported(child)
        continue
      }
      allow(["binValue"], at: child)
      guard let range = document.child(of: child, named: "Interval") else {
        problem("score-value", "DiscretizeBin has no Interval", at: child)
        continue
      }
      bins.append(
        Bin(interval: interval(range), value: value(needed("binValue", of: child), child)))
    }
    expression.items = program.bins.add(bins)
    return program.expressions.add(expression)
  }

  private func mapValues(_ node: Node, _ scope: Scope) -> Int32 {
    allow(["mapMissingTo", "defaultValue", "outputColumn", "dataType"], at: node)
    var expression = Expression(operation: .mapValues)
    let type = dataType(of: node)
    func value(_ text: String?, _ at: Node) -> Cell {
      guard let text else { return .missing }
      return type.map { cell(text, as: $0, at: at) } ?? cell(text, as: .string, at: at)
    }
    expression.type = type
    expression.mapMissingTo = value(text("mapMissingTo", of: node), node)
    expression.defaultValue = value(text("defaultValue", of: node), node)
    var columns: [(name: String, slot: Int32)] = []
    var rows: [Cell] = []
    let output = needed("outputColumn", of: node)
    for child in elements(of: node) {
      switch document.name(of: child) {
      case "FieldColumnPair":
        allow(["field", "column"], at: child)
        columns.append(
          (needed("column", of: child), slot(needed("field", of: child), in: scope, at: child)))
      case "InlineTable":
        for row in elements(of: child) {
          var texts: [String: (String, Node)] = [:]
          for column in elements(of: row) {
            texts[document.name(of: column)] = (
              String(decoding: document.text(of: column), as: UTF8.self), column
            )
          }
          guard let result = texts[output], columns.allSatisfy({ texts[$0.name] != nil }) else {
            problem("score-value", "the row lacks a column of MapValues", at: row)
            continue
          }
          for column in columns {
            guard let (text, place) = texts[column.name] else { continue }
            rows.append(cell(text, as: program.slots[Int(column.slot)].type, at: place))
          }
          rows.append(value(result.0, result.1))
        }
      default: unsupported(child)
      }
    }
    if columns.isEmpty { problem("score-value", "MapValues has no FieldColumnPair", at: node) }
    expression.arguments = program.links.add(columns.map(\.slot))
    expression.items = program.cells.add(rows)
    return program.expressions.add(expression)
  }

  private func apply(_ node: Node, _ scope: Scope, _ parameters: Parameters) -> Int32 {
    allow(["function", "mapMissingTo", "defaultValue", "invalidValueTreatment"], at: node)
    let name = needed("function", of: node)
    let arguments = elements(of: node).map { expression($0, of: node, in: scope, parameters) }
    if let defined = functions[name] { return call(name, defined, arguments, scope, node) }
    guard let function = Function(rawValue: name) else {
      unsupported(node, "the function '\(name.prefix(40))' is not evaluated here")
      return program.expressions.add(constant(.missing))
    }
    if !function.arity.contains(arguments.count) {
      problem("score-value", "'\(name)' does not take \(arguments.count) arguments", at: node)
    }
    var result = Expression(operation: .apply(function))
    result.arguments = program.links.add(arguments)
    if let text = text("mapMissingTo", of: node) { result.mapMissingTo = cell(text, at: node) }
    if let text = text("defaultValue", of: node) { result.defaultValue = cell(text, at: node) }
    switch text("invalidValueTreatment", of: node) ?? "returnInvalid" {
    case "returnInvalid": break
    case "asIs": result.invalidResult = .asIs
    case "asMissing": result.invalidResult = .asMissing
    case let word:
      unsupported(node, "invalidValueTreatment=\"\(word.prefix(20))\" is not evaluated")
    }
    return program.expressions.add(result)
  }

  /// Puts a defined function's expression in the place of its call.
  private func call(
    _ name: String, _ function: Node, _ arguments: [Int32], _ scope: Scope, _ place: Node
  ) -> Int32 {
    if openFunctions.contains(name) {
      problem("score-value", "the function '\(name.prefix(40))' calls itself", at: function)
      return program.expressions.add(constant(.missing))
    }
    let parts = elements(of: function)
    let fields = parts.filter { document.isElement($0, named: "ParameterField") }
    if fields.count != arguments.count {
      problem(
        "score-value",
        "'\(name.prefix(40))' takes \(fields.count) arguments, and is given \(arguments.count)",
        at: place)
    }
    var parameters: Parameters = [:]
    for (field, argument) in zip(fields, arguments) {
      let type = dataType(of: field)
      parameters[needed("name", of: field)] = type.map { cast(argument, to: $0) } ?? argument
    }
    openFunctions.append(name)
    defer { openFunctions.removeLast() }
    let body = parts.first { !document.isElement($0, named: "ParameterField") }
    let index = expression(body, of: function, in: scope, parameters)
    return dataType(of: function).map { cast(index, to: $0) } ?? index
  }
}
