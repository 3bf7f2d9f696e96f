import Markup

/// MiningModel: models joined to one (PMML 4.4).
extension PMMLReader {
  func readMining(_ node: Node, _ content: [Node], _ parts: inout ModelParts) -> Model.Content {
    var segmentation: Node?
    for child in content {
      if document.isElement(child, named: "Segmentation"), segmentation == nil {
        segmentation = child
      } else {
        unsupported(child)
      }
    }
    guard let segmentation else {
      problem("score-value", "MiningModel has no Segmentation", at: node)
      return .mining(
        Mining(segments: Part(), method: .sum, missing: .continue, threshold: 1))
    }
    allow(
      ["multipleModelMethod", "missingPredictionTreatment", "missingThreshold"], at: segmentation)
    if text("multipleModelMethod", of: segmentation) == nil {
      _ = needed("multipleModelMethod", of: segmentation)
    }
    let method = word("multipleModelMethod", of: segmentation, or: Mining.Method.sum)
    let isVote = method == .majorityVote || method == .weightedMajorityVote
    let isSum = method == .sum || method == .weightedSum || method == .median
    if parts.isClassification ? isSum : isVote {
      unsupported(
        segmentation,
        "\(method.rawValue) is not evaluated for a \(parts.isClassification ? "classification" : "regression")"
      )
    }
    if parts.isClassification, let field = parts.target.flatMap({ dataFields[$0] }) {
      for cell in program.cells[field.domain.valid] { _ = parts.category(cell) }
    }
    var segments: [Segment] = []
    for child in elements(of: segmentation) {
      guard document.isElement(child, named: "Segment") else {
        unsupported(child)
        continue
      }
      if let segment = readSegment(child, &parts) { segments.append(segment) }
    }
    if segments.isEmpty { problem("score-value", "Segmentation has no Segment", at: segmentation) }
    return .mining(
      Mining(
        segments: program.segments.add(segments), method: method,
        missing: word(
          "missingPredictionTreatment", of: segmentation, or: Mining.MissingPrediction.continue),
        threshold: number("missingThreshold", of: segmentation) ?? 1))
  }

  private func readSegment(_ node: Node, _ parts: inout ModelParts) -> Segment? {
    allow(["id", "weight"], at: node)
    let weight = number("weight", of: node) ?? 1
    if weight < 0 || !weight.isFinite {
      problem("score-value", "a weight is a number from 0", at: node)
    }
    let predicate = predicate(of: node, in: parts.scope)
    var model: Node?
    for child in elements(of: node) where !isPredicate(child) {
      if Self.modelNames.contains(document.name(of: child)), model == nil {
        model = child
      } else {
        unsupported(child)
      }
    }
    guard let model else {
      problem("score-value", "Segment has no model", at: node)
      return nil
    }
    let index = readModel(model, in: parts.scope, isOutermost: false)
    let own = program.models[Int(index)]
    var links: [Int32] = []
    if parts.isClassification, own.isClassification {
      for cell in program.cells[own.categories] {
        // Inner models of most exporters name no target: their classes are texts.
        links.append(parts.category(retyped(cell, parts.targetType, at: model)))
      }
    }
    return Segment(
      predicate: predicate, model: index, weight: weight, categories: program.links.add(links))
  }

  private func retyped(_ cell: Cell, _ type: DataType, at node: Node) -> Cell {
    guard cell.kind == .text, type != .string else { return cell }
    let text = String(decoding: program.symbols.texts[Int(cell.symbol)], as: UTF8.self)
    return self.cell(text, as: type, at: node)
  }
}
