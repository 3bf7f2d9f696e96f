import Foundation

/// The shared data that tests of escaping read.
enum EscapingData {
  /// `BILLOW_SHARED`, or `../shared` beside the package.
  static let shared: URL = {
    if let path = ProcessInfo.processInfo.environment["BILLOW_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appendingPathComponent(path).path)
  }

  static let hasConformance = exists("conformance/html_escape_cases.json")
  static let hasCorpora = exists("corpora/xss-payloadbox") && exists("corpora/blns")

  static func cases() throws -> [EscapeCase] {
    try decode(CaseFile.self, "conformance/html_escape_cases.json").cases
  }

  static func prefixes() throws -> [PrefixCase] {
    try decode(PrefixFile.self, "conformance/html_context_prefixes.json").cases
  }

  /// Every line of the XSS lists and every naughty string, once.
  static func payloads() throws -> [String] {
    let list = shared.appendingPathComponent("corpora/xss-payloadbox/Intruder/xss-payload-list.txt")
    let lines = String(decoding: try Data(contentsOf: list), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
    let naughty = try decode([String].self, "corpora/blns/blns.json")
    var seen: Set<String> = []
    return (lines + naughty).filter { seen.insert($0).inserted }
  }

  private static func decode<T: Decodable>(_ type: T.Type, _ path: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(contentsOf: shared.appendingPathComponent(path)))
  }

  private struct CaseFile: Decodable { let cases: [EscapeCase] }
  private struct PrefixFile: Decodable { let cases: [PrefixCase] }
}

/// One row of html_escape_cases.json.
struct EscapeCase: Decodable {
  let id: String
  let group: String
  let template: String
  let data: [String: PlainData]?
  let trusted: [String: String]?
  let templates: [String: String]?
  let result: String?
  let invalid: Bool?
  let policy: Bool?
}

/// One row of html_context_prefixes.json.
struct PrefixCase: Decodable {
  let prefix: String
  let state: String?
  let delim: String?
  let urlPart: String?
  let jsCtx: String?
  let element: String?
  let attr: String?
  let jsBraceDepth: String?
}

/// JSON data as the cases hold it.
enum PlainData: Decodable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case list([PlainData])
  case object([String: PlainData])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([PlainData].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: PlainData].self))
    }
  }
}
