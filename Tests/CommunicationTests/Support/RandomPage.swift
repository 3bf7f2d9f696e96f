/// SplitMix64 (Steele and others 2014): the same numbers for the same seed, everywhere.
struct RandomChoices {
  private var state: UInt64

  /// Mixed, so that neighbouring seeds do not make the same numbers, one later.
  init(seed: UInt64) { state = Self.mixed(seed) }

  private static func mixed(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(Self.mixed(state) % UInt64(bound))
  }

  mutating func isTrue(oneIn count: Int) -> Bool { below(count) == 0 }

  mutating func one(_ texts: [String]) -> String { texts[below(texts.count)] }

  /// At least one of them, in any order.
  mutating func some(_ texts: [String]) -> [String] {
    var rest = texts
    return (0...below(texts.count)).map { _ in rest.remove(at: below(rest.count)) }
  }
}

/// A made-up page with two snippets that moves values about as far as Liquid lets it, a schema or none, and records that hold to it.
struct RandomPage {
  let page: String
  let snippets: [String: String]
  let schema: String?
  let records: [String]

  init(seed: UInt64) {
    var random = RandomChoices(seed: seed)
    let fields =
      random.isTrue(oneIn: 2) ? nil : RandomShape.members(["a", "b", "flag"], depth: 3, &random)
    schema = fields.map { RandomShape.object($0).schema }
    records = (0..<6).map { _ in
      RandomShape.object(fields ?? ["a", "b", "flag"].map { ($0, .any, false) })
        .value(depth: 3, &random)
    }
    let roots = fields.map { $0.map { ($0.name, $0.shape) } } ?? [("a", .any), ("b", .any)]
    var writer = PageWriter(random: random, roots: roots.filter { $0.0 != "flag" })
    let deeper = writer.snippet("t", calls: [])
    let snippet = writer.snippet("s", calls: [deeper])
    page = writer.page(calls: [snippet, deeper])
    snippets = [deeper.name: deeper.text, snippet.name: snippet.text]
  }
}

/// What a value may be: a schema that says so, and values that hold to it.
indirect enum RandomShape {
  case any, text, number
  case object([(name: String, shape: RandomShape, isRequired: Bool)])
  case list(RandomShape)
  case listOrObject

  static let plainNames = ["n", "m", "more", "items"]
  /// With those that Liquid answers itself where no member has them.
  static let names = plainNames + ["first", "size"]

  init(depth: Int, _ random: inout RandomChoices) {
    switch depth > 0 ? random.below(9) : random.below(3) {
    case 0: self = .any
    case 1: self = .text
    case 2: self = .number
    case 3, 4, 5:
      self = .object(Self.members(random.some(Self.names), depth: depth - 1, &random))
    case 6: self = .listOrObject
    default: self = .list(RandomShape(depth: depth - 1, &random))
    }
  }

  static func members(
    _ names: [String], depth: Int, _ random: inout RandomChoices
  ) -> [(name: String, shape: RandomShape, isRequired: Bool)] {
    names.map { ($0, RandomShape(depth: depth, &random), !random.isTrue(oneIn: 6)) }
  }

  var schema: String {
    switch self {
    case .any: return "{}"
    case .text: return #"{"type":"string"}"#
    case .number: return #"{"type":"number"}"#
    case .list(let element): return "{\"type\":\"array\",\"items\":\(element.schema)}"
    case .listOrObject: return #"{"type":["array","object"]}"#
    case .object(let members):
      let rows = members.map { "\"\($0.name)\":\($0.shape.schema)" }.joined(separator: ",")
      let required = members.filter(\.isRequired).map { "\"\($0.name)\"" }.joined(separator: ",")
      return "{\"type\":\"object\",\"required\":[\(required)],\"properties\":{\(rows)}}"
    }
  }

  func value(depth: Int, _ random: inout RandomChoices) -> String {
    switch self {
    case .text: return "\"\(random.one(["", "x", "one", "two"]))\""
    case .number: return "\(random.below(4))"
    case .list(let element): return Self.list(of: element, depth: depth, &random)
    case .listOrObject:
      return random.isTrue(oneIn: 2)
        ? Self.list(of: .any, depth: depth, &random)
        : Self.object([]).value(depth: depth, &random)
    case .object(let members):
      var rows = members.filter { $0.isRequired || !random.isTrue(oneIn: 3) }
        .map { ($0.name, $0.shape) }
      // What nobody names may stand before, between and behind.
      for name in Self.names + ["z", "u"]
      where random.isTrue(oneIn: 3) && !members.contains(where: { $0.name == name }) {
        rows.insert((name, .any), at: random.below(rows.count + 1))
      }
      let texts = rows.map { "\"\($0.0)\":\($0.1.value(depth: depth - 1, &random))" }
      return "{" + texts.joined(separator: ",") + "}"
    case .any:
      // The deeper, the plainer.
      switch depth > 0 ? random.below(9) : random.below(4) {
      case 0: return "\(random.below(3))"
      case 1: return "\"\(random.one(["x", "one", ""]))\""
      case 2: return random.one(["null", "true", "false"])
      case 3: return "1.5"
      case 4...6: return Self.object([]).value(depth: depth, &random)
      default: return Self.list(of: .any, depth: depth, &random)
      }
    }
  }

  private static func list(
    of element: RandomShape, depth: Int, _ random: inout RandomChoices
  ) -> String {
    let elements = (0..<random.below(4)).map { _ in element.value(depth: depth - 1, &random) }
    return "[" + elements.joined(separator: ",") + "]"
  }
}
