/// Writes diagnostics as SARIF 2.1.0 (OASIS), which code hosts show at the line they mean.
public struct SARIFWriter: Sendable {
  /// The version of the program, as in `billow --version`.
  public var version: String
  /// What file paths start with that the reader's root does not have, such as a checkout's folder.
  public var root: String

  /// Makes a writer.
  public init(version: String, root: String = "") {
    self.version = version
    self.root = root
  }

  /// One JSON document: a single run with the rules used and a result for each diagnostic.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    let codes = Set(diagnostics.map(\.code)).sorted()
    let rules = codes.map { rule($0) }
    let results = diagnostics.map { result($0, codes) }
    return """
      {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":\
      {"name":"billow","semanticVersion":\(JSONText.quoted(version)),"rules":[\(rules.joined(separator: ","))]}},\
      "columnKind":"unicodeCodePoints","results":[\(results.joined(separator: ","))]}]}

      """
  }

  private func rule(_ code: String) -> String {
    guard let entry = ErrorCatalog.entry(code) else {
      return "{\"id\":\(JSONText.quoted(code))}"
    }
    return "{\"id\":\(JSONText.quoted(code)),"
      + "\"shortDescription\":{\"text\":\(JSONText.quoted(entry.explanation))},"
      + "\"help\":{\"text\":\(JSONText.quoted(entry.cure))}}"
  }

  private func result(_ diagnostic: Diagnostic, _ codes: [String]) -> String {
    var message = diagnostic.message
    if let hint = diagnostic.hint { message += " (\(hint))" }
    var fields = [
      "\"ruleId\":\(JSONText.quoted(diagnostic.code))",
      "\"ruleIndex\":\(codes.firstIndex(of: diagnostic.code) ?? 0)",
      "\"level\":\(JSONText.quoted(diagnostic.severity.rawValue))",
      "\"message\":{\"text\":\(JSONText.quoted(message))}",
    ]
    if let place = diagnostic.place { fields.append("\"locations\":[\(location(place))]") }
    if !diagnostic.trail.isEmpty {
      let steps = diagnostic.trail.map { location($0, message: "included from here") }
      fields.append("\"relatedLocations\":[\(steps.joined(separator: ","))]")
    }
    return "{\(fields.joined(separator: ","))}"
  }

  private func location(_ place: Diagnostic.Place, message: String? = nil) -> String {
    let start = place.file.location(of: place.span.start)
    let end = place.file.location(of: place.span.end)
    let words = message.map { ",\"message\":{\"text\":\(JSONText.quoted($0))}" } ?? ""
    return
      "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\(JSONText.quoted(uri(place.file.path)))},"
      + "\"region\":{\"startLine\":\(start.line),\"startColumn\":\(start.column),"
      + "\"endLine\":\(end.line),\"endColumn\":\(end.column)}}\(words)}"
  }

  /// A relative URI reference (RFC 3986): what a path may hold stays, the rest is percent-encoded.
  private func uri(_ path: String) -> String {
    var rest = Substring(path)
    if !root.isEmpty, rest.hasPrefix(root) { rest = rest.dropFirst(root.count) }
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    var out = ""
    for byte in rest.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.count == 1 ? "0" + hex : hex)
      }
    }
    return out
  }
}
