import Markup

/// TreeModel (PMML 4.4).
extension PMMLReader {
  func readTree(_ node: Node, _ content: [Node], _ parts: inout ModelParts) -> Model.Content {
    var root: Node?
    for child in content {
      if document.isElement(child, named: "Node"), root == nil {
        root = child
      } else {
        unsupported(child)
      }
    }
    guard let root else {
      problem("score-value", "TreeModel has no Node", at: node)
      return .tree(Tree(root: 0, missing: .none, penalty: 1, returnsLastPrediction: false))
    }
    let noTrueChild = text("noTrueChildStrategy", of: node) ?? "returnNullPrediction"
    if noTrueChild != "returnNullPrediction", noTrueChild != "returnLastPrediction" {
      unsupported(node, "noTrueChildStrategy=\"\(noTrueChild.prefix(20))\" is not evaluated here")
    }
    // Classes come in the data dictionary's order, others as they are met.
    if parts.isClassification {
      if let field = parts.target.flatMap({ dataFields[$0] }) {
        for cell in program.cells[field.domain.valid] { _ = parts.category(cell) }
      }
      collectCategories(root, &parts)
    }
    let first = program.nodes.add(TreeNode())
    fill(Int(first), root, parts)
    return .tree(
      Tree(
        root: first, missing: word("missingValueStrategy", of: node, or: Tree.MissingStrategy.none),
        penalty: number("missingValuePenalty", of: node) ?? 1,
        returnsLastPrediction: noTrueChild == "returnLastPrediction"))
  }

  private func collectCategories(_ node: Node, _ parts: inout ModelParts) {
    for child in elements(of: node) {
      if document.isElement(child, named: "ScoreDistribution") {
        _ = parts.category(cell(needed("value", of: child), as: parts.targetType, at: child))
      } else if document.isElement(child, named: "Node") {
        collectCategories(child, &parts)
      }
    }
    if let score = text("score", of: node) {
      _ = parts.category(cell(score, as: parts.targetType, at: node))
    }
  }

  private func fill(_ index: Int, _ node: Node, _ parts: ModelParts) {
    allow(["id", "score", "recordCount", "defaultChild"], at: node)
    var result = TreeNode()
    result.predicate = predicate(of: node, in: parts.scope)
    if let identifier = text("id", of: node) {
      result.identifier = program.symbols.intern(identifier)
    }
    if let score = text("score", of: node) {
      let type: DataType = parts.isClassification ? parts.targetType : .double
      result.score = cell(score, as: type, at: node)
    }
    var children: [Node] = []
    var distributions: [Node] = []
    for child in elements(of: node) {
      switch document.name(of: child) {
      case "Node": children.append(child)
      case "ScoreDistribution": distributions.append(child)
      case "Partition": continue
      case _ where isPredicate(child): continue
      default: unsupported(child)
      }
    }
    if parts.isClassification, !distributions.isEmpty {
      result.distribution = distribution(distributions, &result, parts)
    }
    result.children = program.nodes.add(
      [TreeNode](repeating: TreeNode(), count: children.count))
    if let wanted = text("defaultChild", of: node) {
      if let place = children.firstIndex(where: { text("id", of: $0) == wanted }) {
        result.defaultChild = result.children.start + Int32(place)
      } else {
        problem("score-value", "no child has the id '\(wanted.prefix(40))'", at: node)
      }
    }
    program.nodes[index] = result
    for (offset, child) in children.enumerated() {
      fill(Int(result.children.start) + offset, child, parts)
    }
  }

  /// Where a node's confidences and probabilities stand; also the score of a node that has none.
  private func distribution(
    _ nodes: [Node], _ result: inout TreeNode, _ parts: ModelParts
  ) -> Int32 {
    let count = parts.categories.count
    var records = [Double](repeating: 0, count: count)
    var confidences = [Double?](repeating: nil, count: count)
    var probabilities = [Double?](repeating: nil, count: count)
    for node in nodes {
      allow(["value", "recordCount", "confidence", "probability"], at: node)
      let label = cell(needed("value", of: node), as: parts.targetType, at: node)
      guard let place = parts.categories.firstIndex(where: { $0.equals(label) }) else { continue }
      records[place] = neededNumber("recordCount", of: node)
      confidences[place] = number("confidence", of: node)
      probabilities[place] = number("probability", of: node)
    }
    let total = records.reduce(0, +)
    let hasProbabilities = probabilities.contains { $0 != nil }
    let shares = (0..<count).map { place -> Double in
      if hasProbabilities { return probabilities[place] ?? 0 }
      return total > 0 ? records[place] / total : 0
    }
    if result.score.isMissing, let most = records.max(), let place = records.firstIndex(of: most) {
      result.score = parts.categories[place]
    }
    let start = program.doubles.count
    program.doubles += (0..<count).map { confidences[$0] ?? shares[$0] }
    program.doubles += shares
    return Int32(start)
  }
}
