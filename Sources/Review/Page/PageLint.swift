/// Looks at a rendered page for what a browser mends without a word: elements that are not closed, or that close nothing,
/// identifiers that stand twice, and references to what is not there.
struct PageLint {
  /// One fault; the message holds names that the page has, so it is for samples only.
  struct Fault: Hashable {
    let code: String
    let message: String
    let hint: String
    /// The line of the rendered page, from 1.
    let line: Int
    /// What `data-line` says of the element, or of the nearest before it; 0 where nothing does.
    let mark: Int
  }

  private struct Element {
    let name: String
    let line: Int
    let mark: Int
    let closesItself: Bool
  }

  private struct Reference {
    let attribute: String
    let target: String
    let line: Int
    let mark: Int
  }

  private(set) var faults: [Fault] = []
  private let bytes: [UInt8]
  private var open: [Element] = []
  private var ids: [String: Int] = [:]
  private var references: [Reference] = []
  /// How far lines are counted.
  private var counted = (offset: 0, line: 1)

  /// - Parameters:
  ///   - page: the page as a customer gets it.
  ///   - files: the names of what a document of the template may hold; a name that ends with `/` stands for a folder.
  init(_ page: [UInt8], files: [String]) {
    bytes = page
    var scanner = HTMLScanner(page)
    var mark = 0
    while let (piece, offset) = scanner.next() {
      switch piece {
      case .open(let name, let text, let closesItself):
        let attributes = HTMLAttributes.read(text)
        if let told = attributes.first(where: { $0.name == "data-line" }) {
          mark = Int(told.value) ?? mark
        }
        let line = line(at: offset)
        note(attributes, line, mark)
        begin(Element(name: name, line: line, mark: mark, closesItself: closesItself))
      case .close(let name): end(name, line(at: offset), mark)
      case .text, .raw: break
      }
    }
    for element in open where !Self.mayStayOpen.contains(element.name.lowercased()) {
      unclosed(element, "at the page's end")
    }
    check(files)
  }

  private mutating func line(at offset: Int) -> Int {
    counted.line += bytes[counted.offset..<offset].count { $0 == 0x0A }
    counted.offset = offset
    return counted.line
  }

  // MARK: Elements

  /// Elements whose end tag may be left out (HTML, 13.1.2.4).
  private static let mayStayOpen: Set<String> = [
    "html", "head", "body", "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option", "colgroup",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
  ]
  /// What ends an open paragraph where it begins (HTML, 4.4.1).
  private static let endsParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "table", "ul",
  ]

  private var isInDrawing: Bool { open.contains { $0.name == "svg" || $0.name == "math" } }

  private mutating func begin(_ element: Element) {
    let name = element.name.lowercased()
    if isInDrawing || name == "svg" || name == "math" {
      if !element.closesItself { open.append(element) }
      return
    }
    if Self.endsParagraph.contains(name), open.last?.name.lowercased() == "p" { open.removeLast() }
    if !HTMLScanner.void.contains(name) { open.append(element) }
  }

  private mutating func end(_ name: String, _ line: Int, _ mark: Int) {
    let name = name.trimmingPrefix { $0 == " " }.prefix { $0 != " " }
    guard let index = open.lastIndex(where: { $0.name.lowercased() == name }) else {
      let closedBefore = name == "p" ? ": a paragraph ends where a block begins" : ""
      return add(
        "page-markup", "</\(name)> closes nothing\(closedBefore)", line, mark,
        "take it out, or begin the element")
    }
    let left = open[(index + 1)...].filter { !Self.mayStayOpen.contains($0.name.lowercased()) }
    open.removeSubrange(index...)
    for element in left { unclosed(element, "before </\(name)>") }
  }

  private mutating func unclosed(_ element: Element, _ place: String) {
    let slash =
      element.closesItself ? ": in HTML, `/` closes nothing outside drawings" : ""
    add(
      "page-markup", "<\(element.name)> is not closed \(place)\(slash)", element.line, element.mark,
      "close it with </\(element.name)>")
  }

  private mutating func add(
    _ code: String, _ message: String, _ line: Int, _ mark: Int, _ hint: String
  ) {
    faults.append(Fault(code: code, message: message, hint: hint, line: line, mark: mark))
  }

  // MARK: Names and references

  /// Attributes that hold an address.
  private static let addresses: Set<String> = ["href", "xlink:href", "src", "poster", "data"]
  /// Attributes that name elements of the page, separated by spaces.
  private static let names: Set<String> = [
    "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls",
    "aria-owns", "aria-details", "aria-errormessage", "aria-flowto", "popovertarget",
  ]

  private mutating func note(_ attributes: [HTMLAttributes.Entry], _ line: Int, _ mark: Int) {
    for attribute in attributes {
      let value = attribute.value
      switch attribute.name {
      case "id":
        if ids.updateValue(line, forKey: value) != nil {
          add(
            "page-id", "the id '\(value)' stands twice", line, mark,
            "give each element an id of its own: labels, links and scripts find the first only")
        }
      case let name where Self.addresses.contains(name):
        references.append(Reference(attribute: name, target: value, line: line, mark: mark))
      case let name where Self.names.contains(name):
        for target in value.split(separator: " ") {
          references.append(
            Reference(attribute: name, target: "#\(target)", line: line, mark: mark))
        }
      default: break
      }
    }
  }

  private mutating func check(_ files: [String]) {
    for reference in references {
      if reference.target.hasPrefix("#") {
        let name = String(reference.target.dropFirst())
        // `#` and `#top` lead to the page's start.
        if name.isEmpty || name == "top" || ids[name.removingEscapes] != nil { continue }
        add(
          "page-reference", "\(reference.attribute) names '\(name)', and the page has no such id",
          reference.line, reference.mark, "give the element meant that id")
      } else if let file = Self.file(reference.target), !Self.isThere(file, files) {
        add(
          "page-reference",
          "\(reference.attribute) leads to '\(file)', and a document holds no such file",
          reference.line, reference.mark,
          "pages stand alone: put pictures of assets/ into them, or name an output")
      }
    }
  }

  /// The file beside the page that an address leads to; nil for one that leads elsewhere.
  private static func file(_ address: String) -> String? {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    if path.isEmpty || path.hasPrefix("/") { return nil }
    let scheme = path.prefix { $0 != ":" && $0 != "/" }
    if scheme.count < path.count, path[scheme.endIndex] == ":" { return nil }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : String(path)
  }

  private static func isThere(_ file: String, _ files: [String]) -> Bool {
    files.contains { $0 == file || ($0.hasSuffix("/") && file.hasPrefix($0)) }
  }
}

extension String {
  /// An address's fragment with its `%`-escapes read.
  fileprivate var removingEscapes: String {
    var out: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.count == 2, let escaped = UInt8(digits, radix: 16) {
        out.append(escaped)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
