/// What is wrong with a JSON text, and at which byte of it.
struct JSONFault: Error, BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case empty
    case encoding
    case unclosedString
    case controlCharacter
    case memory
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOrBrace
    case expectedCommaOrBracket
    case trailingContent
    case literal
    case numberSyntax
    case numberRange
    case escape
    case loneSurrogate
    case tooDeep
    case duplicateKey
  }

  var kind: Kind
  var offset: Int
}

extension JSONFault {
  var code: RecordError.Code {
    switch kind {
    case .encoding: .invalidUTF8
    case .controlCharacter: .jsonControlCharacter
    case .numberRange: .jsonNumberRange
    case .loneSurrogate: .jsonLoneSurrogate
    case .tooDeep: .jsonTooDeep
    case .duplicateKey: .jsonDuplicateKey
    case .memory: .tooLong
    default: .jsonSyntax
    }
  }

  var message: String {
    switch kind {
    case .empty: "there is no JSON value"
    case .encoding: "the text is not UTF-8"
    case .unclosedString: "a string is not closed"
    case .controlCharacter: "a control character stands unescaped in a string"
    case .memory: "there is not enough memory to index this record"
    case .expectedValue: "a value is missing"
    case .expectedKey: "a key in quotation marks is missing"
    case .expectedColon: "a colon is missing after a key"
    case .expectedCommaOrBrace: "a comma or closing brace is missing"
    case .expectedCommaOrBracket: "a comma or closing bracket is missing"
    case .trailingContent: "there is more text after the value"
    case .literal: "an unquoted word is neither true, false nor null"
    case .numberSyntax: "a number is not written as JSON numbers are"
    case .numberRange: "a number is too large"
    case .escape: "a backslash is not followed by a JSON escape"
    case .loneSurrogate: "a \\u escape is half a surrogate pair"
    case .tooDeep: "arrays and objects are nested more than \(JSONWalker.maximumDepth) deep"
    case .duplicateKey: "a field occurs twice in one object"
    }
  }
}

extension JSONFault.Kind {
  /// Whether the fault's offset means anything: simdjson's first stage does not say where.
  var isPlaced: Bool {
    switch self {
    case .empty, .encoding, .unclosedString, .controlCharacter, .memory: false
    default: true
    }
  }
}
