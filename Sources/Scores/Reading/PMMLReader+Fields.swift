import Diagnostics
import Markup

/// The header, the data dictionary and mining schemas (PMML 4.4).
extension PMMLReader {
  /// Elements that hold a model.
  static let modelNames = ["TreeModel", "RegressionModel", "Scorecard", "MiningModel"]

  /// Reads the whole file; the index of its model.
  func readFile() -> Int32? {
    guard let root = document.root, document.isElement(root, named: "PMML") else {
      problem("score-version", "this is not a PMML file", line: 1)
      return nil
    }
    let version = text("version", of: root) ?? ""
    let namespace = document.namespace(of: root)
    guard version.hasPrefix("4."), namespace.hasPrefix("http://www.dmg.org/PMML-4_") else {
      problem(
        "score-version", "only PMML 4 is evaluated, and this is '\(version.prefix(20))'", at: root,
        hint: "export the model as PMML 4.0 to 4.4")
      return nil
    }
    let scope = Scope(parent: nil)
    var model: Int32?
    var transformations: Node?
    for node in elements(of: root) {
      switch document.name(of: node) {
      case "Header", "MiningBuildTask": continue
      case "DataDictionary": readDataDictionary(node)
      case "TransformationDictionary": transformations = node
      case let name where Self.modelNames.contains(name):
        if model != nil {
          unsupported(node, "a second model in one file is not evaluated")
        } else {
          model = readModel(node, in: scope, isOutermost: true, transformations: transformations)
        }
      default: unsupported(node)
      }
    }
    if model == nil, !log.hasErrors { problem("score-value", "the file holds no model", at: root) }
    return model
  }

  private func readDataDictionary(_ dictionary: Node) {
    for node in elements(of: dictionary) {
      guard document.isElement(node, named: "DataField") else {
        unsupported(node)
        continue
      }
      allow(["name", "displayName", "optype", "dataType", "isCyclic"], at: node)
      let type = dataType(of: node, or: .string) ?? .string
      let optype = needed("optype", of: node)
      var domain = Domain()
      var values: [String: [Cell]] = [:]
      var intervals: [Interval] = []
      for child in elements(of: node) {
        switch document.name(of: child) {
        case "Value":
          allow(["value", "displayValue", "property"], at: child)
          let text = needed("value", of: child)
          let property = self.text("property", of: child) ?? "valid"
          guard ["valid", "invalid", "missing"].contains(property) else {
            unsupported(child, "property=\"\(property.prefix(20))\" is not evaluated here")
            continue
          }
          // What stands for missing or wrong need not be of the field's type.
          let value =
            property == "valid" ? cell(text, as: type, at: child) : looseCell(text, type, child)
          values[property, default: []].append(value)
        case "Interval": intervals.append(interval(child))
        default: unsupported(child)
        }
      }
      domain.valid = program.cells.add(values["valid"] ?? [])
      domain.invalid = program.cells.add(values["invalid"] ?? [])
      domain.missing = program.cells.add(values["missing"] ?? [])
      domain.intervals = program.intervals.add(intervals)
      dataFields[needed("name", of: node)] = DataField(
        type: type, isCategorical: optype != "continuous", isOrdinal: optype == "ordinal",
        domain: domain)
    }
  }

  private func looseCell(_ text: String, _ type: DataType, _ node: Node) -> Cell {
    if type.isNumeric, let number = Self.number(text) { return Cell(number) }
    return cell(text, as: .string, at: node)
  }

  func interval(_ node: Node) -> Interval {
    allow(["closure", "leftMargin", "rightMargin"], at: node)
    let closure = needed("closure", of: node)
    var interval = Interval()
    interval.left = number("leftMargin", of: node) ?? -.infinity
    interval.right = number("rightMargin", of: node) ?? .infinity
    guard ["openOpen", "openClosed", "closedOpen", "closedClosed"].contains(closure) else {
      problem(
        "score-value", "closure is openOpen, openClosed, closedOpen or closedClosed", at: node)
      return interval
    }
    interval.includesLeft = closure.hasPrefix("closed")
    interval.includesRight = closure.hasSuffix("Closed")
    return interval
  }

