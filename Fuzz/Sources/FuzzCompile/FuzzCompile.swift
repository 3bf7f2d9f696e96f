import Diagnostics
import FuzzSupport
import Liquid

/// Compiles any bytes as a template with two snippets: an answer or diagnostics, never a trap.
///
/// Every diagnostic must point into its file and print, caret and all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let input = FuzzInput(UnsafeBufferPointer(start: start, count: count)) else { return 0 }
  compile(input, FuzzEnvironment.strict)
  compile(input, FuzzEnvironment.deferring)
  return 0
}

private func compile(_ input: FuzzInput, _ environment: Environment) {
  do throws(DiagnosticsError) {
    _ = try Program.compile(
      input.template, as: input.type, snippets: input.snippets, environment: environment)
  } catch {
    let printer = DiagnosticPrinter()
    for problem in error.log.diagnostics.prefix(20) {
      guard let place = problem.place else { continue }
      precondition(
        place.span.start >= 0 && place.span.start <= place.span.end
          && place.span.end <= place.file.bytes.count, "\(problem.code) points outside its file")
      precondition(!printer.text(problem).isEmpty && !printer.json(problem).isEmpty)
      precondition(ErrorCatalog.entry(problem.code) != nil, "\(problem.code) is not explained")
    }
  }
}
