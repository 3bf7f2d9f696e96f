/// The tables of all languages in all wrappings, made once.
enum EscapeTables {
  /// What one language does to a byte.
  enum Language: Int, CaseIterable {
    /// Nothing of its own.
    case plain
    /// Nothing, and references in the text stand as they are.
    case markup
    case svg
    case svgMarkup
    /// A URL or its path: what may not stand in one is percent-encoded.
    case url
    /// As `url`, colons too.
    case urlWord
    /// A component: everything but letters, digits and `-._~`.
    case urlComponent
    /// As `url`, commas too.
    case srcsetURL
    case cssString
    case jsString
    /// A script string that is trusted: its backslashes stand as they are.
    case jsTrustedString
    case jsTemplate
    case jsRegexp
    /// The inside of a JSON string.
    case json
  }

  static subscript(language: Language, wrapping: Escaper.Wrapping) -> EscapeTable {
    all[language.rawValue << 2 | Int(wrapping.rawValue)]
  }

  private nonisolated(unsafe) static let all: UnsafePointer<EscapeTable> = {
    // Unsafe only in name: written here once, read by everyone after.
    let tables = UnsafeMutablePointer<EscapeTable>.allocate(
      capacity: Language.allCases.count << 2)
    for language in Language.allCases {
      for wrapping in Escaper.Wrapping.allCases {
        let place = tables + (language.rawValue << 2 | Int(wrapping.rawValue))
        place.initialize(to: make(language, wrapping))
      }
    }
    return UnsafePointer(tables)
  }()

  private static func make(_ language: Language, _ wrapping: Escaper.Wrapping) -> EscapeTable {
    switch language {
    case .plain: EscapeTable(wrapping) { _ in nil }
    case .markup: EscapeTable(wrapping, keepingAmpersand: true) { _ in nil }
    case .svg: EscapeTable(wrapping, SVGEscaping.replacement)
    case .svgMarkup: EscapeTable(wrapping, keepingAmpersand: true, SVGEscaping.replacement)
    case .url: EscapeTable(wrapping) { URLEscaping.replacement($0, keeping: "!#$&*+,/:;=?@[]") }
    case .urlWord: EscapeTable(wrapping) { URLEscaping.replacement($0, keeping: "!#$&*+,/;=?@[]") }
    case .urlComponent: EscapeTable(wrapping) { URLEscaping.replacement($0, keeping: "") }
    case .srcsetURL:
      EscapeTable(wrapping) { URLEscaping.replacement($0, keeping: "!#$&*+/:;=?@[]") }
    case .cssString: EscapeTable(wrapping, CSSEscaping.replacement)
    case .jsString: EscapeTable(wrapping) { JavaScriptEscaping.replacement($0, in: .string) }
    case .jsTrustedString:
      EscapeTable(wrapping) { JavaScriptEscaping.replacement($0, in: .trustedString) }
    case .jsTemplate: EscapeTable(wrapping) { JavaScriptEscaping.replacement($0, in: .template) }
    case .jsRegexp: EscapeTable(wrapping) { JavaScriptEscaping.replacement($0, in: .regexp) }
    case .json: EscapeTable(wrapping) { JavaScriptEscaping.replacement($0, in: .json) }
    }
  }
}
