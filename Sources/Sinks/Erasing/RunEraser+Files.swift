/// A document's files, taken out of a tree or blanked in a pack.
extension RunEraser {
  /// Removes a document; how many files are gone.
  func removeFiles(of entry: DocumentEntry) throws(SinkError) -> Int {
    try output.entries(of: PackSink.root) == nil
      ? removeFolder(of: entry) : blankEntries(of: entry)
  }

  private func removeFolder(of entry: DocumentEntry) throws(SinkError) -> Int {
    let parts = entry.path.split(separator: "/").map(String.init)
    return try naming(entry.path) { () throws(SystemFault) in
      let root = try files.openFolder(parts[0], in: folder.root)
      defer { try? files.close(root) }
      guard try files.holds(parts[1], in: root) else { return 0 }
      let bucket = try files.openFolder(parts[1], in: root)
      defer { try? files.close(bucket) }
      guard try files.holds(parts[2], in: bucket) else { return 0 }
      try files.removeTree(parts[2], in: bucket)
      try files.sync(bucket)
      return entry.files.count
    }
  }

  /// Writes zeros over the document's entries in the packs, and other names; nothing else moves.
  private func blankEntries(of entry: DocumentEntry) throws(SinkError) -> Int {
    var wanted: [String: Int] = [:]
    for (number, file) in entry.files.enumerated() {
      wanted["\(entry.path)/\(file.name)"] = number
    }
    var gone = 0
    for pack in try output.entries(of: PackSink.root) ?? [] where pack.isFile {
      let name = "\(PackSink.root)/\(pack.name)"
      var found: [(entry: PackDirectory.Entry, path: String)] = []
      let directory = try PackDirectory.read(name, of: output) { path, entry in
        let path = String(decoding: path, as: UTF8.self)
        if wanted[path] != nil { found.append((entry, path)) }
      }
      for (slot, path) in found {
        guard let number = wanted[path] else { continue }
        let placeholder = Tombstone.placeholder(
          ordinal: entry.ordinal, file: number, length: path.utf8.count)
        try blank(slot, path, as: placeholder, in: name, directory)
        gone += 1
      }
    }
    return gone
  }

  private func blank(
    _ slot: PackDirectory.Entry, _ path: String, as placeholder: String, in pack: String,
    _ directory: PackDirectory?
  ) throws(SinkError) {
    let zeros = [UInt8](repeating: 0, count: slot.storedSize)
    let check = zeros.withUnsafeBytes { CyclicCheck.zip.value(of: $0) }
    var header = ByteStore()
    header.append(little: ZIPRecord.localHeader)
    header.append(little: ZIPRecord.version)
    Self.appendFields(size: slot.storedSize, check: check, name: placeholder, to: &header)
    header.append(little: UInt16(0))
    header.append(text: placeholder)
    try overwrite(pack, at: slot.offset, with: [UInt8](header.bytes) + zeros)
    // The directory last: an erasure that is repeated finds the entry by it.
    if let offset = directory?.directoryOffset {
      try blankRecord(of: slot, path, as: placeholder, check, in: pack, from: offset)
    }
  }

  /// From "general purpose bits" to "file name length", as `UnitOutput` writes them.
  private static func appendFields(
    size: Int, check: UInt32, name: String, to store: inout ByteStore
  ) {
    store.append(little: UInt16(0))
    store.append(little: UInt16(0))
    store.append(little: UInt16(0))
    store.append(little: ZIPRecord.fixedDate)
    store.append(little: check)
    store.append(little: UInt32(size))
    store.append(little: UInt32(size))
    store.append(little: UInt16(name.utf8.count))
  }

  /// Finds the directory's record by its name and offset, and changes its fields in their place.
  private func blankRecord(
    of slot: PackDirectory.Entry, _ path: String, as placeholder: String, _ check: UInt32,
    in pack: String, from offset: Int
  ) throws(SinkError) {
    var bytes = ByteStore()
    try naming(pack) { () throws(SystemFault) in
      let file = try files.openFile(pack, in: folder.root, .reading)
      defer { try? files.close(file) }
      let length = try files.length(of: file)
      try files.fill(&bytes, from: file, at: offset, atMost: length - offset)
    }
    var at = 0
    while at + 46 <= bytes.count,
      bytes.bytes.number(at, UInt32.self) == Int(ZIPRecord.directoryRecord)
    {
      let nameLength = bytes.bytes.number(at + 28, UInt16.self)
      let extraLength = bytes.bytes.number(at + 30, UInt16.self)
      if bytes[(at + 46)..<(at + 46 + nameLength)].elementsEqual(path.utf8) {
        var fields = ByteStore()
        Self.appendFields(size: slot.storedSize, check: check, name: placeholder, to: &fields)
        try overwrite(pack, at: offset + at + 8, with: [UInt8](fields.bytes))
        try overwrite(pack, at: offset + at + 46, with: Array(placeholder.utf8))
        return
      }
      at += 46 + nameLength + extraLength
    }
  }

  /// The hash of the bytes that a unit has in packs.
  func storedDigest(
    from earlier: PackPosition?, to position: PackPosition
  ) throws(SinkError) -> SHA256Digest {
    let first = earlier ?? PackPosition()
    var stretches: [(pack: String, bytes: Range<Int>)] = []
    for number in first.pack...max(first.pack, position.pack) {
      let name = "\(PackSink.root)/\(OpenPack.Names(number).data)"
      let directory = try PackDirectory.read(name, of: output) { _, _ in }
      let end = number == position.pack ? position.length : directory?.directoryOffset ?? 0
      stretches.append((name, (number == first.pack ? first.length : 0)..<end))
    }
    let reader = PackEntryReader(output) { _, _ in false }
    return try reader.digest(of: stretches) ?? .zero
  }
}
