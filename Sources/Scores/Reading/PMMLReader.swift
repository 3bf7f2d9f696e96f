import Diagnostics
import Markup

/// Reads a PMML file into a `ScoreProgram`, noting every problem.
///
/// What is not known is never skipped: an element or attribute that could change a score and is not evaluated is
/// an error with its name and line. Where something is wrong, reading goes on with a stand-in, so that one pass finds all.
final class PMMLReader {
  typealias Node = XMLDocument.Node

  let file: SourceFile
  let document: XMLDocument
  var program = ScoreProgram()
  var log = DiagnosticLog()
  /// Data fields by name.
  var dataFields: [String: DataField] = [:]
  /// Functions that the file defines.
  var functions: [String: Node] = [:]
  /// Functions being read, so that none calls itself.
  var openFunctions: [String] = []
  /// Where each line starts, found when the first problem is told.
  private lazy var lineStarts: [Int] =
    [0] + file.bytes.indices.filter { file.bytes[$0] == 0x0A }.map { $0 + 1 }

  struct DataField {
    let type: DataType
    let isCategorical: Bool
    let isOrdinal: Bool
    let domain: Domain
    var input: Int32?
  }

  /// Trees of a forest nest deeper than invoices do, and have more nodes; libxml2 itself stops at a depth of 256.
  static let limits: XMLLimits = {
    var limits = XMLLimits()
    limits.depth = 250
    limits.nodes = 4_000_000
    return limits
  }()

  init(_ file: SourceFile, _ document: XMLDocument) {
    self.file = file
    self.document = document
  }

  /// Reads a file.
  ///
  /// - Throws: every problem found.
  static func read(_ file: SourceFile) throws(DiagnosticsError) -> (PMMLReader, model: Int32) {
    let document = XMLDocument()
    var fault: MarkupError?
    file.bytes.withUnsafeBytes { bytes in
      do throws(MarkupError) {
        try XMLReader(limits: limits).read(bytes, into: document)
      } catch { fault = error }
    }
    let reader = PMMLReader(file, document)
    if let fault {
      reader.problem("score-xml", fault.message, line: fault.line)
      throw DiagnosticsError(reader.log)
    }
    let model = reader.readFile()
    guard !reader.log.hasErrors, let model else { throw DiagnosticsError(reader.log) }
    return (reader, model)
  }

  // MARK: Problems

  func problem(_ code: String, _ message: String, at node: Node, hint: String? = nil) {
    problem(code, message, line: document.line(of: node), hint: hint)
  }

  /// More problems than this of one file help nobody.
  private static let mostProblems = 50

  func problem(_ code: String, _ message: String, line: Int, hint: String? = nil) {
    guard log.diagnostics.count < Self.mostProblems else { return }
    var span = SourceSpan(0, 0)
    if line >= 1, line <= lineStarts.count {
      var start = lineStarts[line - 1]
      var end = line < lineStarts.count ? lineStarts[line] - 1 : file.bytes.count
      while start < end, file.bytes[start] <= 0x20 { start += 1 }
      while end > start, file.bytes[end - 1] <= 0x20 { end -= 1 }
      span = SourceSpan(start, end)
    }
    log.add(
      Diagnostic(code: code, message: message, place: .init(file: file, span: span), hint: hint))
  }

  func unsupported(_ node: Node, _ what: String? = nil) {
    let name = document.name(of: node)
    problem(
      "score-unsupported", what ?? "the element \(name) is not evaluated here", at: node,
      hint: "Docs/scores.md lists what is")
  }

  // MARK: Elements and attributes

  /// The child elements, vendors' extensions left out.
  func elements(of node: Node) -> [Node] {
    document.children(of: node).filter {
      document.isElement($0) && !document.isElement($0, named: "Extension")
    }
  }

  /// Reports attributes beyond those named.
  func allow(_ names: Set<String>, at node: Node) {
    for name in document.attributeNames(of: node) where !names.contains(name) {
      unsupported(
        node, "the attribute \(name) of \(document.name(of: node)) is not evaluated here")
    }
  }

  func text(_ name: String, of node: Node) -> String? { document.attribute(named: name, of: node) }

  /// An attribute that must be there.
  func needed(_ name: String, of node: Node) -> String {
    if let text = text(name, of: node) { return text }
    problem("score-value", "\(document.name(of: node)) lacks the attribute \(name)", at: node)
    return ""
  }

  func number(_ name: String, of node: Node) -> Double? {
    guard let text = text(name, of: node) else { return nil }
    if let number = Self.number(text) { return number }
    problem("score-value", "\(name) is not a number: '\(text.prefix(40))'", at: node)
    return nil
  }

  func neededNumber(_ name: String, of node: Node) -> Double {
    if text(name, of: node) == nil { _ = needed(name, of: node) }
    return number(name, of: node) ?? 0
  }

  /// A word of a list; the default where the attribute is not there.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of node: Node, or standard: Word
  ) -> Word where Word.RawValue == String {
    guard let text = text(name, of: node) else { return standard }
    if let word = Word(rawValue: text) { return word }
    unsupported(node, "\(name)=\"\(text.prefix(40))\" is not evaluated here")
    return standard
  }

  func flag(_ name: String, of node: Node, or standard: Bool) -> Bool {
    switch text(name, of: node) {
    case nil: return standard
    case "true", "1": return true
    case "false", "0": return false
    default:
      problem("score-value", "\(name) is true or false", at: node)
      return standard
    }
  }

  func dataType(of node: Node, or standard: DataType? = nil) -> DataType? {
    guard let text = text("dataType", of: node) else { return standard }
    if let type = DataType(rawValue: text) { return type }
    unsupported(node, "dataType=\"\(text.prefix(40))\" is not evaluated here")
    return standard ?? .double
  }

  /// A number as XML Schema writes doubles.
  static func number(_ text: some StringProtocol) -> Double? {
    var trimmed = text[...]
    while trimmed.first == " " { trimmed.removeFirst() }
    while trimmed.last == " " { trimmed.removeLast() }
    switch trimmed {
    case "INF": return .infinity
    case "-INF": return -.infinity
    default: break
    }
    guard let first = trimmed.utf8.first,
      first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
        || (first >= 0x30 && first <= 0x39),
      !trimmed.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") })
    else { return nil }
    return Double(trimmed)
  }

  /// A text of the file as a value of a type.
  func cell(_ text: String, as type: DataType, at node: Node) -> Cell {
    switch type {
    case .string: return Cell(symbol: program.symbols.intern(text))
    case .boolean:
      if text == "true" || text == "1" || text == "1.0" { return Cell(true) }
      if text == "false" || text == "0" || text == "0.0" { return Cell(false) }
      problem("score-value", "'\(text.prefix(40))' is not true or false", at: node)
      return .missing
    case .integer, .float, .double:
      guard let number = Self.number(text) else {
        problem("score-value", "'\(text.prefix(40))' is not a number", at: node)
        return .missing
      }
      return Cell(type == .float ? Double(Float(number)) : number)
    }
  }

  /// A constant without a type: a number if it reads as one.
  func cell(_ text: String, at node: Node) -> Cell {
    Self.number(text).map { Cell($0) } ?? cell(text, as: .string, at: node)
  }
}
