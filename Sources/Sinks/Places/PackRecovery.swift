import Glibc

/// Sees to it that a run can go on at a position, with its pack and those before it, and throws `output-damaged` where it cannot; removes
/// nothing.
///
/// The file of its directory is removed once no resume needs it. One that begins earlier, because the journal has been damaged
/// since, makes it anew: the entries' local headers say all that it said.
struct PackRecovery {
  private let position: PackPosition
  private let folder: RunFolder
  private let packs: Descriptor
  private let names: OpenPack.Names
  private var files: any FileSystem { folder.files }

  private static let chunkSize = 1 << 20

  init(_ position: PackPosition, in folder: RunFolder, _ packs: Descriptor) {
    self.position = position
    self.folder = folder
    self.packs = packs
    names = OpenPack.Names(position.pack)
  }

  /// Looks at what must be there, and changes nothing.
  func check() throws(SinkError) {
    for number in 0..<position.pack { try checkFilled(OpenPack.Names(number).data) }
    _ = try place()
  }

  /// A pack before the position is full and published: it must be there, and end as one.
  private func checkFilled(_ name: String) throws(SinkError) {
    let isWhole = try naming("packs/\(name)") { () throws(SystemFault) -> Bool? in
      do throws(SystemFault) {
        let file = try files.openFile(name, in: packs, .reading)
        defer { try? files.close(file) }
        return try PackDirectory.hasSoundEnd(file, files)
      } catch {
        if error.number == ENOENT { return nil }
        throw error
      }
    }
    guard let isWhole else { throw damaged(name, "is not there") }
    if !isWhole { throw damaged(name, "has no sound end: it is cut or altered there") }
  }

  /// Where the position's pack lies, as long as it must be.
  private func place() throws(SinkError) -> Descriptor {
    let place = try length(of: names.data, in: packs) == nil ? folder.staging : packs
    let found = try length(of: names.data, in: place) ?? 0
    guard found >= position.length else {
      throw damaged(names.data, "has \(found) bytes, the journal says \(position.length)")
    }
    return place
  }

  func perform() throws(SinkError) {
    let place = try place()
    let listed = try length(of: names.directory, in: folder.staging) ?? 0
    if listed < position.directoryLength { try makeDirectory(from: place) }
  }

  /// A file's length; nil when it is not there.
  private func length(of name: String, in place: Descriptor) throws(SinkError) -> Int? {
    try naming("packs/\(names.data)") { () throws(SystemFault) -> Int? in
      do throws(SystemFault) {
        let file = try files.openFile(name, in: place, .reading)
        defer { try? files.close(file) }
        return try files.length(of: file)
      } catch {
        if error.number == ENOENT { return nil }
        throw error
      }
    }
  }

  /// Writes the directory aside and makes it durable before it has its name, so that one of that name is whole.
  private func makeDirectory(from place: Descriptor) throws(SinkError) {
    let draft = names.directory + ".new"
    let isWhole = try naming("packs/\(names.data)") { () throws(SystemFault) in
      try files.removeTree(draft, in: folder.staging)
      var directory = try AppendedFile(creating: draft, in: folder.staging, files)
      defer { try? directory.close() }
      let data = try files.openFile(names.data, in: place, .reading)
      defer { try? files.close(data) }
      guard try list(data, in: &directory) else { return false }
      if folder.durability != .none { try directory.sync() }
      return true
    }
    guard isWhole else {
      throw damaged(names.data, "does not hold the entries that the journal says")
    }
    try naming("packs/\(names.data)") { () throws(SystemFault) in
      try files.rename(draft, in: folder.staging, to: names.directory, in: folder.staging)
    }
  }

  /// Lists the entries before the position; whether they are as many bytes and records as it says.
  private func list(
    _ data: Descriptor, in directory: inout AppendedFile
  ) throws(SystemFault) -> Bool {
    var records = ByteStore(capacity: Self.chunkSize)
    var entries = 0
    var end = 0
    try PackDirectory.walk(data, length: position.length, files) {
      header, entry throws(SystemFault) in
      ZIPRecord.appendDirectoryRecord(ofHeader: header, at: entry.offset, to: &records)
      entries += 1
      end = entry.end
      guard records.count >= Self.chunkSize else { return }
      try directory.append(records.bytes)
      records.truncate(to: 0)
    }
    try directory.append(records.bytes)
    return entries == position.entries && end == position.length
      && directory.length == position.directoryLength
  }

  private func damaged(_ name: String, _ what: String) -> SinkError {
    SinkError(
      .outputDamaged, "\(name) \(what)", path: "packs/\(name)",
      hint: "nothing is removed, and the run cannot go on here: choose a new folder")
  }
}
