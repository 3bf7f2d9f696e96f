/// Ends a run whose time is over: documents and books go, the manifest stays as the proof that there was a run.
public enum RunExpiry {
  /// What came of it.
  public enum Outcome: Sendable, Hashable {
    /// The run is gone but for its manifest; how many of its entries were removed now.
    case expired(entries: Int)
    /// It is to be kept through this day.
    case early(until: String)
    /// Nothing says how long it is to be kept.
    case undated
  }

  /// The option of a run that says how long its documents are kept.
  public static let option = "retain-until"
  /// The manifest's section of a run that has expired.
  static let section = "expired"

  /// Removes everything of a finished run but its manifest and `_SUCCESS`, if it is kept until before `day`.
  ///
  /// An interrupted expiry is repeated with the same command. Days are texts `YYYY-MM-DD`.
  public static func expire(at path: String, on day: String) throws(SinkError) -> Outcome {
    let output = try OutputFolder(reading: path)
    let manifest = try output.contents(of: RunFolder.manifestName)
    if manifest == nil, try output.length(of: RunFolder.successName) == nil { throw .unfinished }
    guard let bytes = manifest, let record = bytes.withUnsafeBytes({ ManifestRecord($0) }) else {
      throw SinkError(
        .outputDamaged, "the manifest cannot be read", path: RunFolder.manifestName,
        hint: "billow verify says what is wrong; such a folder is deleted by hand")
    }
    guard let until = record.identity.option(option) else { return .undated }
    guard until < day else { return .early(until: until) }
    // The journal goes last; without it only the manifest is left.
    guard try output.journal() != nil else { return .expired(entries: 0) }
    let folder = try RunFolder(at: path, for: record.identity)
    do throws(SinkError) {
      let gone = try empty(folder, record, bytes, day)
      try folder.close()
      return .expired(entries: gone)
    } catch {
      try? folder.close()
      throw error
    }
  }

  private static func empty(
    _ folder: RunFolder, _ record: ManifestRecord, _ bytes: [UInt8], _ day: String
  ) throws(SinkError) -> Int {
    if record.expired == nil {
      var sections = bytes.withUnsafeBytes { ManifestRecord.sections(of: $0) }
      // Their ends are keys.
      sections.set("numbers", to: "[]")
      sections.set("headers", to: "[]")
      sections.set(section, to: "\"\(day)\"")
      let manifest = Manifest(
        identity: record.identity, counts: record.counts, units: record.units, keys: record.keys,
        chain: record.chain,
        books: record.books.map {
          Manifest.Book(name: $0.name, length: $0.length, digest: $0.digest ?? .zero)
        },
        packs: record.packs.map { Manifest.Pack(name: $0.name, length: $0.length) },
        closing: RunClosing(totals: record.totals, sections: sections.list))
      try folder.conclude(manifest, [])
    }
    let kept: Set<String> = [
      RunFolder.manifestName, RunFolder.successName, RunFolder.stagingName, RunFolder.lockName,
      RunFolder.journalName,
    ]
    let files = folder.files
    return try naming(".") { () throws(SystemFault) in
      let entries = try files.entries(of: folder.root).map(\.name).filter { !kept.contains($0) }
      for name in entries.sorted() { try files.removeTree(name, in: folder.root) }
      try files.sync(folder.root)
      try files.remove(RunFolder.journalName, isFolder: false, in: folder.root)
      return entries.count + 1
    }
  }
}
