extension SceneReader {
  /// What can be settled only when the whole scene is read: references, targets, times, size.
  func finish() {
    guard let root = tree.nodes.first, root.element == .svg else { return }
    if case .numbers(let range)? = tree.declared(.viewBox, of: 0) {
      let box = tree.numbers[range.indices]
      tree.originX = box[box.startIndex]
      tree.originY = box[box.startIndex + 1]
      tree.width = box[box.startIndex + 2]
      tree.height = box[box.startIndex + 3]
    }
    if let size {
      tree.originX = 0
      tree.originY = 0
      tree.width = size.width
      tree.height = size.height
    }
    for node in tree.nodes.indices {
      for index in tree.nodes[node].declarations.indices {
        if case .reference(let name) = tree.declarations[index].value {
          check(tree.declarations[index].property, name, node)
        }
      }
      checkText(node)
    }
    checkTargets()
    spreadMarks()
    if problems.isEmpty { SceneTiming.settle(tree, instants: instants, problems: &problems) }
    for special in tree.specials {
      if special.countDuration > 0 {
        tree.settledAfter = max(tree.settledAfter, special.countBegin + special.countDuration)
      }
      if special.typeDuration > 0 {
        tree.settledAfter = max(tree.settledAfter, special.typeBegin + special.typeDuration)
      }
    }
  }

  private func report(
    _ code: SceneProblem.Code, _ message: String, _ node: Int, hint: String? = nil
  ) {
    problems.append(SceneProblem(code, message, line: Int(tree.nodes[node].line), hint: hint))
  }

  private func check(_ property: SceneProperty, _ name: UInt32, _ node: Int) {
    guard let target = tree.node(named: name) else {
      return report(.reference, "there is no element with the id '\(tree.names[Int(name)])'", node)
    }
    let element = tree.nodes[target].element
    let fits: Bool
    let wanted: String
    switch property {
    case .fill, .stroke:
      fits = element == .linearGradient || element == .radialGradient
      wanted = "a gradient"
    case .clipPath:
      fits = element == .clipPath
      wanted = "a clipPath"
    default:
      if tree.nodes[node].element == .use {
        fits = element == .symbol || element.isDrawn
        wanted = "a symbol or something drawn"
      } else {
        fits =
          element == tree.nodes[node].element || element == .linearGradient
          || element == .radialGradient
        wanted = "a gradient"
      }
    }
    if !fits {
      report(
        .reference, "'\(property.name)' names <\(element.name)>, and \(wanted) is needed", node)
    }
  }

  /// Text that fits a width is one run: what is broken into lines must be known as a whole.
  private func checkText(_ node: Int) {
    let special = tree.nodes[node].special
    guard special >= 0, tree.specials[Int(special)].width > 0 else { return }
    for child in node + 1..<max(node + 1, Int(tree.nodes[node].end))
    where tree.nodes[child].element == .tspan {
      return report(.attribute, "a text with data-width cannot hold <tspan>", node)
    }
  }

  private func checkTargets() {
    for index in tree.animations.indices {
      let animation = tree.animations[index]
      let line = Int(animation.line)
      if animation.target <= -2 {
        let name = tree.names[Int(-2 - animation.target)]
        guard let node = tree.identifiers[name] else {
          problems.append(
            SceneProblem(.reference, "an animation's href '#\(name)' names no element", line: line))
          continue
        }
        tree.animations[index].target = node
      }
      guard tree.animations[index].target >= 0 else { continue }
      let element = tree.nodes[Int(tree.animations[index].target)].element
      let property = animation.property
      let isKnown =
        property == .transform
        ? (element.properties.contains(.transform) && element != .clipPath) || element == .svg
        : element.properties.contains(property)
          || (property.isPresentation && element.takesPresentation)
      if !isKnown {
        problems.append(
          SceneProblem(
            .attribute, "<\(element.name)> has no '\(property.name)' to animate", line: line))
      }
    }
  }
}
