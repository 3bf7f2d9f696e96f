/// PMML 4.4, TreeModel.
extension ScoreEvaluator {
  func runTree(_ tree: Tree, _ model: Model, _ index: Int32) {
    guard test(program.nodes[Int(tree.root)].predicate) == .yes else { return }
    var penalty = 1.0
    guard let leaf = descend(tree, &penalty) else { return }
    let node = program.nodes[leaf]
    results[Int(index)].entity = node.identifier
    guard model.isClassification else {
      results[Int(index)].value = node.score
      return
    }
    let first = Int(model.probabilities.start)
    let count = Int(model.probabilities.count)
    if node.distribution >= 0 {
      for place in 0..<count {
        confidences[first + place] =
          program.doubles[Int(node.distribution) + place] * penalty
        probabilities[first + place] = program.doubles[Int(node.distribution) + count + place]
      }
      results[Int(index)].hasProbabilities = true
    }
    if let category = program.cells[model.categories].firstIndex(where: { $0.equals(node.score) }) {
      predict(category - Int(model.categories.start), model, index)
    }
  }

  /// The node that decides; nil where nothing is predicted.
  private func descend(_ tree: Tree, _ penalty: inout Double) -> Int? {
    var current = Int(tree.root)
    while true {
      let node = program.nodes[current]
      if node.children.isEmpty { return current }
      var next: Int?
      search: for child in node.children.indices {
        switch test(program.nodes[child].predicate) {
        case .yes:
          next = child
          break search
        case .no: continue
        case .unknown:
          switch tree.missing {
          case .lastPrediction: return current
          case .nullPrediction: return nil
          case .defaultChild:
            guard node.defaultChild >= 0 else { return nil }
            penalty *= tree.penalty
            next = Int(node.defaultChild)
            break search
          // A comparison with a missing value is never true.
          case .none: continue
          }
        }
      }
      guard let next else { return tree.returnsLastPrediction ? current : nil }
      current = next
    }
  }
}
