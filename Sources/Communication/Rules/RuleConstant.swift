import Diagnostics
import Liquid

/// A value that `rules.yaml` or `ladder.yaml` spells out: an output of a decision table.
indirect enum RuleConstant: Hashable, Sendable {
  case text(String)
  case number(String)
  case boolean(Bool)
  case list([RuleConstant])

  /// Reads a scalar or a list of scalars; nil for keys and values.
  ///
  /// As in YAML, `5` is a number and `"5"` a text: quotes before the scalar's span tell them apart.
  init?(_ node: ConfigNode, in file: SourceFile) {
    switch node.content {
    case .mapping: return nil
    case .sequence(let items):
      var constants: [RuleConstant] = []
      for item in items {
        guard item.text != nil, let constant = RuleConstant(item, in: file) else { return nil }
        constants.append(constant)
      }
      self = .list(constants)
    case .scalar(let text):
      let before = node.span.start > 0 ? file.bytes[node.span.start - 1] : 0
      let isQuoted = before == UInt8(ascii: "'") || before == UInt8(ascii: "\"")
      if !isQuoted, text == "true" || text == "false" {
        self = .boolean(text == "true")
      } else if !isQuoted, Self.isNumber(text) {
        self = .number(text)
      } else {
        self = .text(text)
      }
    }
  }

  /// Whether a text is a number as YAML and our own files write it: digits, and a point before decimals.
  static func isNumber(_ text: String) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && digits.utf8.count <= 18
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// The value, made once for a worker.
  func value(in arena: Arena) -> Value {
    switch self {
    case .text(let text): return Value(text, in: arena)
    case .boolean(let boolean): return Value(boolean)
    case .number(let text):
      return Value.number(
        parsing: Value(text, in: arena).bytes, in: arena, keepsTrailingZeros: true)
        ?? .nil
    case .list(let constants):
      let elements = arena.allocateValues(constants.count)
      for (index, constant) in constants.enumerated() {
        elements[index] = constant.value(in: arena)
      }
      return Value(array: UnsafeBufferPointer(start: elements, count: constants.count))
    }
  }

  /// What the checker knows of a value that is one of several constants.
  static func fact(of constants: [RuleConstant]) -> Fact {
    var kinds: Kinds = []
    var texts: [String] = []
    var elements: [RuleConstant] = []
    var isNonEmpty = true
    for constant in constants {
      switch constant {
      case .text(let text):
        kinds.insert(.text)
        if !texts.contains(text) { texts.append(text) }
      case .number: kinds.insert(.number)
      case .boolean: kinds.insert(.boolean)
      case .list(let items):
        kinds.insert(.list)
        elements += items
        isNonEmpty = isNonEmpty && !items.isEmpty
      }
    }
    var fact = Fact(kinds)
    if kinds.contains(.text) { fact.text = TextFact(values: texts, source: .schema) }
    if kinds.contains(.list) {
      fact.element = ElementFact(elements.isEmpty ? .nothing : Self.fact(of: elements))
      fact.isNonEmpty = isNonEmpty
    }
    return fact
  }

  /// How it reads in a message or explanation.
  var words: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .number(let text): text
    case .boolean(let boolean): "\(boolean)"
    case .list(let items): "[\(items.map(\.words).joined(separator: ", "))]"
    }
  }
}
