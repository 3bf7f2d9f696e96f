internal import Communication
internal import Diagnostics

/// The day that records are rendered for.
enum RenderingDate {
  /// Refuses to begin where neither the command nor the template says it: every record would be rejected, and comparing nothing with
  /// nothing finds no difference.
  static func ask(
    _ date: AsOfDate?, of communication: Communication, _ console: Console
  ) throws {
    if date != nil || communication.asOf != nil { return }
    console.report(
      Diagnostic(
        code: "as-of-missing",
        message: "there is neither --as-of nor record.as_of, so no record would have a document",
        hint: "give --as-of YYYY-MM-DD, or name the field that holds the day in template.yaml"
      ))
    throw BillowExit.usage.error
  }
}
