public import Diagnostics
public import Liquid

/// A copy of a page for the studio: comments say which rule made what stands between them.
///
/// `<!--b:7-->` and `<!--/b:7-->` stand round what node 7 made, wherever element text stands and so a comment may.
public struct MarkedPage: Sendable {
  /// What one rule, snippet or output made.
  public struct Node: Sendable {
    /// What it is.
    public let kind: TracePoint.Kind
    /// What the author wrote.
    public let words: String
    /// The outermost snippet it stands in, as goldens call it.
    public let block: String
    /// Where it stands.
    public let place: Diagnostic.Place
    /// What decided it; nil for snippets and outputs.
    public let decision: Decision?
    /// The node round it; -1 for the page.
    public let parent: Int
  }

  /// The page with marks.
  public let bytes: [UInt8]
  /// The nodes that the marks name.
  public let nodes: [Node]

  /// Marks a page.
  public init(_ page: ReviewedDocument.Page) {
    var marker = Marker(page)
    marker.collect(page.tree, parent: -1, block: "page")
    nodes = marker.nodes
    bytes = marker.marked()
  }
}

/// Collects nodes and where their marks go.
private struct Marker {
  let page: ReviewedDocument.Page
  let reader: DecisionReader
  var nodes: [MarkedPage.Node] = []
  private var marks: [(offset: Int, order: Int, text: String)] = []
  private let gaps: MarkupGaps
  private var seen: [String: Int] = [:]

  init(_ page: ReviewedDocument.Page) {
    self.page = page
    reader = DecisionReader(page)
    gaps = MarkupGaps(page.bytes)
  }

  mutating func collect(_ node: TraceNode, parent: Int, block: String) {
    for child in node.children where child.start >= page.start {
      let point = reader.program.tracePoints[child.point]
      let start = child.start - page.start
      let end = child.end - page.start
      var block = block
      if point.kind == .partial, block == "page", end > start {
        seen[point.name, default: 0] += 1
        let count = seen[point.name] ?? 1
        block = count > 1 ? "\(point.name) #\(count)" : point.name
      }
      guard end > start, gaps.isText(start), gaps.isText(end) else {
        collect(child, parent: parent, block: block)
        continue
      }
      let index = nodes.count
      nodes.append(
        MarkedPage.Node(
          kind: point.kind, words: SourceWords.tag(point.span, of: point.file, in: reader.program),
          block: block, place: reader.place(point.span, of: point),
          decision: point.isBranch || point.kind == .empty
            ? reader.decision(point, in: node, 0) : nil, parent: parent))
      marks.append((start, marks.count, "<!--b:\(index)-->"))
      collect(child, parent: index, block: block)
      marks.append((end, marks.count, "<!--/b:\(index)-->"))
    }
  }

  func marked() -> [UInt8] {
    var out: [UInt8] = []
    var position = 0
    for mark in marks.sorted(by: { ($0.offset, $0.order) < ($1.offset, $1.order) }) {
      out += page.bytes[position..<mark.offset]
      out += Array(mark.text.utf8)
      position = mark.offset
    }
    return out + page.bytes[position...]
  }
}

/// Where in a page a comment may stand: between tags, not in style sheets, scripts or titles.
private struct MarkupGaps {
  /// Ranges in whose inside no comment may stand.
  private var closed: [(start: Int, end: Int)] = []

  private static let raw: Set<String> = ["style", "script", "title", "textarea"]

  init(_ bytes: [UInt8]) {
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      var quote: UInt8 = 0
      var end = start + 1
      let isComment = bytes[start...].starts(with: Array("<!--".utf8))
      while end < bytes.count {
        let byte = bytes[end]
        if isComment {
          if byte == UInt8(ascii: ">"), bytes[end - 1] == UInt8(ascii: "-") { break }
        } else if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          break
        }
        end += 1
      }
      end = min(end + 1, bytes.count)
      let name = String(
        decoding: bytes[(start + 1)..<end].prefix {
          (0x61...0x7A).contains($0 | 0x20)
        }, as: UTF8.self
      ).lowercased()
      if Self.raw.contains(name) {
        let close = Array("</\(name)".utf8)
        while end < bytes.count, !bytes[end...].starts(with: close) { end += 1 }
      }
      closed.append((start, end))
      position = end
    }
  }

  func isText(_ offset: Int) -> Bool {
    var low = 0
    var high = closed.count
    while low < high {
      let middle = (low + high) / 2
      if closed[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low == closed.count || offset <= closed[low].start
  }
}
