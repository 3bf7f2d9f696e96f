internal import Diagnostics
internal import Glibc
internal import Sinks

/// Folders that commands are told to be of a run.
enum RunFolders {
  /// What is no folder, or holds no run, is a slip of the pen and no finding.
  static func refuseOther(_ folder: String, _ console: Console) throws {
    var status = stat()
    let isThere = stat(folder, &status) == 0
    // Opening makes a folder that is not there; one that may not be looked for is left to it to tell.
    let isFolder = isThere ? status.st_mode & S_IFMT == S_IFDIR : errno == EACCES
    do throws(SinkError) {
      if isFolder, try OutputFolder(reading: folder).holdsRun { return }
    } catch {
      console.report(error.diagnostic)
      throw BillowExit.system.error
    }
    console.report(
      Diagnostic(
        code: "output-not-run",
        message: isFolder ? "'\(folder)' holds no run" : "'\(folder)' is no folder",
        hint: "name the folder that billow render was given with -o"))
    throw BillowExit.usage.error
  }
}
