/// The last steps of a run.
extension RunWriter {
  /// What the folder holds at the end.
  func manifest(_ closing: RunClosing, _ folder: RunFolder) throws(SinkError) -> Manifest {
    var books: [Manifest.Book] = []
    for name in Books.names + (hasTasks ? [TaskBook.name] : []) {
      let (digest, length) = try folder.digest(of: name)
      books.append(Manifest.Book(name: name, length: length, digest: digest))
    }
    return Manifest(
      identity: folder.identity, counts: counts, units: unitCount, keys: keys,
      chain: chain.last, books: books, packs: try folder.packs(), closing: closing)
  }
}

extension RunFolder {
  /// The published packs in order.
  func packs() throws(SinkError) -> [Manifest.Pack] {
    try naming(PackSink.root) { () throws(SystemFault) in
      guard try files.holds(PackSink.root, in: root) else { return [] }
      let folder = try files.openFolder(PackSink.root, in: root)
      defer { try? files.close(folder) }
      var packs: [Manifest.Pack] = []
      for name in try files.entries(of: folder).map(\.name).sorted() {
        let file = try files.openFile(name, in: folder, .reading)
        defer { try? files.close(file) }
        let length = try files.length(of: file)
        packs.append(Manifest.Pack(name: "\(PackSink.root)/\(name)", length: length))
      }
      return packs
    }
  }

  /// Writes reports and manifest, then `_SUCCESS` with the manifest's hash, then tidies up.
  func conclude(
    _ manifest: Manifest, _ reports: [(name: String, bytes: [UInt8])]
  ) throws(SinkError) {
    for report in reports {
      precondition(DocumentPath.isSafeFileName(report.name), "not a safe file name")
      var bytes = ByteStore(capacity: report.bytes.count)
      report.bytes.withUnsafeBytes { bytes.append($0) }
      try writeAgain(bytes.bytes, to: report.name)
    }
    var text = ByteStore()
    manifest.append(to: &text)
    try writeAgain(text.bytes, to: Self.manifestName)
    var success = ByteStore()
    success.append(digest: SHA256Digest(of: text.bytes))
    success.append(0x0A)
    do throws(SinkError) {
      try writeAgain(success.bytes, to: Self.successName)
    } catch {
      // It may be seen already, and must not be.
      try? files.remove(Self.successName, isFolder: false, in: root)
      throw error
    }
    markFinished()
  }

  static let manifestName = "manifest.json"

  /// Writes a whole file, perhaps in a folder; if its sync fails, anew into a new one.
  private func writeAgain(_ bytes: UnsafeRawBufferPointer, to name: String) throws(SinkError) {
    for attempt in 1... {
      do throws(SinkError) {
        guard let slash = name.firstIndex(of: "/") else { return try write(bytes, to: name) }
        let folder = try Self.openOrMake(String(name[..<slash]), in: root, files)
        defer { try? files.close(folder) }
        return try naming(name) { () throws(SystemFault) in
          try files.writeWhole(
            bytes, to: String(name[name.index(after: slash)...]), staged: staging, in: folder,
            isSynced: durability != .none)
          if durability != .none { try files.sync(root) }
        }
      } catch {
        guard error.code == .syncFailed, attempt < RunWriter.attempts else { throw error }
      }
    }
  }
}
