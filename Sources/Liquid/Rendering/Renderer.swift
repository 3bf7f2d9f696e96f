public import Diagnostics

/// Renders documents of one program, one after another; each worker has its own.
///
/// After the first documents have grown its memory, a render allocates nothing.
public final class Renderer {
  /// The compiled template.
  public let program: Program
  /// Values and output of the current document.
  public let scratch: Scratch
  /// What filters may use.
  public let scope: FilterScope
  private let machine: Machine

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - program: what to render.
  ///   - scratch: memory, which several renderers of one worker may share.
  ///   - scope: what filters may use, over the same memory; its limits hold for a whole document.
  public init(_ program: Program, scratch: Scratch, scope: FilterScope) {
    self.program = program
    self.scratch = scratch
    self.scope = scope
    machine = Machine(
      operationCount: program.operations.count,
      recordSlotCount: program.tables.units[0].recordSlots.count, scratch: scratch)
  }

  deinit { machine.destroy() }

  /// Renders one record; the page is appended to `scratch.output`.
  ///
  /// Steps are counted from the scope's last reset, so that several pages share one document's limits.
  ///
  /// - Parameters:
  ///   - record: an object whose members are the template's variables; its memory outlives the call.
  ///   - globals: the run's variables, in the order of `Environment.globals`.
  ///   - failures: what becomes of a failure.
  /// - Throws: `RenderError`; the output then ends where the failure happened and must be thrown away.
  public func render(
    _ record: Value, globals: [Value] = [], failures: FailureMode = .thrown
  ) throws(RenderError) {
    scope.isPlainText = program.contentType == .text
    machine.reset(record: record, failures: failures)
    scope.trace?.begin(program)
    let result: Result<Void, RenderFailure> = globals.withUnsafeBufferPointer { globals in
      Result { () throws(RenderFailure) in
        try machine.run(program, globals: globals, scope: scope)
      }
    }
    if case .failure(let failure) = result {
      throw RenderError(failure: failure, place: program.place(of: Int(failure.place)))
    }
  }
}

/// What becomes of a failure while rendering.
public enum FailureMode: Sendable {
  /// It is thrown: the document is rejected.
  case thrown
  /// As Shopify/liquid's `render!`: thrown, unless it is the condition of a block that prints nothing anyway.
  case thrownUnlessBlank
  /// As Shopify/liquid's `render`: printed where it happens, unless in a tag that prints nothing.
  case printed
}

/// A document's failure and the place in the template it came from.
public struct RenderError: Error, Sendable {
  /// What happened.
  public let failure: RenderFailure
  /// Where.
  public let place: Diagnostic.Place?

  /// Makes an error; a failure before any template text has no place.
  public init(failure: RenderFailure, place: Diagnostic.Place?) {
    self.failure = failure
    self.place = place
  }

  /// The failure as a diagnostic.
  public var diagnostic: Diagnostic {
    Diagnostic(code: failure.code.rawValue, message: failure.message, place: place)
  }
}

extension Program {
  /// Compiles a template.
  ///
  /// - Throws: every problem of the template and the snippets it uses.
  public static func compile(
    _ source: SourceFile, as contentType: ContentType, snippets: Snippets = Snippets(),
    environment: Environment
  ) throws(DiagnosticsError) -> Program {
    var compiler = Compiler(
      environment: environment, snippets: snippets, contentType: contentType)
    return try compiler.compile(source)
  }
}

extension Program {
  /// Compiles a condition that stands in another file: the program prints `1` when it holds.
  ///
  /// - Throws: the condition's problems, placed in that file.
  public static func compile(
    condition span: SourceSpan, of source: SourceFile, environment: Environment
  ) throws(DiagnosticsError) -> Program {
    var compiler = Compiler(environment: environment, snippets: Snippets(), contentType: .text)
    return try compiler.compileCondition(span, of: source)
  }
}
