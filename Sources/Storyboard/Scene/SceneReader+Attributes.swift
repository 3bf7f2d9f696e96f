import Markup

extension SceneReader {
  /// Reads an element's attributes: presentation attributes, then the sheet's rules, then `style`, each outdoing the last.
  func readAttributes(_ attributes: XMLAttributes, _ element: SceneElement, _ node: Int) {
    var found: [SceneDeclaration] = []
    var id: UnsafeRawBufferPointer?
    var classes: UnsafeRawBufferPointer?
    var style: UnsafeRawBufferPointer?
    var own: [(name: String, value: UnsafeRawBufferPointer)] = []
    let ownNames = element.ownNames
    for index in 0..<attributes.count {
      let name = attributes.name(index)
      let value = attributes.value(index)
      let word = String(decoding: name.local, as: UTF8.self)
      if !name.namespace.isEmpty {
        readForeign(name, word, value, element, node, &found, &own)
        continue
      }
      if ownNames.contains(word) {
        own.append((word, value))
        continue
      }
      switch word {
      case "id":
        id = value
        setIdentifier(String(decoding: value, as: UTF8.self), node)
      case "class": classes = value
      case "style":
        if element.takesPresentation { style = value } else { unknown(word, element) }
      case "lang":
        tree.nodes[node].language = Int32(self.name(String(decoding: value, as: UTF8.self)))
      case "data-layout", "data-line", "role", "tabindex", "focusable": break
      default:
        if word.hasPrefix("aria-") { continue }
        guard let property = SceneProperty.byName[word],
          property.isPresentation
            ? element.takesPresentation : element.properties.contains(property)
        else {
          unknown(word, element)
          continue
        }
        if let declaration = declaration(property, value, isStyle: false) {
          found.append(declaration)
        }
      }
    }
    found += styled(id: id, classes: classes)
    if let style { found += declarations(style) }
    let start = tree.declarations.count
    for (index, declaration) in found.enumerated() {
      // The last one of a property counts.
      if found[(index + 1)...].contains(where: { $0.property == declaration.property }) { continue }
      tree.declarations.append(declaration)
    }
    tree.nodes[node].declarations = DisplayRange(start, tree.declarations.count)
    for (word, value) in own {
      let start = tree.source.count
      tree.source += value
      tree.raw.append(
        .init(
          node: Int32(node), name: name(word), value: DisplayRange(start, tree.source.count)))
    }
    if element.isAnimation {
      readAnimation(own, element, node)
    } else if !own.isEmpty, element == .text || element == .tspan {
      readSpecial(own, element, node)
    }
    require(element, node)
  }

  private func readForeign(
    _ name: XMLName, _ word: String, _ value: UnsafeRawBufferPointer, _ element: SceneElement,
    _ node: Int,
    _ found: inout [SceneDeclaration], _ own: inout [(name: String, value: UnsafeRawBufferPointer)]
  ) {
    if name.isIn("http://www.w3.org/1999/xlink"), word == "href" {
      if element.isAnimation {
        own.append((word, value))
      } else if element.properties.contains(.href),
        let declaration = declaration(.href, value, isStyle: false)
      {
        found.append(declaration)
      } else if element != .a {
        unknown("xlink:href", element)
      }
    } else if name.isIn("http://www.w3.org/XML/1998/namespace"), word == "lang" {
      tree.nodes[node].language = Int32(self.name(String(decoding: value, as: UTF8.self)))
    } else if name.isIn("http://www.w3.org/XML/1998/namespace"), word == "space" {
      // White space is always collapsed; a designer's tool writes it out of habit.
    } else {
      unknown("\(String(decoding: name.prefix, as: UTF8.self)):\(word)", element)
    }
  }

  private func unknown(_ word: String, _ element: SceneElement) {
    let hint: String? =
      word.hasPrefix("on")
      ? "scenes have no scripts"
      : SceneProperty.byName[word]?.isPresentation == false ? "another element has it" : nil
    problem(
      .attribute, "<\(element.name)> has no attribute '\(word)' in the scene dialect", hint: hint)
  }

