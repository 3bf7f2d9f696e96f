@testable import Liquid

/// Just enough of Liquid and JSON to run conformance cases of one output without a machine.
struct FiltersFixture {
  enum Problem: Error {
    /// The template needs more than outputs and assignments.
    case beyondThisFixture
  }

  let values: ValuesFixture
  private let rows: [String: FilterRow]
  private var variables: [String: Value] = [:]

  init(data: Value = .nil, now: Int64 = 1_704_067_318, isPlainText: Bool = true) {
    values = ValuesFixture(now: now)
    values.scope.isPlainText = isPlainText
    rows = Dictionary(uniqueKeysWithValues: StandardFilters.rows.map { ($0.name, $0) })
    for member in data.members {
      variables[String(decoding: member.key.bytes, as: UTF8.self)] = member.value
    }
  }

  /// What a template of text, outputs and assignments renders to.
  mutating func render(_ template: String) throws -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      let isOutput = rest.hasPrefix("{{")
      guard isOutput || rest.hasPrefix("{%") else { throw Problem.beyondThisFixture }
      let end = isOutput ? "}}" : "%}"
      var inner = rest.prefix(0)
      while !rest.hasPrefix(end) {
        guard !rest.isEmpty else { throw Problem.beyondThisFixture }
        rest = rest.dropFirst()
        inner = template[inner.startIndex..<rest.startIndex]
      }
      inner = inner.dropFirst(2)
      rest = rest.dropFirst(2)
      if inner.hasPrefix("-") {
        inner = inner.dropFirst()
        while let last = result.last, last.isWhitespace { result.removeLast() }
      }
      if inner.hasSuffix("-") {
        inner = inner.dropLast()
        rest = rest.drop { $0.isWhitespace }
      }
      var tokens = FiltersTokens(inner)
      if isOutput {
        result += values.printed(try expression(&tokens))
      } else {
        guard tokens.take("assign"), let name = tokens.next(), tokens.take("=") else {
          throw Problem.beyondThisFixture
        }
        variables[name] = try expression(&tokens)
      }
      guard tokens.isAtEnd else { throw Problem.beyondThisFixture }
    }
    return result + rest
  }

  private func expression(_ tokens: inout FiltersTokens) throws -> Value {
    var value = try operand(&tokens)
    while tokens.take("|") {
      guard let name = tokens.next() else { throw Problem.beyondThisFixture }
      var positional: [Value] = []
      var named: [Member] = []
      if tokens.take(":") {
        repeat {
          if let key = tokens.takeKey() {
            named.append(Member(key: values.text(key), value: try operand(&tokens)))
          } else {
            positional.append(try operand(&tokens))
          }
        } while tokens.take(",")
      }
      guard let row = rows[name] else { continue }
      value = try positional.withUnsafeBufferPointer { first in
        try named.withUnsafeBufferPointer { second in
          let arguments = FilterArguments(
            positional: values.list(Array(first)).elements, named: second)
          return try row(value, arguments, in: values.scope)
        }
      }
    }
    return value
  }

  private func operand(_ tokens: inout FiltersTokens) throws -> Value {
    guard let token = tokens.next() else { return .nil }
    if token == "(" {
      let first = try operand(&tokens).rangeBound()
      guard tokens.take("..") else { throw Problem.beyondThisFixture }
      let last = try operand(&tokens).rangeBound()
      guard tokens.take(")") else { throw Problem.beyondThisFixture }
      return values.range(first, last)
    }
    if let quote = token.first, quote == "'" || quote == "\"" {
      return values.text(String(token.dropFirst().dropLast()))
    }
    if let number = values.number(token) { return number }
    switch token {
    case "nil", "null": return .nil
    case "true": return Value(true)
    case "false": return Value(false)
    case "empty": return .empty
    case "blank": return .blank
    default: break
    }
    guard token.first?.isLetter == true || token.first == "_" else {
      throw Problem.beyondThisFixture
    }
    return try path(from: variables[token] ?? .nil, &tokens)
  }

  private func path(from start: Value, _ tokens: inout FiltersTokens) throws -> Value {
    var value = start
    while true {
      if tokens.take(".") {
        guard let name = tokens.next() else { throw Problem.beyondThisFixture }
        value = value.lookup(values.text(name), isCommand: true, in: values.arena)
      } else if tokens.take("[") {
        value = value.lookup(try operand(&tokens), isCommand: false, in: values.arena)
        guard tokens.take("]") else { throw Problem.beyondThisFixture }
      } else {
        return value
      }
    }
  }
}

/// The words and signs inside one output.
struct FiltersTokens {
  private var tokens: [String] = []
  private var index = 0

  init(_ text: Substring) {
    var rest = text
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "'" || first == "\"" {
        let end = rest.dropFirst().firstIndex(of: first) ?? rest.index(before: rest.endIndex)
        tokens.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      } else if first.isNumber || first == "-" {
        var end = rest.index(after: rest.startIndex)
        while end < rest.endIndex, rest[end].isNumber || rest[end] == "." {
          if rest[end...].hasPrefix("..") { break }
          end = rest.index(after: end)
        }
        tokens.append(String(rest[..<end]))
        rest = rest[end...]
      } else if first.isLetter || first == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "?" }
        tokens.append(String(word))
        rest = rest.dropFirst(word.count)
      } else if rest.hasPrefix("..") {
        tokens.append("..")
        rest = rest.dropFirst(2)
      } else {
        tokens.append(String(first))
        rest.removeFirst()
      }
    }
  }

  var isAtEnd: Bool { index == tokens.count }

  mutating func next() -> String? {
    guard !isAtEnd else { return nil }
    index += 1
    return tokens[index - 1]
  }

  mutating func take(_ token: String) -> Bool {
    guard !isAtEnd, tokens[index] == token else { return false }
    index += 1
    return true
  }

  /// A name with a colon after it.
  mutating func takeKey() -> String? {
    guard index + 1 < tokens.count, tokens[index + 1] == ":" else { return nil }
    index += 2
    return tokens[index - 2]
  }
}
