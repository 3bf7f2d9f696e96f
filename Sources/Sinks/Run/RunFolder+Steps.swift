/// What sinks and the writer do with an open folder.
extension RunFolder {
  /// Makes everything written durable, as far as `durability` asks; `each` syncs piece by piece.
  func sync(_ each: () throws(SystemFault) -> Void) throws(SinkError) {
    switch durability {
    case .none: break
    case .grouped: try naming(".") { () throws(SystemFault) in try files.syncAll(root) }
    case .each: try naming(".", each)
    }
  }

  /// Removes what is staged, but for what is held back and for `kept` names.
  func emptyStaging(keeping kept: Set<String> = []) throws(SinkError) {
    try naming(Self.stagingName) { () throws(SystemFault) in
      try files.empty(staging, keeping: kept.union([Self.heldName]))
    }
  }

  /// A number above all names in the staging folder.
  func firstFreeNumber() throws(SinkError) -> Int {
    try naming(Self.stagingName) { () throws(SystemFault) in
      (try files.entries(of: staging).compactMap { Int($0.name) }.max() ?? -1) + 1
    }
  }

  /// Puts a whole file into the folder, in one step.
  func write(
    _ bytes: UnsafeRawBufferPointer, to name: String, isPrivate: Bool = false
  ) throws(SinkError) {
    try naming(name) { () throws(SystemFault) in
      try files.writeWhole(
        bytes, to: name, staged: staging, in: root, isSynced: durability != .none,
        isPrivate: isPrivate)
    }
  }

  /// Moves `documents` and `packs` between the folder that holds them back and the root.
  func moveHeld(out: Bool) throws(SinkError) {
    guard holdsBack else { return }
    let (source, target) = out ? (output, root) : (root, output)
    for name in [DocumentPath.root, PackSink.root] {
      try naming(name) { () throws(SystemFault) in
        guard try files.holds(name, in: source) else { return }
        try files.rename(name, in: source, to: name, in: target)
      }
    }
  }

  /// Moves what a run without a journal line has published to where it is removed.
  func setAsideUncommitted() throws(SinkError) {
    for folder in Set([root, output]) {
      for name in [DocumentPath.root, PackSink.root] {
        try naming(name) { () throws(SystemFault) in
          guard try files.holds(name, in: folder) else { return }
          try files.rename(name, in: folder, to: "old-\(name)", in: staging)
        }
      }
    }
    try sync { () throws(SystemFault) in
      try files.sync(root)
      try files.sync(output)
      try files.sync(staging)
    }
  }

  /// Writes the journal anew as far as it is good.
  ///
  /// Its last lines may never have reached the disk if an earlier process left after a sync that
  /// failed; what they name did, for they were written after that.
  func renewJournal(length: Int) throws(SinkError) {
    var text = ByteStore()
    try naming(Self.journalName) { () throws(SystemFault) in
      let file = try files.openFile(Self.journalName, in: root, .reading)
      defer { try? files.close(file) }
      try files.fill(&text, from: file, at: 0, atMost: length)
    }
    try write(text.bytes, to: Self.journalName)
  }

  /// SHA-256 and length of a file in the folder.
  func digest(of name: String) throws(SinkError) -> (digest: SHA256Digest, length: Int) {
    try naming(name) { () throws(SystemFault) in
      var hasher = SHA256Hasher()
      var chunk = ByteStore(capacity: 1 << 20)
      var length = 0
      let file = try files.openFile(name, in: root, .reading)
      defer { try? files.close(file) }
      repeat {
        chunk.truncate(to: 0)
        try files.fill(&chunk, from: file, at: length, atMost: 1 << 20)
        hasher.update(chunk.bytes)
        length += chunk.count
      } while chunk.count > 0
      return (hasher.finish(), length)
    }
  }
}
