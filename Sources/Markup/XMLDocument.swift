/// A small tree of one XML text, in flat arrays that are used again for the next.
///
/// Elements and runs of text are nodes, numbered in document order, the root element first. White space
/// between elements is dropped, comments and processing instructions are never kept.
public final class XMLDocument: XMLHandler {
  /// The number of a node; valid until the document is read into again.
  public typealias Node = Int

  struct Entry: BitwiseCopyable {
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var previous: Int32 = -1
    var next: Int32 = -1
    /// The local name of an element, the text of a run: a range of `text`.
    var start: Int32
    var count: Int32
    /// The element's namespace: an index into `namespaces`; -1 for a run of text.
    var namespace: Int32
    var firstAttribute: Int32 = 0
    var attributeCount: Int32 = 0
    var line: Int32
  }

  struct Attribute: BitwiseCopyable {
    var nameStart: Int32
    var nameCount: Int32
    var valueStart: Int32
    var valueCount: Int32
    var namespace: Int32
  }

  /// The names of all namespaces declared or used; the first is none.
  public private(set) var namespaces: [String] = [""]
  /// Local names of elements whose text is not kept, such as attachments.
  private let skippedText: [StaticString]

  // Unchecked: no method calls out while it changes these, and one worker owns the document; the checks took
  // a quarter of the time of reading an invoice.
  @exclusivity(unchecked) private(set) var entries: [Entry] = []
  @exclusivity(unchecked) private(set) var attributes: [Attribute] = []
  @exclusivity(unchecked) private(set) var text: [UInt8] = []
  @exclusivity(unchecked) private var namespaceIndices: [UnsafeRawPointer: Int32] = [:]
  @exclusivity(unchecked) private var open: [Int32] = []
  @exclusivity(unchecked) private var skipsText = false
  @exclusivity(unchecked) private var limits = XMLLimits()

  /// Makes an empty document; the text of elements named in `skippingTextOf` is dropped as it is read.
  public init(skippingTextOf skipped: [StaticString] = []) { skippedText = skipped }

  /// Empties the document.
  func begin(_ limits: XMLLimits) {
    self.limits = limits
    entries.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: text.capacity < Self.keptBytes)
    open.removeAll(keepingCapacity: true)
    // Their addresses are those of one parse.
    namespaceIndices.removeAll(keepingCapacity: true)
    namespaces = [""]
    skipsText = false
  }

  /// A larger text's memory is given back when the next is read.
  private static let keptBytes = 1 << 20

  /// Notes a namespace; called by the reader.
  public func declareNamespace(_ name: UnsafeRawBufferPointer) { _ = index(of: name) }

  /// Adds an element; called by the reader.
  public func startElement(_ name: XMLName, _ attributes: XMLAttributes, line: Int)
    throws(MarkupError)
  {
    dropBlankRun()
    if entries.count >= limits.nodes {
      throw MarkupError(.limit, "there are more than \(limits.nodes) nodes", line: line)
    }
    var entry = Entry(
      parent: open.last ?? -1, start: Int32(text.count), count: Int32(name.local.count),
      namespace: index(of: name.namespace), line: Int32(truncatingIfNeeded: line))
    text += name.local
    entry.firstAttribute = Int32(self.attributes.count)
    entry.attributeCount = Int32(attributes.count)
    for position in 0..<attributes.count {
      let name = attributes.name(position)
      let value = attributes.value(position)
      self.attributes.append(
        Attribute(
          nameStart: Int32(text.count), nameCount: Int32(name.local.count),
          valueStart: Int32(text.count + name.local.count), valueCount: Int32(value.count),
          namespace: index(of: name.namespace)))
      text += name.local
      text += value
    }
    skipsText = skippedText.contains { name.isLocal($0) }
    append(entry)
    open.append(Int32(entries.count - 1))
  }

  /// Adds text; called by the reader.
  public func characters(_ run: UnsafeRawBufferPointer) throws(MarkupError) {
    guard let parent = open.last, !skipsText else { return }
    let last = Int(entries[Int(parent)].lastChild)
    if last >= 0, entries[last].namespace < 0 {
      if Int(entries[last].count) + run.count > limits.runBytes {
        throw MarkupError(.limit, "a text is longer than \(limits.runBytes) bytes")
      }
      entries[last].count += Int32(run.count)
    } else {
      if entries.count >= limits.nodes || run.count > limits.runBytes {
        throw MarkupError(.limit, "there are too many nodes or a text is too long")
      }
      append(
        Entry(
          parent: parent, start: Int32(text.count), count: Int32(run.count), namespace: -1,
          line: 0))
    }
    text += run
  }

  /// Ends the innermost element; called by the reader.
  public func endElement() {
    dropBlankRun()
    open.removeLast()
    skipsText = false
  }
}

extension XMLDocument {
  private func append(_ entry: Entry) {
    let index = Int32(entries.count)
    entries.append(entry)
    guard entry.parent >= 0 else { return }
    let parent = Int(entry.parent)
    let last = Int(entries[parent].lastChild)
    entries[Int(index)].previous = Int32(last)
    if last >= 0 { entries[last].next = index } else { entries[parent].firstChild = index }
    entries[parent].lastChild = index
  }

  /// Removes the newest node if it is nothing but white space between elements.
  private func dropBlankRun() {
    guard let last = entries.indices.last, entries[last].namespace < 0 else { return }
    let run = Int(entries[last].start)..<Int(entries[last].start + entries[last].count)
    guard text[run].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      return
    }
    let parent = Int(entries[last].parent)
    let before = entries[last].previous
    if before >= 0 { entries[Int(before)].next = -1 } else { entries[parent].firstChild = -1 }
    entries[parent].lastChild = before
    text.removeLast(run.count)
    entries.removeLast()
  }

  private func index(of namespace: UnsafeRawBufferPointer) -> Int32 {
    guard let address = namespace.baseAddress, !namespace.isEmpty else { return 0 }
    // libxml2 keeps one copy of each name while it parses.
    if let known = namespaceIndices[address] { return known }
    let index = Int32(namespaces.count)
    namespaces.append(String(decoding: namespace, as: UTF8.self))
    namespaceIndices[address] = index
    return index
  }
}
