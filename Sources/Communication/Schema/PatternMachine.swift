/// A pattern as a deterministic automaton: one table step a character, whatever the text.
struct PatternMachine: Sendable {
  /// The classes of the code points below 128.
  let asciiClasses: [UInt8]
  /// Where the other classes start: a code point's class is the number of starts that are not above it, less one.
  let starts: [UInt32]
  let classCount: Int
  /// `state * classCount + class` is the next state.
  let next: [UInt16]
  /// Whether the text may end in a state.
  let endsHere: [Bool]

  /// In this state the pattern was found, whatever follows.
  static let found = 0
  static let first = 1

  /// Makes the automaton; `PatternProblem` where it would be too large.
  init(_ pattern: String) throws(PatternProblem) {
    var builder = PatternBuilder(try PatternParser.parse(pattern))
    self = try builder.machine()
  }

  init(starts: [UInt32], next: [UInt16], endsHere: [Bool]) {
    self.starts = starts
    classCount = starts.count
    self.next = next
    self.endsHere = endsHere
    asciiClasses = (0..<128).map { point in
      UInt8((starts.firstIndex { $0 > point } ?? starts.count) - 1)
    }
  }
}

/// Thompson's construction, then the subsets.
struct PatternBuilder {
  private enum Step {
    case points(CodePoints, next: Int)
    case fork([Int])
    case start(next: Int)
    case end(next: Int)
    case accept
  }

  private var steps: [Step] = [.accept]
  private var entry = 0
  private var isTooLarge = false
  private let syntax: PatternSyntax

  private static let mostSteps = 4_000
  private static let mostStates = 2_000

  init(_ syntax: PatternSyntax) { self.syntax = syntax }

  private mutating func add(_ step: Step) -> Int {
    if steps.count >= Self.mostSteps {
      isTooLarge = true
      return 0
    }
    steps.append(step)
    return steps.count - 1
  }

  /// The first step of a part that goes on at `next`.
  private mutating func build(_ syntax: PatternSyntax, next: Int) -> Int {
    if isTooLarge { return 0 }
    switch syntax {
    case .empty: return next
    case .points(let points): return add(.points(points, next: next))
    case .start: return add(.start(next: next))
    case .end: return add(.end(next: next))
    case .sequence(let parts):
      return parts.reversed().reduce(next) { build($1, next: $0) }
    case .choice(let arms):
      var targets: [Int] = []
      for arm in arms { targets.append(build(arm, next: next)) }
      return add(.fork(targets))
    case .repeated(let part, let least, let most):
      return repeated(part, least: least, most: most, next: next)
    }
  }

  private mutating func repeated(
    _ part: PatternSyntax, least: Int, most: Int?, next: Int
  ) -> Int {
    var target = next
    if let most {
      for _ in 0..<(most - least) where !isTooLarge {
        target = add(.fork([build(part, next: target), next]))
      }
    } else {
      let loop = add(.fork([]))
      let body = build(part, next: loop)
      if !isTooLarge { steps[loop] = .fork([body, next]) }
      target = loop
    }
    for _ in 0..<least where !isTooLarge { target = build(part, next: target) }
    return target
  }

  mutating func machine() throws(PatternProblem) -> PatternMachine {
    entry = build(syntax, next: 0)
    guard !isTooLarge else { throw tooLarge }
    let starts = classStarts()
    // State 0 is `found`; state 1 stands before the first character.
    var sets: [[Int]] = [[0], closure([entry], atStart: true, atEnd: false)]
    if sets[1].contains(0) { sets[1] = [0] }
    let restart = closure([entry], atStart: false, atEnd: false)
    var indices: [[Int]: Int] = [sets[0]: 0]
    var next: [UInt16] = []
    var state = 0
    while state < sets.count {
      for start in starts {
        // What was found before the first character stays found too.
        var targets: [Int] = sets[state].contains(0) ? [0] : []
        for step in sets[state] {
          if case .points(let points, let target) = steps[step], points.contains(start) {
            targets.append(target)
          }
        }
        var set = Set(closure(targets, atStart: false, atEnd: false))
        // A pattern may be found anywhere: each position may be its start.
        set.formUnion(restart)
        let key = set.contains(0) ? [0] : set.sorted()
        if indices[key] == nil {
          guard sets.count < Self.mostStates else { throw tooLarge }
          indices[key] = sets.count
          sets.append(key)
        }
        next.append(UInt16(indices[key] ?? 0))
      }
      state += 1
    }
    let endsHere = sets.enumerated().map { index, set in
      closure(set, atStart: index == PatternMachine.first, atEnd: true).contains(0)
    }
    return PatternMachine(starts: starts, next: next, endsHere: endsHere)
  }

  private var tooLarge: PatternProblem {
    PatternProblem(
      "the pattern needs more than \(Self.mostStates) states",
      hint: "use smaller repetitions, or maxLength and a simpler pattern")
  }

  private func classStarts() -> [UInt32] {
    var starts: Set<UInt32> = [0]
    for case .points(let points, _) in steps {
      for range in points.ranges {
        starts.insert(range.lowerBound)
        if range.upperBound < CodePoints.last { starts.insert(range.upperBound + 1) }
      }
    }
    return starts.sorted()
  }

  /// The steps that read a character, accept or wait for the end, reached without reading.
  private func closure(_ from: [Int], atStart: Bool, atEnd: Bool) -> [Int] {
    var found: Set<Int> = []
    var visited: Set<Int> = []
    var open = from
    while let step = open.popLast() {
      guard visited.insert(step).inserted else { continue }
      switch steps[step] {
      case .points, .accept: found.insert(step)
      case .fork(let targets): open += targets
      case .start(let next): if atStart { open.append(next) }
      case .end(let next):
        if atEnd { open.append(next) } else { found.insert(step) }
      }
    }
    return found.sorted()
  }
}

extension PatternMachine {
  /// Whether the pattern is found in a text of valid UTF-8.
  @inline(__always)
  static func finds(
    _ text: UnsafeRawBufferPointer, ascii: UnsafePointer<UInt8>, starts: UnsafePointer<UInt32>,
    classCount: Int, next: UnsafePointer<UInt16>, endsHere: UnsafePointer<Bool>
  ) -> Bool {
    var state = first
    var index = 0
    while index < text.count, state != found {
      let byte = text[index]
      var kind: Int
      if byte < 0x80 {
        kind = Int(ascii[Int(byte)])
        index &+= 1
      } else {
        var point = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
        index &+= 1
        while index < text.count, text[index] & 0xC0 == 0x80 {
          point = point << 6 | UInt32(text[index] & 0x3F)
          index &+= 1
        }
        kind = classCount &- 1
        while kind > 0, starts[kind] > point { kind &-= 1 }
      }
      state = Int(next[state &* classCount &+ kind])
    }
    return state == found || endsHere[state]
  }
}
