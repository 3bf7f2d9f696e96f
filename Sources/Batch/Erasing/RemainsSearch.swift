internal import Liquid
public import Records
public import Sinks

/// Searches a run from which a record was erased for anything that was the record's alone.
public struct RemainsSearch {
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

  /// Where the key still stands in a file beside the documents, or the way to its document, or the document itself.
  public func findKey(_ key: [UInt8], path: String?) throws(SinkError) -> [Finding] {
    let path = path ?? DocumentPath.path(of: String(decoding: key, as: UTF8.self))
    let trace = KeyTrace(key, path: path)
    var findings: [Finding] = []
    for file in try books {
      guard let bytes = try folder.contents(of: file) else { continue }
      if trace.stands(in: file, bytes) {
        findings.append(Finding(.leaked, file, "the erased record's key or name stands in it"))
      }
    }
    if try folder.entries(of: path) != nil {
      findings.append(Finding(.leaked, "documents", "the erased record's document is there"))
    }
    return findings
  }

  /// Where values stand that the erased record alone has, its key among them, in documents and in every other file.
  ///
  /// `open` opens the run's input; `template` are the texts of the template's files.
  public func findValues(
    of ordinal: Int, key: [UInt8], template: [String], open: @escaping () throws -> any RecordSource
  ) throws -> VerifyReport {
    var words = WordScanner()
    for text in template {
      text.utf8.withContiguousStorageIfAvailable { words.add(document: UnsafeRawBufferPointer($0)) }
    }
    let isPacked = try folder.journal()?.record?.identity.isPacked ?? false
    let shelf = try isPacked ? PackShelf(folder, isFinished: true) : nil
    let search = LeakSearch(
      folder: folder, shelf: shelf, jobs: jobs, sample: .all, open: open, template: words,
      key: .one(ordinal: ordinal, text: key))
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
