/// Writes made-up Liquid that a check finds little fault with: paths keep to what their values may be.
struct PageWriter {
  struct Snippet {
    let name: String
    let text: String
    /// The variables it takes from its caller.
    let takes: [String]
  }

  typealias Path = (text: String, shape: RandomShape)

  private var random: RandomChoices
  private let roots: [Path]
  private var locals: [Path]
  private var calls: [Snippet] = []
  private var taken: Set<String> = []
  /// A snippet that is rendered knows its arguments alone, one that is included all that its caller does, and may move it.
  private let includes: Bool
  private var isPage = false

  init(random: RandomChoices, roots: [Path]) {
    self.random = random
    self.roots = roots
    locals = roots
    includes = self.random.isTrue(oneIn: 2)
  }

  mutating func page(calls: [Snippet]) -> String {
    (locals, self.calls, isPage) = (roots, calls, true)
    return body(depth: 3, count: 4)
  }

  mutating func snippet(_ name: String, calls: [Snippet]) -> Snippet {
    (locals, self.calls, taken) = ([("x", .any), ("w", .any)], calls, [])
    if includes { locals += roots }
    let text = body(depth: 2, count: 3)
    return Snippet(name: name, text: text, takes: taken.sorted())
  }

  // MARK: Statements

  private mutating func body(depth: Int, count: Int) -> String {
    let known = locals
    defer { locals = known }
    return (0...random.below(count)).map { _ in statement(depth) }.joined()
  }

  private mutating func statement(_ depth: Int) -> String {
    switch depth > 0 ? random.below(16) : random.below(6) {
    case 0...2: return "{{ \(printed()) }};"
    case 3, 4: return assignment()
    case 5: return "{% if \(condition()) %}T{% endif %}"
    case 6:
      let (yes, no) = (body(depth: depth - 1, count: 2), body(depth: depth - 1, count: 2))
      return "{% if \(condition()) %}\(yes){% else %}\(no){% endif %}"
    case 7...9: return loop(depth)
    case 10, 11:
      let inner = body(depth: depth - 1, count: 3)
      return "{% for i in (1..\(random.below(3) + 2)) %}\(inner){% endfor %}"
    case 12:
      let when = random.one([path(isDeep: true).text, "nil", "1", "'x'"])
      let inner = body(depth: depth - 1, count: 1)
      return
        "{% case \(path(isDeep: true).text) %}{% when \(when) %}\(inner){% else %}E{% endcase %}"
    case 13: return "{% capture c %}\(body(depth: depth - 1, count: 2)){% endcapture %}{{ c }}"
    default: return call()
    }
  }

  private mutating func assignment() -> String {
    let value = filtered()
    // An argument stays what it is, so that a caller's are those that are taken.
    let names = ["y", "k"] + (isPage || includes ? locals.map(\.text) + ["x"] : [])
    let name = random.one(names)
    learn(name, value.shape)
    return "{% assign \(name) = \(value.text) %}"
  }

  private mutating func learn(_ name: String, _ shape: RandomShape) {
    locals.removeAll { $0.text == name }
    locals.append((name, shape))
  }

  private mutating func loop(_ depth: Int) -> String {
    var over = path()
    for _ in 0..<4 where over.shape.turns == nil { over = path() }
    let known = locals
    defer { locals = known }
    let name = random.one(["g", "p", "q"])
    learn(name, over.shape.turns ?? .any)
    let inner = body(depth: depth - 1, count: 3)
    if random.isTrue(oneIn: 6) {
      return "{% tablerow \(name) in \(over.text) cols: 2 %}\(inner){% endtablerow %}"
    }
    let clause = random.one(["", "", "", " reversed", " limit: 2", " offset: 1"])
    let end = random.isTrue(oneIn: 6) ? "{% else %}none" : ""
    return "{% for \(name) in \(over.text)\(clause) %}\(inner)\(end){% endfor %}"
  }

  private mutating func call() -> String {
    guard !calls.isEmpty else { return "{{ \(path(isDeep: true).text) }}" }
    let snippet = calls[random.below(calls.count)]
    let tag = includes ? "include" : "render"
    var (given, rest) = ("", snippet.takes)
    if random.isTrue(oneIn: 2), let name = rest.popLast() {
      given = " \(random.one(["for", "with"])) \(path().text) as \(name)"
    }
    let arguments = rest.map { ", \($0): \(path().text)" }.joined()
    return "{% \(tag) '\(snippet.name)'\(given)\(arguments) %}"
  }

