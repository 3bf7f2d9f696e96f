internal import Liquid
public import Records
public import Sinks

/// Searches a run from which a record was erased for anything that was the record's alone.
public struct RemainsSearch {
  private static let shortestKey = 6

  private let folder: OutputFolder
  private let jobs: Int

  /// Makes a search of a folder.
  public init(_ folder: OutputFolder, jobs: Int) {
    self.folder = folder
    self.jobs = max(1, jobs)
  }

  /// The files beside the documents.
  private var books: [String] {
    get throws(SinkError) {
      var names: [String] = []
      for entry in try folder.entries() ?? [] {
        if entry.isFile { names.append(entry.name) }
        guard entry.name == SecurityHeaders.folder else { continue }
        names += (try folder.entries(of: entry.name) ?? []).map { "\(entry.name)/\($0.name)" }
      }
      return names
    }
  }

  /// Where the key, or the name that the document had, still stands: in any file's bytes, or in a path.
  public func findKey(_ key: [UInt8], path: String?) throws(SinkError) -> [Finding] {
    var wanted = WordScanner()
    key.withUnsafeBytes { wanted.add(text: $0) }
    let name = path.flatMap { $0.split(separator: "/").last }.map { Array($0.utf8) } ?? []
    // A short key is a number that stands in any file; then only as a whole text of a book it counts.
    let isShort = wanted.bytes.count < Self.shortestKey
    let quoted = [0x22] + key + [0x22]
    var findings: [Finding] = []
    for file in try books {
      guard let bytes = try folder.contents(of: file) else { continue }
      var words = WordScanner()
      bytes.withUnsafeBytes { words.add(document: $0) }
      let holdsKey =
        isShort ? bytes.contains(quoted) : words.contains(wanted, 0..<wanted.count)
      if holdsKey || (!name.isEmpty && bytes.contains(name)) {
        findings.append(Finding(.leaked, file, "the erased record's key or name stands in it"))
      }
    }
    if let path, try folder.entries(of: path) != nil {
      findings.append(Finding(.leaked, "documents", "the erased record's document is there"))
    }
    return findings
  }

  /// Where values stand that the erased record alone has, in documents and in every other file.
  ///
  /// `open` opens the run's input; `template` are the texts of the template's files.
  public func findValues(
    of ordinal: Int, template: [String], open: @escaping () throws -> any RecordSource
  ) throws -> VerifyReport {
    var words = WordScanner()
    for text in template {
      text.utf8.withContiguousStorageIfAvailable { words.add(document: UnsafeRawBufferPointer($0)) }
    }
    let shelf =
      try folder.entries(of: "packs") == nil ? nil : PackShelf(folder, isFinished: true)
    let search = LeakSearch(
      folder: folder, shelf: shelf, jobs: jobs, sample: .all, open: open, template: words)
    var report = VerifyReport()
    try search.searchFiles(books, of: ordinal, into: &report)
    var documents = VerifyReport()
    try search.perform(into: &documents, owner: ordinal)
    report.add(documents.findings)
    report.searched = documents.searched
    report.distinctiveValues = documents.distinctiveValues
    report.sort()
    return report
  }
}