  private func setIdentifier(_ text: String, _ node: Int) {
    if text.isEmpty || text.utf8.contains(where: { !Self.isIdentifier($0) }) {
      problem(.value, "an id may hold letters, digits, '-' and '_' only")
      return
    }
    if tree.identifiers[text] != nil {
      problem(.reference, "the id '\(text)' stands here twice", quoting: text)
    }
    tree.identifiers[text] = Int32(node)
    tree.nodes[node].id = Int32(name(text))
  }

  static func isIdentifier(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  /// Reports attributes without which an element shows nothing.
  private func require(_ element: SceneElement, _ node: Int) {
    let needed: [SceneProperty]
    switch element {
    case .rect, .image: needed = [.width, .height]
    case .circle: needed = [.r]
    case .polyline, .polygon: needed = [.points]
    case .path: needed = [.d]
    case .use: needed = [.href]
    case .svg: needed = tree.nodes[node].parent < 0 ? [.viewBox] : []
    default: needed = []
    }
    for property in needed where tree.declared(property, of: node) == nil {
      problem(.attribute, "<\(element.name)> needs '\(property.name)'")
    }
    if element == .image, tree.declared(.href, of: node) == nil {
      problem(.attribute, "<image> needs 'href'")
    }
  }

  /// Reads a text's `data-` attributes.
  private func readSpecial(
    _ own: [(name: String, value: UnsafeRawBufferPointer)], _ element: SceneElement, _ node: Int
  ) {
    var special = SpecialText()
    for (name, value) in own {
      var scanner = NumberScanner(value)
      scanner.skipSpaces()
      switch name {
      case "data-count", "data-count-dur": special.countDuration = clock(&scanner, name)
      case "data-count-begin": special.countBegin = clock(&scanner, name)
      case "data-count-from": special.countFrom = positive(&scanner, name)
      case "data-count-spline":
        var numbers: [Double] = []
        while numbers.count < 4, let number = scanner.number() {
          numbers.append(number)
          scanner.skipComma()
        }
        if numbers.count == 4, scanner.isAtEnd, (0...1).contains(numbers[0]),
          (0...1).contains(numbers[2])
        {
          special.countSpline = (numbers[0], numbers[1], numbers[2], numbers[3])
        } else {
          problem(.value, "data-count-spline takes four numbers, the first and third from 0 to 1")
        }
      case "data-type-begin": special.typeBegin = clock(&scanner, name)
      case "data-type-dur": special.typeDuration = clock(&scanner, name)
      case "data-width": special.width = positive(&scanner, name)
      case "data-lines": special.lines = max(1, Int(min(aboveZero(&scanner, name), 50)))
      case "data-line-height": special.lineHeight = aboveZero(&scanner, name)
      case "data-smallest":
        special.smallest = positive(&scanner, name)
        if !(0.3...1).contains(special.smallest) {
          problem(.value, "data-smallest is a part of the size from 0.3 to 1")
        }
      default: break
      }
    }
    if special.width > 0, element == .tspan { problem(.attribute, "data-width belongs on <text>") }
    if special.typeDuration > 0, element == .tspan {
      problem(.attribute, "data-type-dur belongs on <text>")
    }
    if special.countDuration > 0, special.width > 0, special.lines > 1 {
      problem(
        .attribute, "a text that counts is not broken into lines",
        hint: "leave data-lines out, or give the number a <text> of its own")
    }
    tree.nodes[node].special = Int32(tree.specials.count)
    tree.specials.append(special)
  }

  private func clock(_ scanner: inout NumberScanner, _ name: String) -> Double {
    if let value = scanner.clock(), scanner.isAtEnd { return value }
    problem(.value, "\(name) is no time such as 1.5s, at most a day")
    return 0
  }

  private func aboveZero(_ scanner: inout NumberScanner, _ name: String) -> Double {
    if let value = scanner.number(), scanner.isAtEnd, value > 0 { return value }
    problem(.value, "\(name) is no number above 0")
    return 1
  }

  private func positive(_ scanner: inout NumberScanner, _ name: String) -> Double {
    if let value = scanner.number(), scanner.isAtEnd, value >= 0 { return value }
    problem(.value, "\(name) is no number of at least 0")
    return 1
  }
}
