internal import Diagnostics
internal import Glibc

/// Folders that commands are told to be of a run.
enum RunFolders {
  /// What is no folder, or holds no run, is a slip of the pen and no finding.
  static func refuseOther(_ folder: String, _ console: Console) throws {
    var status = stat()
    let isFolder = stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    let isRun = ["journal", "manifest.json", "_SUCCESS", "documents.ndjson"].contains {
      access("\(folder)/\($0)", F_OK) == 0
    }
    if isFolder, isRun { return }
    console.report(
      Diagnostic(
        code: "output-not-run",
        message: isFolder ? "'\(folder)' holds no run" : "'\(folder)' is no folder",
        hint: "name the folder that billow render was given with -o"))
    throw BillowExit.usage.error
  }
}