  // MARK: Mining schema

  /// Adds the fields of a model's mining schema to its scope; the name of its target, if it has one.
  func readMiningSchema(_ schema: Node, into scope: Scope, isOutermost: Bool) -> String? {
    var target: String?
    for node in elements(of: schema) {
      guard document.isElement(node, named: "MiningField") else {
        unsupported(node)
        continue
      }
      allow(
        [
          "name", "usageType", "optype", "importance", "outliers", "lowValue", "highValue",
          "missingValueReplacement", "missingValueTreatment", "invalidValueTreatment",
          "invalidValueReplacement",
        ], at: node)
      let name = needed("name", of: node)
      switch text("usageType", of: node) ?? "active" {
      case "active": break
      case "target", "predicted":
        target = target ?? name
        continue
      // They describe the data the model was made from, and take no part in scoring.
      case "supplementary", "group", "order", "frequencyWeight", "analysisWeight": continue
      case let usage:
        unsupported(node, "usageType=\"\(usage.prefix(20))\" is not evaluated here")
        continue
      }
      if isOutermost {
        addInput(name, node, to: scope)
      } else if let around = scope.parent?.slot(name) {
        let type = program.slots[Int(around)].type
        let treatment = treatment(node, type)
        if treatment.isPlain {
          scope.add(name, around)
        } else {
          let index = program.treatments.add(treatment)
          scope.add(
            name, program.slots.add(Slot(source: .parent(around), treatment: index, type: type)))
        }
      } else {
        unknownField(name, in: scope, at: node)
      }
    }
    return target
  }

  private func addInput(_ name: String, _ node: Node, to scope: Scope) {
    guard var field = dataFields[name] else {
      problem("score-field", "the data dictionary has no field '\(name)'", at: node)
      scope.add(name, program.slots.add(Slot(source: .parent(0), type: .double)))
      return
    }
    let input = program.inputs.add(
      ScoreProgram.Input(name: name, type: field.type, domain: field.domain))
    field.input = input
    dataFields[name] = field
    let treatment = program.treatments.add(treatment(node, field.type))
    scope.add(
      name, program.slots.add(Slot(source: .input(input), treatment: treatment, type: field.type)))
  }

  func unknownField(_ name: String, in scope: Scope, at node: Node) {
    problem(
      "score-field", "no field '\(name)' is known here", at: node,
      hint: "known: \(scope.known.prefix(12).joined(separator: ", "))")
  }

  private func treatment(_ node: Node, _ type: DataType) -> Treatment {
    var treatment = Treatment()
    switch text("missingValueTreatment", of: node) ?? "asIs" {
    case "asIs", "asMean", "asMode", "asMedian", "asValue": break
    case "returnInvalid": treatment.missing = .returnInvalid
    case let word:
      unsupported(node, "missingValueTreatment=\"\(word.prefix(20))\" is not evaluated")
    }
    if let text = text("missingValueReplacement", of: node) {
      treatment.replacement = cell(text, as: type, at: node)
    }
    switch text("invalidValueTreatment", of: node) ?? "returnInvalid" {
    case "returnInvalid": break
    case "asIs": treatment.invalid = .asIs
    case "asMissing": treatment.invalid = .asMissing
    case "asValue": treatment.invalid = .asValue
    case let word:
      unsupported(node, "invalidValueTreatment=\"\(word.prefix(20))\" is not evaluated")
    }
    if let text = text("invalidValueReplacement", of: node) {
      treatment.invalidReplacement = cell(text, as: type, at: node)
    }
    switch text("outliers", of: node) ?? "asIs" {
    case "asIs": return treatment
    case "asMissingValues": treatment.outlier = .asMissingValues
    case "asExtremeValues": treatment.outlier = .asExtremeValues
    case let word: unsupported(node, "outliers=\"\(word.prefix(20))\" is not evaluated here")
    }
    treatment.low = number("lowValue", of: node) ?? -.infinity
    treatment.high = number("highValue", of: node) ?? .infinity
    return treatment
  }
}
