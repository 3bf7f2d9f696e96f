internal import Links
internal import Sinks

/// What stands in the folder itself.
extension Verification {
  /// Files beside the books that a finished run may hold, and that no hash covers.
  static let reports: Set<String> = [ReportPage.fileName, "timings.json"]
  private static let folders: Set<String> = ["documents", "packs", SecurityHeaders.folder]
  /// What a run needs to go on; it is gone when the run has ended.
  private static let staging: Set<String> = [
    ".billow", ".billow.lock", RunFolder.deathsName, RunFolder.changedName,
    OutputFolder.taskSpoolName,
  ]

  /// Finds names that no run writes, and what stands in the place of a file or folder.
  func checkNames(_ entries: [FolderEntry]) throws(SinkError) {
    let known = knownNames
    let hasEnded = entries.contains { $0.name == "_SUCCESS" }
    let isErasing = entries.contains { $0.name == RunFolder.erasingName }
    let misplaced = try isPacked ? "documents" : "packs"
    for entry in entries {
      if entry.name == RunFolder.erasingName {
        try tellErasing()
      } else if Self.staging.contains(entry.name) {
        guard hasEnded else { continue }
        report.add([Finding(.extra, entry.name, Self.words(left: entry.name, isErasing))])
      } else if !known.contains(entry.name) {
        report.add([Finding(.extra, entry.name, "no run writes this")])
      } else if entry.name == misplaced {
        report.add([
          Finding(
            .extra, misplaced,
            "the run's documents are \(misplaced == "packs" ? "a tree" : "in packs")")
        ])
      } else if Self.folders.contains(entry.name), !entry.isFolder {
        report.add([Finding(.altered, entry.name, "it is no folder")])
      } else if Self.reports.contains(entry.name), !entry.isFile {
        // The other files are read, and are missing if they are none.
        report.add([Finding(.altered, entry.name, "it is no plain file")])
      }
    }
  }

  /// An erasure that did not come to its end leaves books that contradict each other.
  private func tellErasing() throws(SinkError) {
    let name = RunFolder.erasingName
    let note = String(decoding: try folder.contents(of: name) ?? [], as: UTF8.self)
    report.add([
      Finding(
        .unfinished, name,
        ordinal: note.split(separator: " ").first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil },
        "an erasure was interrupted: repeat billow erase with the record's key")
    ])
  }

  /// What to do about something that a process left in a finished run.
  private static func words(left name: String, _ isErasing: Bool) -> String {
    if name == RunFolder.changedName {
      return "it says that the input changed while it was read: the same run started again is "
        + "refused; start anew in a new folder"
    }
    return "a process that was killed left it: the same "
      + (isErasing ? "erasure repeated" : "run started again") + " takes it away"
  }

  /// What is to be done about a run that has not ended.
  func unfinishedWords(isChanged: Bool) -> String {
    if isChanged {
      return "its input changed while it was read: it cannot go on; start anew in a new folder"
    }
    let words = "no _SUCCESS: the run has not ended"
    guard let identity else { return words + ", and its journal does not say which it is" }
    if !lines.isEmpty, identity.isSparse || identity.readsStandardInput {
      return words + "; a run of \(identity.isSparse ? "one key" : "standard input") "
        + "cannot be resumed: start anew in a new folder"
    }
    return words + "; start it again to resume it, unless its input is what stopped it"
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
