/// Notes what a program compiled with `Environment.traces` does while it renders one document.
///
/// Costs nothing where programs are compiled without: they hold no operation that calls it.
public final class TraceRecorder {
  /// One step of a rendering.
  public struct Event: Sendable {
    /// What happens.
    public enum Kind: Sendable {
      case enter
      case leave
      case value
    }

    /// What happens.
    public let kind: Kind
    /// The point: an index into `Program.tracePoints`.
    public let point: Int
    /// How many bytes the page has; -1 while a capture collects them.
    public let offset: Int
    /// For `value`: what it is, shortened; a customer's data.
    public let text: String
  }

  /// The rendering of one program: a rule, a page, a text of a storyboard.
  public struct Pass {
    /// What was rendered.
    public let program: Program
    /// Its steps.
    public fileprivate(set) var events: [Event]
  }

  /// A text, in the language it was taken from.
  public struct Text: Hashable, Sendable {
    /// The language's tag.
    public let language: String
    /// The dotted key.
    public let key: String

    /// Names a text.
    public init(language: String, key: String) {
      self.language = language
      self.key = key
    }
  }

  /// Renderings since the last reset, in order.
  public private(set) var passes: [Pass] = []
  /// The texts that `t` was asked for since the last reset.
  public private(set) var texts: Set<Text> = []
  private let spare = Output()

  /// Makes an empty recorder.
  public init() {}

  deinit { spare.destroy() }

  /// Forgets everything, for the next document.
  public func reset() {
    passes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  func begin(_ program: Program) { passes.append(Pass(program: program, events: [])) }

  func mark(_ operation: Operation, at offset: Int, top: UnsafeMutablePointer<Value>) {
    guard !passes.isEmpty else { return }
    let kind: Event.Kind =
      switch operation.a {
      case TraceMark.enter: .enter
      case TraceMark.leave: .leave
      default: .value
      }
    let text = kind == .value ? shown(top[-1]) : ""
    passes[passes.count - 1].events.append(
      Event(kind: kind, point: Int(operation.c), offset: offset, text: text))
  }

  func noteText(_ key: String, language: String) {
    texts.insert(Text(language: language, key: key))
  }

  /// Longer texts are cut.
  private static let longestText = 80

  private func shown(_ value: Value) -> String {
    switch value.tag {
    case .array: return "a list of \(value.elements.count)"
    case .object: return "an object"
    default: break
    }
    spare.truncate(to: 0)
    var sink = spare
    value.inspected(to: &sink)
    let text = String(decoding: spare.bytes, as: UTF8.self)
    return text.count > Self.longestText ? text.prefix(Self.longestText) + "…" : text
  }
}

/// What a `mark` operation says, in its `a`.
enum TraceMark {
  static let enter: UInt8 = 1
  static let leave: UInt8 = 2
  static let value: UInt8 = 3
}

extension FilterTable {
  /// The table with a `t` that tells the scope's recorder what it is asked for.
  public func tracing() -> FilterTable {
    guard let (_, row) = row(named: "t") else { return self }
    let apply = row.apply
    var copy = self
    copy.replace(
      row.applying { input, arguments, scope throws(RenderFailure) in
        if let trace = scope.trace, let table = scope.translationTable {
          trace.noteText(
            String(decoding: input.bytes, as: UTF8.self), language: table.formats.tag)
        }
        return try apply(input, arguments, scope)
      })
    return copy
  }
}

extension FilterRow {
  /// The same filter doing its work in another way.
  fileprivate func applying(_ work: @escaping Function) -> FilterRow {
    FilterRow(
      name, input, to: output, arity: arity, names: names, safety: safety, summary, work)
  }
}
