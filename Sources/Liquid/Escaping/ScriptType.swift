/// What a script element holds, by its `type`
/// (https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type).
enum ScriptType {
  /// The element to treat the script as: JavaScript, JSON, or markup that nothing runs.
  static func element(ofType type: UnsafeBufferPointer<UInt8>) -> EscapeContext.Element {
    var bytes = type[...]
    if let semicolon = bytes.firstIndex(of: UInt8(ascii: ";")) { bytes = bytes[..<semicolon] }
    while let first = bytes.first, ASCII.isSpace(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, ASCII.isSpace(last) { bytes = bytes.dropLast() }
    let name = String(decoding: bytes.map(ASCII.lowercased), as: UTF8.self)
    if scripts.contains(name) { return .script }
    if name.hasSuffix("/json") || name.hasSuffix("+json") || data.contains(name) { return .json }
    return .none
  }

  private static let scripts: Set<String> = [
    "", "module", "application/ecmascript", "application/javascript", "application/x-ecmascript",
    "application/x-javascript", "text/ecmascript", "text/javascript", "text/javascript1.0",
    "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
    "text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript",
    "text/x-javascript", "text/babel", "text/typescript", "text/jsx",
  ]

  private static let data: Set<String> = ["importmap", "speculationrules"]
}
