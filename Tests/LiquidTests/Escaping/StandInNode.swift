/// What the stand-in for the engine understands of Liquid: just enough for the escaping cases.
indirect enum StandInNode {
  case text(String)
  case output(StandInExpression)
  case branch(condition: StandInExpression, then: [StandInNode], otherwise: [StandInNode])
  case loop(name: String, list: StandInExpression, body: [StandInNode], otherwise: [StandInNode])
  case partial(name: String, arguments: [(String, StandInExpression)])
  case assign(String, StandInExpression)
  case leaveLoop

  /// A path or literal, `> number` perhaps, and filters.
  struct Expression {
    var path: String
    var limit: Int?
    var filters: [(name: String, argument: String?)]
  }
}

typealias StandInExpression = StandInNode.Expression

/// Reads the Liquid of the cases; anything else is a failure of the test.
struct StandInParser {
  enum Failure: Error {
    case unknownTag(String)
    case missingEnd
  }

  private var tokens: [Substring]

  static func parse(_ template: String) throws -> [StandInNode] {
    var parser = StandInParser(tokens: Array(tokens(of: template).reversed()))
    return try parser.nodes(until: []).nodes
  }

  private static func tokens(of template: String) -> [Substring] {
    var result: [Substring] = []
    var rest = Substring(template)
    while let match = rest.firstMatch(of: /\{\{.*?\}\}|\{%.*?%\}/.dotMatchesNewlines()) {
      if match.range.lowerBound > rest.startIndex {
        result.append(rest[..<match.range.lowerBound])
      }
      result.append(match.0)
      rest = rest[match.range.upperBound...]
    }
    if !rest.isEmpty { result.append(rest) }
    return result
  }

  private mutating func nodes(until ends: Set<String>) throws -> (nodes: [StandInNode], end: String)
  {
    var result: [StandInNode] = []
    while let token = tokens.popLast() {
      if token.hasPrefix("{{") {
        result.append(.output(StandInParser.expression(String(token.dropFirst(2).dropLast(2)))))
        continue
      }
      guard token.hasPrefix("{%") else {
        result.append(.text(String(token)))
        continue
      }
      let words = token.dropFirst(2).dropLast(2).split(separator: " ").map(String.init)
      if ends.contains(words[0]) { return (result, words[0]) }
      result.append(try tag(words))
    }
    if !ends.isEmpty { throw Failure.missingEnd }
    return (result, "")
  }

  private mutating func tag(_ words: [String]) throws -> StandInNode {
    let rest = words.dropFirst().joined(separator: " ")
    switch words[0] {
    case "if":
      let then = try nodes(until: ["else", "endif"])
      let otherwise = then.end == "else" ? try nodes(until: ["endif"]).nodes : []
      return .branch(
        condition: StandInParser.expression(rest), then: then.nodes, otherwise: otherwise)
    case "for":
      let body = try nodes(until: ["else", "endfor"])
      let otherwise = body.end == "else" ? try nodes(until: ["endfor"]).nodes : []
      return .loop(
        name: words[1], list: StandInParser.expression(words[3]), body: body.nodes,
        otherwise: otherwise)
    case "include", "render":
      let parts = rest.split(separator: ",").map(String.init)
      let name = parts[0].trimmingPrefix("\"").dropLast(parts[0].hasSuffix("\"") ? 1 : 0)
      let arguments = parts.dropFirst().map { part in
        let pair = part.split(separator: ":").map(String.init)
        return (pair[0].replacing(" ", with: ""), StandInParser.expression(pair[1]))
      }
      return .partial(name: String(name), arguments: arguments)
    case "assign":
      let parts = rest.split(separator: "=", maxSplits: 1).map(String.init)
      return .assign(parts[0].replacing(" ", with: ""), StandInParser.expression(parts[1]))
    case "break", "continue": return .leaveLoop
    default: throw Failure.unknownTag(words[0])
    }
  }

  private static func expression(_ text: String) -> StandInExpression {
    var parts = text.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
    let head = parts.removeFirst()
    return StandInExpression(
      path: head[0], limit: head.count == 3 && head[1] == ">" ? Int(head[2]) : nil,
      filters: parts.map { (String($0[0].prefix { $0 != ":" }), $0.count > 1 ? $0[1] : nil) })
  }
}
