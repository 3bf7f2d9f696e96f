internal import Links
internal import Sinks

/// What stands in the folder itself.
extension Verification {
  /// Files beside the books that a finished run may hold, and that no hash covers.
  static let reports: Set<String> = ["report.html", "timings.json"]
  private static let folders: Set<String> = ["documents", "packs", SecurityHeaders.folder]
  /// What a run needs to go on; it is gone when the run has ended.
  private static let staging: Set<String> = [
    ".billow", ".billow.lock", RunFolder.deathsName, RunFolder.changedName,
    OutputFolder.taskSpoolName,
  ]

  /// Finds names that no run writes, and what stands in the place of a file or folder.
  func checkNames(_ entries: [FolderEntry]) {
    let known = knownNames
    let hasEnded = entries.contains { $0.name == "_SUCCESS" }
    for entry in entries {
      if Self.staging.contains(entry.name) {
        guard hasEnded else { continue }
        report.add([
          Finding(
            .extra, entry.name,
            "a process that was killed left it: the same run started again takes it away")
        ])
      } else if !known.contains(entry.name) {
        report.add([Finding(.extra, entry.name, "no run writes this")])
      } else if Self.folders.contains(entry.name), !entry.isFolder {
        report.add([Finding(.altered, entry.name, "it is no folder")])
      } else if Self.reports.contains(entry.name), !entry.isFile {
        // The other files are read, and are missing if they are none.
        report.add([Finding(.altered, entry.name, "it is no plain file")])
      }
    }
  }

  private var knownNames: Set<String> {
    var known = Self.folders.union(Self.reports).union(BookReader.names)
    known.formUnion(["journal", "manifest.json", "_SUCCESS"])
    if identity?.option(RunIdentity.linkKeyOption) != nil { known.insert(RunFolder.linksName) }
    // Of a run that has not come so far it is not known whether it has tasks.
    if manifest?.books.contains(where: { $0.name == OutputFolder.tasksName }) ?? true {
      known.insert(OutputFolder.tasksName)
    }
    return known
  }
}
