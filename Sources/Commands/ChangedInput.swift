internal import Diagnostics
internal import Glibc
internal import Sinks

/// A mark on the folder of a run whose input changed while it was read.
///
/// What such a run committed may come from two inputs, so it must not go on, even if the input becomes again what it was.
enum ChangedInput {
  /// Marks a run's folder.
  static func note(in folder: String) {
    let descriptor = open(
      "\(folder)/\(RunFolder.changedName)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Ends the command where the folder is marked.
  static func refuse(in folder: String, _ console: Console) throws {
    guard access("\(folder)/\(RunFolder.changedName)", F_OK) == 0 else { return }
    console.report(
      Diagnostic(
        code: "input-changed",
        message: "the input changed while the run in '\(folder)' read it, so that run cannot go on",
        hint: "choose a new folder"))
    throw BillowExit.input.error
  }
}
