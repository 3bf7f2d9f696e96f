import Liquid
import Sinks

/// A page as lines that a person can compare: one for each block element, with its words and inline markup.
///
/// Styles, scripts and drawings stand as their size and hash. White space is the only thing that is not said, and
/// the hash of the whole page says whether that moved.
public struct PageOutline: Sendable {
  /// What one snippet of the page made, or the page's own text round it.
  public struct Block: Sendable, Hashable {
    /// The snippet's name, numbered when it repeats; `page` for what stands in the page's own file.
    public let name: String
    /// The lines, indented two spaces a level.
    public var lines: [String]
  }

  /// The blocks in the page's order.
  public private(set) var blocks: [Block] = []

  /// Outlines a page.
  public init(_ page: ReviewedDocument.Page) {
    let owners = BlockRanges(page)
    if page.isHTML {
      outline(HTMLScanner(page.bytes), owners)
    } else {
      var offset = 0
      for line in page.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        add(String(decoding: line, as: UTF8.self), to: owners.name(at: offset))
        offset += line.count + 1
      }
      if blocks.last?.lines.last?.isEmpty == true { blocks[blocks.count - 1].lines.removeLast() }
    }
  }

  /// Outlines markup whose snippets do not matter.
  init(markup: [UInt8]) { outline(HTMLScanner(markup), BlockRanges(bytes: markup)) }

  private mutating func add(_ line: String, to name: String) {
    if blocks.last?.name == name {
      blocks[blocks.count - 1].lines.append(line)
    } else {
      blocks.append(Block(name: name, lines: [line]))
    }
  }

  // MARK: Markup

  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]
  /// Elements that end where the next of them starts.
  private static let closers: [String: Set<String>] = [
    "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"], "tr": ["tr", "td", "th"],
    "td": ["td", "th"], "th": ["td", "th"], "tbody": ["tr", "td", "th", "thead", "tbody"],
    "option": ["option"], "p": ["p"],
  ]

  private mutating func outline(_ scanner: HTMLScanner, _ owners: BlockRanges) {
    var scanner = scanner
    var open: [String] = []
    var line = ""
    var owner = ""
    var indent = 0
    var drawing: Drawing?
    func flushed() -> String? {
      let text = line.drop { $0 == " " }
      guard !text.isEmpty else { return nil }
      return String(repeating: "  ", count: indent) + text
    }
    while let (piece, offset) = scanner.next() {
      if var shape = drawing {
        if shape.take(piece) {
          drawing = shape
          continue
        }
        line += shape.text(upTo: offset, in: owners.bytes)
        drawing = nil
        continue
      }
      switch piece {
      case .text(let text):
        if line.isEmpty {
          owner = owners.name(at: offset)
          indent = open.count
        }
        line += text
      case .raw(let bytes): line += " " + Self.digest(bytes)
      case .open(let name, let attributes, let closesItself):
        let lower = name.lowercased()
        let tag = "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>"
        if lower == "svg" {
          if line.isEmpty {
            owner = owners.name(at: offset)
            indent = open.count
          }
          line += tag
          drawing = Drawing(start: offset)
          continue
        }
        if Self.inline.contains(lower) {
          if line.isEmpty {
            owner = owners.name(at: offset)
            indent = open.count
          }
          line += tag
          continue
        }
        if let done = flushed() { add(done, to: owner) }
        while let last = open.last, Self.closers[lower]?.contains(last) == true {
          open.removeLast()
        }
        owner = owners.name(at: offset)
        indent = open.count
        line = tag
        if !closesItself, !HTMLScanner.void.contains(lower) { open.append(lower) }
      case .close(let name):
        if Self.inline.contains(name) {
          line += "</\(name)>"
          continue
        }
        if let done = flushed() { add(done, to: owner) }
        line = ""
        if let index = open.lastIndex(of: name) { open.removeSubrange(index...) }
      }
    }
    if let done = flushed() { add(done, to: owner) }
  }

  /// A size and the first digits of a hash.
  static func digest(_ bytes: some Collection<UInt8>) -> String {
    let hex = Array(bytes).withUnsafeBytes { SHA256Digest(of: $0) }.hex
    return "(\(bytes.count) bytes, sha256 \(hex.prefix(12)))"
  }
}

/// A drawing on the way through it: its words are kept, its shapes become a hash.
private struct Drawing {
  let start: Int
  private var depth = 1
  private var words: [String] = []

  init(start: Int) { self.start = start }

  /// Takes the next piece; false when it was the drawing's end.
  mutating func take(_ piece: HTMLScanner.Piece) -> Bool {
    switch piece {
    case .open("svg", _, false): depth += 1
    case .close("svg"): depth -= 1
    case .text(let text): words.append(text)
    default: break
    }
    return depth > 0
  }

  func text(upTo end: Int, in bytes: [UInt8]) -> String {
    let shown = words.isEmpty ? "" : words.joined(separator: " | ") + " "
    return shown + PageOutline.digest(bytes[start..<end])
  }
}

/// Which snippet made which bytes of a page: the outermost one counts.
struct BlockRanges {
  let bytes: [UInt8]
  private var ranges: [(start: Int, end: Int, name: String)] = []

  /// One range without a name of its own.
  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ page: ReviewedDocument.Page) {
    bytes = page.bytes
    collect(page.tree, page)
    var seen: [String: Int] = [:]
    for index in ranges.indices {
      let name = ranges[index].name
      seen[name, default: 0] += 1
      if let count = seen[name], count > 1 { ranges[index].name = "\(name) #\(count)" }
    }
  }

  private mutating func collect(_ node: TraceNode, _ page: ReviewedDocument.Page) {
    for child in node.children {
      let point = page.program.tracePoints[child.point]
      if point.kind == .partial {
        // A snippet in a capture made no bytes of the page by itself.
        if child.start >= page.start, child.end > child.start {
          ranges.append((child.start - page.start, child.end - page.start, point.name))
        }
      } else {
        collect(child, page)
      }
    }
  }

  /// The snippet that made the byte at an offset.
  func name(at offset: Int) -> String {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    if low < ranges.count, ranges[low].start <= offset { return ranges[low].name }
    return "page"
  }
}
