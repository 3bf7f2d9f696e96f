import Markup

/// RegressionModel and Scorecard (PMML 4.4).
extension PMMLReader {
  func readRegression(_ node: Node, _ content: [Node], _ parts: inout ModelParts) -> Model.Content {
    let normalization = word(
      "normalizationMethod", of: node, or: Regression.Normalization.none)
    var tables: [RegressionTable] = []
    for child in content {
      guard document.isElement(child, named: "RegressionTable") else {
        unsupported(child)
        continue
      }
      allow(["intercept", "targetCategory"], at: child)
      var category: Int32 = -1
      if parts.isClassification {
        let label = cell(needed("targetCategory", of: child), as: parts.targetType, at: child)
        category = parts.category(label)
      }
      let terms = elements(of: child).compactMap { readTerm($0, parts.scope) }
      tables.append(
        RegressionTable(
          intercept: neededNumber("intercept", of: child), category: category,
          terms: program.terms.add(terms)))
    }
    if tables.isEmpty { problem("score-value", "RegressionModel has no RegressionTable", at: node) }
    if !parts.isClassification {
      if tables.count > 1 { unsupported(node, "a second RegressionTable is not evaluated here") }
      if normalization == .simplemax {
        unsupported(node, "simplemax is not evaluated for a regression")
      }
    } else if tables.count < 2 {
      problem("score-value", "a classification has a RegressionTable for each class", at: node)
    } else if normalization == .exp {
      unsupported(node, "exp is not evaluated for a classification")
    }
    let isOrdinal = parts.target.flatMap { dataFields[$0] }?.isOrdinal ?? false
    let isForTwo = [.probit, .cloglog, .loglog, .cauchit].contains(normalization)
    if parts.isClassification, isForTwo, tables.count > 2, !isOrdinal {
      unsupported(
        node, "\(normalization.rawValue) is evaluated for two classes, or for ordinal ones")
    }
    return .regression(
      Regression(
        tables: program.tables.add(tables), normalization: normalization,
        isOrdinal: isOrdinal && parts.isClassification))
  }

  private func readTerm(_ node: Node, _ scope: Scope) -> RegressionTerm? {
    switch document.name(of: node) {
    case "NumericPredictor":
      allow(["name", "exponent", "coefficient"], at: node)
      var term = RegressionTerm(kind: .numeric, coefficient: neededNumber("coefficient", of: node))
      term.slot = slot(needed("name", of: node), in: scope, at: node)
      term.exponent = number("exponent", of: node) ?? 1
      return term
    case "CategoricalPredictor":
      allow(["name", "value", "coefficient"], at: node)
      var term = RegressionTerm(
        kind: .categorical, coefficient: neededNumber("coefficient", of: node))
      term.slot = slot(needed("name", of: node), in: scope, at: node)
      term.literal = cell(
        needed("value", of: node), as: program.slots[Int(term.slot)].type, at: node)
      return term
    case "PredictorTerm":
      allow(["name", "coefficient"], at: node)
      var term = RegressionTerm(kind: .product, coefficient: neededNumber("coefficient", of: node))
      let factors = elements(of: node).compactMap { child -> Int32? in
        guard document.isElement(child, named: "FieldRef") else {
          unsupported(child)
          return nil
        }
        allow(["field"], at: child)
        return slot(needed("field", of: child), in: scope, at: child)
      }
      term.factors = program.links.add(factors)
      return term
    default:
      unsupported(node)
      return nil
    }
  }

  // MARK: Scorecard

  func readScorecard(_ node: Node, _ content: [Node], _ parts: inout ModelParts) -> Model.Content {
    if parts.isClassification { unsupported(node, "a Scorecard that classifies is not evaluated") }
    let usesReasons = flag("useReasonCodes", of: node, or: true)
    let algorithm = text("reasonCodeAlgorithm", of: node) ?? "pointsBelow"
    if algorithm != "pointsAbove", algorithm != "pointsBelow" {
      problem("score-value", "reasonCodeAlgorithm is pointsAbove or pointsBelow", at: node)
    }
    let baseline = number("baselineScore", of: node)
    var characteristics: [Characteristic] = []
    for child in content {
      guard document.isElement(child, named: "Characteristics") else {
        unsupported(child)
        continue
      }
      for item in elements(of: child) {
        guard document.isElement(item, named: "Characteristic") else {
          unsupported(item)
          continue
        }
        characteristics.append(
          characteristic(item, parts.scope, baseline: usesReasons ? baseline : 0, usesReasons))
      }
    }
    if characteristics.isEmpty {
      problem("score-value", "Scorecard has no Characteristic", at: node)
    }
    return .scorecard(
      Scorecard(
        characteristics: program.characteristics.add(characteristics),
        initialScore: number("initialScore", of: node) ?? 0, usesReasons: usesReasons,
        ranksPointsBelow: algorithm == "pointsBelow"))
  }

  private func characteristic(
    _ node: Node, _ scope: Scope, baseline: Double?, _ usesReasons: Bool
  ) -> Characteristic {
    allow(["name", "reasonCode", "baselineScore"], at: node)
    let own = number("baselineScore", of: node) ?? baseline
    if own == nil {
      problem("score-value", "there is no baselineScore, which ranking reasons needs", at: node)
    }
    var attributes: [CardAttribute] = []
    for child in elements(of: node) {
      guard document.isElement(child, named: "Attribute") else {
        unsupported(child)
        continue
      }
      allow(["reasonCode", "partialScore"], at: child)
      let reason = text("reasonCode", of: child) ?? text("reasonCode", of: node)
      if reason == nil, usesReasons {
        problem(
          "score-value", "neither the Attribute nor its Characteristic has a reasonCode", at: child)
      }
      var attribute = CardAttribute(
        predicate: predicate(of: child, in: scope), partialScore: 0,
        reason: program.symbols.intern(reason ?? ""))
      let computed = document.child(of: child, named: "ComplexPartialScore")
      if let computed {
        attribute.expression = expression(
          elements(of: computed).first, of: computed, in: scope, [:])
      } else {
        attribute.partialScore = neededNumber("partialScore", of: child)
      }
      for other in elements(of: child) where !isPredicate(other) && other != computed {
        unsupported(other)
      }
      attributes.append(attribute)
    }
    if attributes.isEmpty { problem("score-value", "Characteristic has no Attribute", at: node) }
    return Characteristic(attributes: program.attributes.add(attributes), baseline: own ?? 0)
  }
}
