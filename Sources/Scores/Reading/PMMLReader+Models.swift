import Markup

/// What all models have: schema, transformations, targets, output (PMML 4.4).
extension PMMLReader {
  /// What is read round a model's own content.
  struct ModelParts {
    let node: Node
    let scope: Scope
    let target: String?
    let targetType: DataType
    var isClassification: Bool
    /// The classes in the order they were met.
    var categories: [Cell] = []

    /// The index of a class; added when it is new.
    mutating func category(_ cell: Cell) -> Int32 {
      if let known = categories.firstIndex(where: { $0.equals(cell) }) { return Int32(known) }
      categories.append(cell)
      return Int32(categories.count - 1)
    }
  }

  private static let about: Set<String> = [
    "modelName", "functionName", "algorithmName", "isScorable", "x-mathContext",
  ]

  private static let attributes: [String: Set<String>] = [
    "TreeModel": [
      "missingValueStrategy", "missingValuePenalty", "noTrueChildStrategy", "splitCharacteristic",
    ],
    "RegressionModel": ["normalizationMethod", "modelType", "targetFieldName"],
    "Scorecard": [
      "initialScore", "useReasonCodes", "reasonCodeAlgorithm", "baselineScore", "baselineMethod",
    ],
    "MiningModel": [],
  ]

  /// Parts that say nothing about how a record is scored.
  private static let remarks: Set<String> = ["ModelStats", "ModelExplanation", "ModelVerification"]

  /// Reads a model; its index.
  func readModel(
    _ node: Node, in around: Scope, isOutermost: Bool, transformations: Node? = nil
  ) -> Int32 {
    let name = document.name(of: node)
    allow(Self.about.union(Self.attributes[name] ?? []), at: node)
    if let context = text("x-mathContext", of: node), context != "double" {
      unsupported(node, "x-mathContext=\"\(context.prefix(20))\" is not evaluated: only double is")
    }
    if text("isScorable", of: node) == "false" {
      unsupported(node, "the file says that this model is not made for scoring")
    }
    let scope = Scope(parent: around)
    var target: String?
    if let schema = document.child(of: node, named: "MiningSchema") {
      target = readMiningSchema(schema, into: scope, isOutermost: isOutermost)
    } else {
      problem("score-value", "\(name) has no MiningSchema", at: node)
    }
    if let transformations { readTransformations(transformations, into: scope) }
    if let own = document.child(of: node, named: "LocalTransformations") {
      readTransformations(own, into: scope)
    }
    let function = needed("functionName", of: node)
    if function != "classification", function != "regression" {
      unsupported(node, "functionName=\"\(function.prefix(20))\" is not evaluated here")
    }
    let field = target.flatMap { dataFields[$0] }
    var parts = ModelParts(
      node: node, scope: scope, target: target,
      targetType: field?.type ?? (function == "regression" ? .double : .string),
      isClassification: function == "classification")
    // Segments keep the classes of the file in its order.
    let index = program.models.add(
      Model(
        content: .tree(Tree(root: 0, missing: .none, penalty: 1, returnsLastPrediction: false)),
        isClassification: parts.isClassification))
    let content = readContent(node, &parts, index)
    let probabilities = Part(program.probabilityCount, parts.categories.count)
    program.probabilityCount += parts.categories.count
    program.models[Int(index)] = Model(
      content: content, isClassification: parts.isClassification,
      categories: program.cells.add(parts.categories), probabilities: probabilities)
    readTargets(of: node, parts, index)
    readOutput(of: node, parts, index)
    return index
  }

  private func readContent(_ node: Node, _ parts: inout ModelParts, _ index: Int32) -> Model.Content
  {
    let framing: Set<String> = ["MiningSchema", "LocalTransformations", "Targets", "Output"]
    let content = elements(of: node).filter {
      !framing.contains(document.name(of: $0)) && !Self.remarks.contains(document.name(of: $0))
    }
    switch document.name(of: node) {
    case "TreeModel": return readTree(node, content, &parts)
    case "RegressionModel": return readRegression(node, content, &parts)
    case "Scorecard": return readScorecard(node, content, &parts)
    default: return readMining(node, content, &parts)
    }
  }

  // MARK: Targets

  private func readTargets(of node: Node, _ parts: ModelParts, _ index: Int32) {
    var rule = TargetRule()
    rule.type = parts.targetType
    if let targets = document.child(of: node, named: "Targets") {
      let all = elements(of: targets)
      if all.count > 1 { unsupported(targets, "more than one Target is not evaluated") }
      if let first = all.first { readTarget(first, parts, &rule) }
    }
    program.models[Int(index)].targets = rule
  }

