extension XMLDocument {
  /// The root element; nil in an empty document.
  public var root: Node? { entries.isEmpty ? nil : 0 }

  /// Whether a node is an element, not a run of text.
  public func isElement(_ node: Node) -> Bool { entries[node].namespace >= 0 }

  /// The local name of an element.
  public func name(of node: Node) -> String { String(decoding: nameBytes(node), as: UTF8.self) }

  /// The namespace's name of an element; empty for none.
  public func namespace(of node: Node) -> String {
    namespaces[max(0, Int(entries[node].namespace))]
  }

  /// Whether a node is an element with this local name.
  public func isElement(_ node: Node, named name: StaticString) -> Bool {
    let entry = entries[node]
    guard entry.namespace >= 0, Int(entry.count) == name.utf8CodeUnitCount else { return false }
    return isEqual(Int(entry.start), name)
  }

  /// The line an element starts in, from 1.
  public func line(of node: Node) -> Int { Int(entries[node].line) }

  /// The parent of a node; nil for the root.
  public func parent(of node: Node) -> Node? {
    entries[node].parent >= 0 ? Int(entries[node].parent) : nil
  }

  /// The children of a node, runs of text among them.
  public func children(of node: Node) -> Children {
    Children(document: self, upcoming: entries[node].firstChild)
  }

  /// The first child element with this local name.
  public func child(of node: Node, named name: StaticString) -> Node? {
    var child = entries[node].firstChild
    while child >= 0 {
      if isElement(Int(child), named: name) { return Int(child) }
      child = entries[Int(child)].next
    }
    return nil
  }

  /// The child elements with this local name, in order.
  public func children(of node: Node, named name: StaticString) -> [Node] {
    children(of: node).filter { isElement($0, named: name) }
  }

  /// The text directly inside a node, without white space at its ends.
  public func text(of node: Node) -> ArraySlice<UInt8> {
    if !isElement(node) { return trimmed(range(entries[node])) }
    let runs = children(of: node).filter { !isElement($0) }
    guard let first = runs.first else { return [] }
    if runs.count == 1 { return trimmed(range(entries[first])) }
    let all = runs.flatMap { text[range(entries[$0])] }
    return Self.trimmed(all[...])
  }

  /// The value of an attribute without a prefix; nil where there is none.
  public func attribute(_ name: StaticString, of node: Node) -> ArraySlice<UInt8>? {
    let entry = entries[node]
    let range = Int(entry.firstAttribute)..<Int(entry.firstAttribute + entry.attributeCount)
    for attribute in attributes[range]
    where attribute.namespace == 0 && Int(attribute.nameCount) == name.utf8CodeUnitCount
      && isEqual(Int(attribute.nameStart), name)
    {
      let start = Int(attribute.valueStart)
      return Self.trimmed(text[start..<(start + Int(attribute.valueCount))])
    }
    return nil
  }

  /// The names from the root to a node, as `Invoice/InvoiceLine[2]/Price`; counted from 1 where a parent
  /// has several children of that name.
  public func path(of node: Node) -> String {
    var parts: [String] = []
    var current: Node? = node
    while let node = current {
      let parent = parent(of: node)
      parts.append(name(of: node) + position(of: node, in: parent))
      current = parent
    }
    return parts.reversed().joined(separator: "/")
  }

  /// The children of one node.
  public struct Children: Sequence, IteratorProtocol {
    fileprivate let document: XMLDocument
    fileprivate var upcoming: Int32

    /// The next child.
    public mutating func next() -> Node? {
      guard upcoming >= 0 else { return nil }
      defer { upcoming = document.entries[Int(upcoming)].next }
      return Int(upcoming)
    }
  }
}

extension XMLDocument {
  private func position(of node: Node, in parent: Node?) -> String {
    guard let parent else { return "" }
    let name = nameBytes(node)
    let siblings = children(of: parent).filter { isElement($0) && nameBytes($0) == name }
    guard siblings.count > 1, let index = siblings.firstIndex(of: node) else { return "" }
    return "[\(index + 1)]"
  }

  private func range(_ entry: Entry) -> Range<Int> {
    Int(entry.start)..<Int(entry.start + entry.count)
  }

  private func nameBytes(_ node: Node) -> ArraySlice<UInt8> { text[range(entries[node])] }

  private func isEqual(_ start: Int, _ name: StaticString) -> Bool {
    text.withUnsafeBytes { bytes in
      bytes[start..<(start + name.utf8CodeUnitCount)].elementsEqual(
        UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
  }

  private func trimmed(_ range: Range<Int>) -> ArraySlice<UInt8> { Self.trimmed(text[range]) }

  private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let first = slice.first, isSpace(first) { slice.removeFirst() }
    while let last = slice.last, isSpace(last) { slice.removeLast() }
    return slice
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension XMLDocument {
  /// The names of an element's attributes without a prefix, in document order.
  public func attributeNames(of node: Node) -> [String] {
    let entry = entries[node]
    let range = Int(entry.firstAttribute)..<Int(entry.firstAttribute + entry.attributeCount)
    return attributes[range].filter { $0.namespace == 0 }.map { attribute in
      let start = Int(attribute.nameStart)
      return String(decoding: text[start..<(start + Int(attribute.nameCount))], as: UTF8.self)
    }
  }

  /// The value of an attribute without a prefix; nil where there is none.
  public func attribute(named name: String, of node: Node) -> String? {
    let entry = entries[node]
    let range = Int(entry.firstAttribute)..<Int(entry.firstAttribute + entry.attributeCount)
    for attribute in attributes[range] where attribute.namespace == 0 {
      let start = Int(attribute.nameStart)
      guard text[start..<(start + Int(attribute.nameCount))].elementsEqual(name.utf8) else {
        continue
      }
      let value = Int(attribute.valueStart)
      return String(
        decoding: text[value..<(value + Int(attribute.valueCount))], as: UTF8.self)
    }
    return nil
  }
}
