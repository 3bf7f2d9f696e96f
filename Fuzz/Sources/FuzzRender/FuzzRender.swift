import Diagnostics
import FuzzSupport
import Liquid

/// Compiles any bytes as a template and renders them over a fixed record: a page or a failure, never a trap.
///
/// The same program rendered again must give the same bytes, the same failure and the same steps, and a page is
/// UTF-8 when its template is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRender(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let input = FuzzInput(UnsafeBufferPointer(start: start, count: count)) else { return 0 }
  do throws(DiagnosticsError) {
    let program = try Program.compile(
      input.template, as: input.type, snippets: input.snippets,
      environment: FuzzEnvironment.deferring)
    let first = outcome(program, input, failures: .thrownUnlessBlank)
    let second = outcome(program, input, failures: .thrownUnlessBlank)
    precondition(first == second, "the same document came out otherwise the second time")
    _ = outcome(program, input, failures: .printed)
  } catch {}
  return 0
}

private struct Outcome: Equatable {
  var page: [UInt8] = []
  var failure = ""
  var steps = 0
}

// One input at a time: libFuzzer calls from one thread.
nonisolated(unsafe) private let scratch = Scratch()

private func outcome(_ program: Program, _ input: FuzzInput, failures: FailureMode) -> Outcome {
  scratch.reset()
  let scope = FilterScope(
    arena: scratch.arena, limits: FuzzEnvironment.limits, now: 1_704_067_318)
  scope.locale = LocaleFormats.named("de")
  let renderer = Renderer(program, scratch: scratch, scope: scope)
  let record = FuzzRecord(in: scratch.arena).record(input.value)
  var result = Outcome()
  do throws(RenderError) {
    try renderer.render(record, globals: [Value(19_800)], failures: failures)
    result.page = Array(scratch.output.bytes)
  } catch {
    result.failure = "\(error.failure.code) \(error.failure.message)"
  }
  result.steps = scope.steps
  return result
}