  private func readTarget(_ node: Node, _ parts: ModelParts, _ rule: inout TargetRule) {
    allow(
      ["field", "optype", "castInteger", "min", "max", "rescaleFactor", "rescaleConstant"],
      at: node)
    rule.low = number("min", of: node) ?? -.infinity
    rule.high = number("max", of: node) ?? .infinity
    rule.factor = number("rescaleFactor", of: node) ?? 1
    rule.constant = number("rescaleConstant", of: node) ?? 0
    if let word = text("castInteger", of: node) {
      rule.cast = TargetRule.Cast(rawValue: word)
      if rule.cast == nil {
        unsupported(node, "castInteger=\"\(word.prefix(20))\" is not evaluated")
      }
    }
    var priors = [Double](repeating: 0, count: parts.categories.count)
    var hasPriors = false
    for value in elements(of: node) {
      guard document.isElement(value, named: "TargetValue") else {
        unsupported(value)
        continue
      }
      allow(["value", "displayValue", "priorProbability", "defaultValue"], at: value)
      if let number = number("defaultValue", of: value) { rule.defaultValue = Cell(number) }
      if let prior = number("priorProbability", of: value), let text = text("value", of: value) {
        let label = cell(text, as: parts.targetType, at: value)
        if let place = parts.categories.firstIndex(where: { $0.equals(label) }) {
          priors[place] = prior
          hasPriors = true
        }
      }
    }
    if hasPriors { rule.priors = program.doubles.add(priors) }
  }

  // MARK: Output

  private func readOutput(of node: Node, _ parts: ModelParts, _ index: Int32) {
    var outputs: [ModelOutput] = []
    // Within its own output a model's target is what it predicts.
    let scope = Scope(parent: parts.scope)
    if let target = parts.target {
      scope.add(
        target, program.slots.add(Slot(source: .predicted(model: index), type: parts.targetType)))
    }
    var added: [(String, Int32)] = []
    if let output = document.child(of: node, named: "Output") {
      let first = program.outputs.count
      for field in elements(of: output) {
        guard document.isElement(field, named: "OutputField") else {
          unsupported(field)
          continue
        }
        guard let read = readOutputField(field, parts, scope, index) else { continue }
        outputs.append(read)
        let slot = program.slots.add(
          Slot(
            source: .output(Int32(first + outputs.count - 1)),
            type: read.type ?? parts.targetType))
        scope.add(needed("name", of: field), slot)
        added.append((needed("name", of: field), slot))
      }
    }
    program.models[Int(index)].outputs = program.outputs.add(outputs)
    // The models after it in a chain see what it put out.
    for (name, slot) in added { parts.scope.parent?.add(name, slot) }
  }

  private func readOutputField(
    _ node: Node, _ parts: ModelParts, _ scope: Scope, _ model: Int32
  ) -> ModelOutput? {
    allow(
      [
        "name", "displayName", "optype", "dataType", "targetField", "feature", "value", "rank",
        "isFinalResult", "ruleFeature", "isMultiValued",
      ], at: node)
    let name = program.symbols.intern(needed("name", of: node))
    let isFinal = flag("isFinalResult", of: node, or: true)
    var category: Int32?
    func chosen() -> Int32? {
      guard let text = text("value", of: node) else { return nil }
      let label = cell(text, as: parts.targetType, at: node)
      category = parts.categories.firstIndex { $0.equals(label) }.map { Int32($0) }
      if category == nil {
        problem("score-value", "the model has no class '\(text.prefix(40))'", at: node)
      }
      return category
    }
    let feature: ModelOutput.Feature
    switch text("feature", of: node) ?? "predictedValue" {
    case "predictedValue": feature = .predictedValue
    case "probability": feature = .probability(category: chosen())
    case "confidence": feature = .confidence(category: chosen())
    case "entityId": feature = .entity
    case "reasonCode":
      let rank = number("rank", of: node) ?? 1
      guard rank >= 1, rank <= 1000, rank == rank.rounded() else {
        problem("score-value", "rank is a whole number from 1", at: node)
        return nil
      }
      feature = .reasonCode(rank: Int32(rank))
    case "transformedValue", "decision":
      let parts = elements(of: node).filter { !document.isElement($0, named: "Decisions") }
      feature = .transformed(expression: expression(parts.first, of: node, in: scope, [:]))
    case let word:
      unsupported(node, "feature=\"\(word.prefix(30))\" is not evaluated here")
      return nil
    }
    return ModelOutput(
      model: model, feature: feature, type: dataType(of: node), name: name, isFinal: isFinal)
  }
}
