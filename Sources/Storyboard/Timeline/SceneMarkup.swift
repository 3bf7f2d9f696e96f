/// A scene written as inline SVG for a page: styles settled into attributes, identifiers made unique, no style sheet.
///
/// A page may hold many scenes and blocks style attributes and sheets of others; presentation attributes need neither.
/// What the dialect does not know is not in the tree, so it cannot be written either.
struct SceneMarkup {
  let tree: SceneTree
  /// Put before every identifier and reference.
  let prefix: String
  /// Pictures as `data:` addresses, by path.
  let pictures: [String: String]
  /// The next entry of `tree.raw`: both are in document order.
  private var next = 0

  init(tree: SceneTree, prefix: String, pictures: [String: String]) {
    self.tree = tree
    self.prefix = prefix
    self.pictures = pictures
  }

  mutating func write(to output: inout TextOutput, attributes: String) {
    guard !tree.nodes.isEmpty else { return }
    output.add("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
    output.add(attributes)
    declarations(0, &output)
    output.add(">")
    children(of: 0, &output)
    output.add("</svg>")
  }

  private mutating func children(of node: Int, _ output: inout TextOutput) {
    var child = node + 1
    while child < Int(tree.nodes[node].end) {
      self.node(child, &output)
      child = Int(tree.nodes[child].end)
    }
  }

  private mutating func node(_ node: Int, _ output: inout TextOutput) {
    let item = tree.nodes[node]
    if item.isText {
      output.addEscaped(String(decoding: tree.text[item.text.indices], as: UTF8.self))
      return
    }
    switch item.element {
    case .style, .title, .desc: return
    default: break
    }
    // Links belong to the player's buttons, so that each is reached once.
    let name = item.element == .a ? "g" : item.element.name
    output.add("<\(name)")
    if item.id >= 0 {
      output.add(" id=\"\(prefix)")
      output.addEscaped(tree.names[Int(item.id)])
      output.add("\"")
    }
    declarations(node, &output)
    raw(node, &output)
    let start = output.bytes.count
    output.add(">")
    children(of: node, &output)
    if output.bytes.count == start + 1 {
      output.bytes.removeLast()
      output.add("/>")
    } else {
      output.add("</\(name)>")
    }
  }

  private func declarations(_ node: Int, _ output: inout TextOutput) {
    for index in tree.nodes[node].declarations.indices {
      let declaration = tree.declarations[index]
      output.add(" \(declaration.property.name)=\"")
      switch declaration.value {
      case .reference(let name):
        let isLink = declaration.property == .href
        output.add(isLink ? "#\(prefix)" : "url(#\(prefix)")
        output.addEscaped(tree.names[Int(name)])
        if !isLink { output.add(")") }
      case .file(let name): output.addEscaped(pictures[tree.names[Int(name)]] ?? "")
      default:
        output.addEscaped(String(decoding: tree.source[declaration.source.indices], as: UTF8.self))
      }
      output.add("\"")
    }
  }

  /// Attributes that are no properties: of animations and of text that counts, types or fits.
  private mutating func raw(_ node: Int, _ output: inout TextOutput) {
    while next < tree.raw.count, tree.raw[next].node < Int32(node) { next += 1 }
    while next < tree.raw.count, tree.raw[next].node == Int32(node) {
      let attribute = tree.raw[next]
      next += 1
      let name = tree.names[Int(attribute.name)]
      let value = String(decoding: tree.source[attribute.value.indices], as: UTF8.self)
      output.add(" \(name)=\"")
      switch name {
      case "begin", "end": output.addEscaped(renamed(value))
      case "href": output.addEscaped("#\(prefix)\(value.dropFirst())")
      case "values", "from", "to", "by":
        output.addEscaped(value.replacing("url(#", with: "url(#\(prefix)"))
      default: output.addEscaped(value)
      }
      output.add("\"")
    }
  }

  /// A begin or end list with other animations' names made unique.
  private func renamed(_ list: String) -> String {
    list.split(separator: ";").map { part in
      let entry = part.drop { $0 == " " || $0 == "\n" || $0 == "\t" }
      let isName = entry.utf8.first.map {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == UInt8(ascii: "_")
      }
      return isName == true ? prefix + entry : String(entry)
    }.joined(separator: ";")
  }
}
