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

  /// Puts a whole file into the folder, in one step.
  func write(_ bytes: UnsafeRawBufferPointer, to name: String) throws(SinkError) {
    try naming(name) { () throws(SystemFault) in
      try files.writeWhole(
        bytes, to: name, staged: staging, in: root, isSynced: durability != .none)
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