  // MARK: Expressions

  /// Deep ones are wanted where a value ends: of what is used whole nothing can be left out.
  private mutating func path(isDeep: Bool = false) -> Path {
    var (text, shape) = locals[random.below(locals.count)]
    if text == "x" || text == "w" { taken.insert(text) }
    for _ in 0..<(isDeep ? random.below(3) + 1 : random.below(3)) {
      switch shape {
      case .text, .number: return (text, shape)
      case .object(let members):
        guard !members.isEmpty, !random.isTrue(oneIn: 8) else { return (text, shape) }
        let member = members[random.below(members.count)]
        text += random.isTrue(oneIn: 8) ? "['\(member.name)']" : ".\(member.name)"
        shape = member.shape
      case .list(let element):
        text += random.one(["[0]", "[1]", ".first", ".last", "[-1]"])
        shape = element
      case .any, .listOrObject:
        // What may be a list or an object, asked for its first or its size, is read whole: rarely.
        switch random.below(40) {
        case 0: return (text + ".size", .number)
        case 1, 2: text += random.one([".first", ".last", "[0]"])
        case 3: text += ".\(random.one(RandomShape.names))"
        case 4...7: text += "['\(random.one(RandomShape.plainNames))']"
        default: text += ".\(random.one(RandomShape.plainNames))"
        }
        shape = .any
      }
    }
    return (text, shape)
  }

  /// A value is printed when it may be text; else something in it, or about it, is.
  private mutating func printed() -> String {
    for _ in 0..<6 {
      let value = filtered(isDeep: true)
      switch value.shape {
      case .text, .number, .any: return value.text
      default: continue
      }
    }
    return path(isDeep: true).text + ".size"
  }

  private mutating func filtered(isDeep: Bool = false) -> Path {
    var value = path(isDeep: isDeep)
    for _ in 0..<max(0, random.below(4) - 1) {
      guard value.shape.turns != nil else {
        if random.isTrue(oneIn: 3) { value = ("\(value.text) | default: \(path().text)", .any) }
        continue
      }
      let element = value.shape.turns ?? .any
      var member = random.one(RandomShape.names)
      if case .object(let members) = element, !members.isEmpty {
        member = members[random.below(members.count)].name
      }
      let row: Path =
        switch random.below(14) {
        case 0: ("first", element)
        case 1: ("last", element)
        case 2: ("size", .number)
        case 3: (random.one(["reverse", "compact", "uniq", "slice: 0, 2"]), value.shape)
        case 4: ("map: '\(member)'", .list(.any))
        case 5: ("where: '\(member)'", value.shape)
        case 6: ("\(random.one(["where", "reject"])): '\(member)', 1", value.shape)
        case 7: ("find: '\(member)', \(random.one(["1", "'x'"]))", element)
        case 8: ("\(random.one(["find_index", "has"])): '\(member)', 1", .number)
        case 9: ("\(random.one(["sort", "sort_natural"])): '\(member)'", value.shape)
        case 10: ("sum: '\(member)'", .number)
        case 11: ("\(random.one(["uniq", "compact"])): '\(member)'", value.shape)
        case 12: ("concat: \(path().text)", .list(.any))
        default: ("default: \(path().text)", .any)
        }
      value = ("\(value.text) | \(row.text)", row.shape)
    }
    return value
  }

  private mutating func condition() -> String {
    let first = path(isDeep: true).text
    switch random.below(5) {
    case 0:
      return "\(first) == \(random.one([path(isDeep: true).text, "nil", "1", "empty", "blank"]))"
    case 1: return "\(first) contains \(random.one([path(isDeep: true).text, "'x'"]))"
    case 2: return "\(first) and \(path(isDeep: true).text)"
    case 3: return "\(first) != \(path(isDeep: true).text)"
    default: return first
    }
  }
}

extension RandomShape {
  /// What a loop over it meets; nil where there is nothing to loop over.
  fileprivate var turns: RandomShape? {
    switch self {
    case .text, .number: nil
    case .list(let element): element
    case .any, .listOrObject, .object: .any
    }
  }
}
