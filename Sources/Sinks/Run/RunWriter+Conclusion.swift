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
      for name in try files.entries(of: folder).map(\.name).sorted()
      where OpenPack.number(of: name) != nil {
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
    }
    var text = ByteStore()
    manifest.append(to: &text)
    let whole = reports + [(Self.manifestName, [UInt8](text.bytes))]
    // A wait for the disk is most of what each of these files costs.
    if durability == .grouped {
      try syncedAgain { () throws(SinkError) in try writeTogether(whole) }
    } else {
      for (name, bytes) in whole { try writeAgain(bytes, to: name) }
    }
    var success = ByteStore()
    success.append(digest: SHA256Digest(of: text.bytes))
    success.append(0x0A)
    do throws(SinkError) {
      try writeAgain([UInt8](success.bytes), to: Self.successName)
    } catch {
      // It may be seen already, and must not be.
      try? files.remove(Self.successName, isFolder: false, in: root)
      throw error
    }
    markFinished()
  }

  static let manifestName = "manifest.json"

  /// Writes whole files, perhaps in folders, and syncs all their bytes at once, then all their names.
  private func writeTogether(_ whole: [(name: String, bytes: [UInt8])]) throws(SinkError) {
    func stagedName(_ number: Int) -> String { "report-\(number)" }
    for (number, (name, bytes)) in whole.enumerated() {
      try naming(name) { () throws(SystemFault) in
        let text = ByteStore(copying: bytes)
        try files.stageWhole(
          text.bytes, as: stagedName(number), in: staging, isSynced: false)
      }
    }
    try naming(".") { () throws(SystemFault) in try files.syncAll(root) }
    for (number, (name, _)) in whole.enumerated() {
      try inFolder(of: name) { folder, last throws(SystemFault) in
        try files.rename(stagedName(number), in: staging, to: last, in: folder)
      }
    }
    try naming(".") { () throws(SystemFault) in try files.syncAll(root) }
  }

  /// Writes a whole file, perhaps in a folder; if its sync fails, anew into a new one.
  private func writeAgain(_ bytes: [UInt8], to name: String) throws(SinkError) {
    let isSynced = durability != .none
    try syncedAgain { () throws(SinkError) in
      try inFolder(of: name) { folder, last throws(SystemFault) in
        let text = ByteStore(copying: bytes)
        try files.writeWhole(text.bytes, to: last, staged: staging, in: folder, isSynced: isSynced)
        if isSynced, folder != root { try files.sync(root) }
      }
    }
  }

  /// Calls `body` with the open folder that `name` lies in, made if need be, and its last part.
  private func inFolder(
    of name: String, _ body: (Descriptor, String) throws(SystemFault) -> Void
  ) throws(SinkError) {
    guard let slash = name.firstIndex(of: "/") else {
      return try naming(name) { () throws(SystemFault) in try body(root, name) }
    }
    let folder = try Self.openOrMake(String(name[..<slash]), in: root, files)
    defer { try? files.close(folder) }
    try naming(name) { () throws(SystemFault) in
      try body(folder, String(name[name.index(after: slash)...]))
    }
  }

  /// Does a step until its syncs succeed, a bounded number of times.
  private func syncedAgain(_ step: () throws(SinkError) -> Void) throws(SinkError) {
    for attempt in 1... {
      do throws(SinkError) {
        return try step()
      } catch {
        guard error.code == .syncFailed, attempt < RunWriter.attempts else { throw error }
      }
    }
  }
}
