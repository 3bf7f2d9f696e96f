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
          if problems.isEmpty { checkDrawing(tree.declarations[index].property, name, node) }
        }
      }
      checkText(node)
      if tree.nodes[node].element == .radialGradient { checkFocus(node) }
    }
    checkTargets()
    spreadMarks()
    if problems.isEmpty { SceneTiming.settle(tree, instants: instants, problems: &problems) }
    tree.wholeText = 0
    for special in tree.specials {
      if special.countDuration > 0 {
        tree.wholeText = max(tree.wholeText, special.countBegin + special.countDuration)
      }
      if special.typeDuration > 0 {
        tree.wholeText = max(tree.wholeText, special.typeBegin + special.typeDuration)
      }
    }
    tree.settledAfter = max(tree.settledAfter, tree.wholeText)
    tree.lastChange = max(tree.lastChange, tree.wholeText)
  }

  private func report(
    _ code: SceneProblem.Code, _ message: String, _ node: Int, quoting: String? = nil,
    hint: String? = nil
  ) {
    problems.append(
      SceneProblem(
        code, message, quoting: quoting, line: Int(tree.nodes[node].line), hint: hint))
  }

  private func check(_ property: SceneProperty, _ name: UInt32, _ node: Int) {
    guard let target = tree.node(named: name) else {
      let id = tree.names[Int(name)]
      return report(.reference, "there is no element with the id '\(id)'", node, quoting: id)
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

  /// References that browsers show otherwise than frames would.
  private func checkDrawing(_ property: SceneProperty, _ name: UInt32, _ node: Int) {
    guard let target = tree.node(named: name) else { return }
    let element = tree.nodes[node].element
    if property == .href, element == .use, tree.nodes[target].element == .svg,
      tree.declared(.width, of: node) != nil || tree.declared(.height, of: node) != nil
    {
      report(
        .attribute, "a <use> of an <svg> cannot give it another size", node,
        hint: "make it a <symbol>, or scale the <use>")
    }
    guard property == .clipPath else { return }
    let parent = tree.nodes[node].parent
    if element == .clipPath || (parent >= 0 && tree.nodes[Int(parent)].element == .clipPath) {
      report(
        .attribute, "a clipPath and its shapes cannot be clipped themselves", node,
        hint: "clip a <g> round what is clipped")
    } else if element == .svg, parent >= 0 {
      report(
        .attribute, "an inner <svg> cannot be clipped", node, hint: "clip a <g> round it")
    } else if case .keyword(1)? = tree.declared(.clipPathUnits, of: target),
      (node..<Int(tree.nodes[node].end)).contains(where: { tree.nodes[$0].element == .text })
    {
      report(
        .attribute, "text cannot be clipped to a part of its own box", node,
        hint: "use clipPathUnits=\"userSpaceOnUse\"")
    }
  }

  /// Browsers differ in what they show of a gradient whose focus is outside its circle.
  private func checkFocus(_ node: Int) {
    if tree.declared(.fx, of: node) == nil, tree.declared(.fy, of: node) == nil { return }
    var isBox = true
    if case .keyword(0)? = tree.declared(.gradientUnits, of: node) { isBox = false }
    func at(_ property: SceneProperty, _ other: Double?) -> Double? {
      switch tree.declared(property, of: node) {
      case .number(let number)?: number
      case .percent(let percent)?: isBox ? percent / 100 : nil
      default: other
      }
    }
    let usual = isBox && tree.declared(.href, of: node) == nil ? 0.5 : nil
    guard let x = at(.cx, usual), let y = at(.cy, usual), let radius = at(.r, usual),
      let focusX = at(.fx, x), let focusY = at(.fy, y)
    else { return }
    let (dx, dy) = (focusX - x, focusY - y)
    if dx * dx + dy * dy > radius * radius {
      report(.value, "the focus fx, fy is outside the gradient's circle", node)
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
            SceneProblem(
              .reference, "an animation's href '#\(name)' names no element", quoting: "#\(name)",
              line: line))
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
