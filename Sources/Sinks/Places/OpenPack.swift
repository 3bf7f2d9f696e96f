import Glibc

/// A pack that grows: its entries in one file, its directory in another until it is full.
///
/// So memory does not grow with a pack, and a resume need not read one.
final class OpenPack {
  /// Where it stands, with what is listed but not yet written.
  private(set) var position: PackPosition
  private var data: AppendedFile
  private var directory: AppendedFile
  private var listed = ByteStore(capacity: 1 << 16)
  private let files: any FileSystem

  /// A pack's file names.
  struct Names {
    let data: String
    let directory: String

    /// Five digits at least, so that names sort as packs do.
    init(_ number: Int) {
      let digits = String(number)
      let stem = "pack-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      data = stem + ".zip"
      directory = stem + ".directory"
    }
  }

  /// The number of a pack by the name of its file; nil if it is none.
  static func number(of name: String) -> Int? {
    guard name.hasPrefix("pack-"), name.hasSuffix(".zip"),
      let number = Int(name.dropFirst(5).dropLast(4)), Names(number).data == name
    else { return nil }
    return number
  }

  init(creating number: Int, in folder: RunFolder) throws(SinkError) {
    let names = Names(number)
    let files = folder.files
    self.files = files
    position = PackPosition(pack: number)
    data = try naming("packs/\(names.data)") { () throws(SystemFault) in
      try AppendedFile(creating: names.data, in: folder.staging, files)
    }
    directory = try naming("packs/\(names.data)") { () throws(SystemFault) in
      try AppendedFile(creating: names.directory, in: folder.staging, files)
    }
  }

  init(resuming position: PackPosition, in folder: RunFolder) throws(SinkError) {
    let names = Names(position.pack)
    let files = folder.files
    self.files = files
    self.position = position
    data = try .resumed(names.data, at: position.length, in: folder.staging, files)
    directory = try .resumed(
      names.directory, at: position.directoryLength, in: folder.staging, files)
  }

  /// Puts a document into the directory; its bytes follow by `write`, from `runStart` on.
  func list(_ document: UnitDocument, of unit: UnitOutput, runStart: Int) {
    for number in document.files {
      let file = unit.files[number]
      let header = file.contents.lowerBound - unit.localHeaderSize(of: file)
      unit.appendDirectoryRecord(file, offset: data.length + header - runStart, to: &listed)
      position.entries += 1
    }
    position.documents += 1
    position.length = data.length + document.contents.upperBound - runStart
    position.directoryLength = directory.length + listed.count
  }

  /// Writes the entries listed, which are `range` of the unit's contents.
  func write(_ unit: UnitOutput, _ range: Range<Int>) throws(SinkError) {
    try naming("packs/\(data.name)") { () throws(SystemFault) in
      try data.append(unit.contents[range])
      try directory.append(listed.bytes)
    }
    listed.truncate(to: 0)
    assert(data.length == position.length && directory.length == position.directoryLength)
  }

  /// Puts the directory behind the entries; the pack is a whole ZIP file then, and closed.
  func fill(isSynced: Bool) throws(SinkError) {
    let offset = data.length
    let size = directory.length
    try naming("packs/\(data.name)") { () throws(SystemFault) in
      var chunk = ByteStore(capacity: 1 << 20)
      var copied = 0
      while copied < size {
        chunk.truncate(to: 0)
        let wanted = min(1 << 20, size - copied)
        try files.fill(&chunk, from: directory.descriptor, at: copied, atMost: wanted)
        guard chunk.count == wanted else { throw SystemFault(.read, EIO) }
        try data.append(chunk.bytes)
        copied += wanted
      }
      chunk.truncate(to: 0)
      ZIPRecord.appendEnd(
        entries: position.entries, directorySize: size, directoryOffset: offset, to: &chunk)
      try data.append(chunk.bytes)
      if isSynced {
        try data.sync()
        try directory.sync()
      }
      try data.close()
      try directory.close()
    }
  }

  func sync() throws(SystemFault) {
    try data.sync()
    try directory.sync()
  }

  /// Lets go of what is to be thrown away.
  func close() {
    try? data.close()
    try? directory.close()
  }
}
