/// ZIP entries in a unit's contents (PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12).
extension UnitOutput {
  /// Appends a local file header; it names no offset, so a worker can write it.
  func appendLocalHeader(_ file: UnitFile, storedSize: Int) {
    precondition(storedSize < Int(UInt32.max), "an entry must be under 4 GiB")
    contents.append(little: ZIPRecord.localHeader)
    contents.append(little: ZIPRecord.version)
    contents.append(little: UInt16(0))
    contents.append(little: UInt16(file.isDeflated ? 8 : 0))
    contents.append(little: UInt16(0))
    contents.append(little: ZIPRecord.fixedDate)
    contents.append(little: file.check)
    contents.append(little: UInt32(storedSize))
    contents.append(little: UInt32(file.size))
    contents.append(little: UInt16(file.path.count))
    contents.append(little: UInt16(0))
    contents.append(text[file.path])
  }

  /// The bytes of a file's local header.
  func localHeaderSize(of file: UnitFile) -> Int { 30 + file.path.count }

  /// The bytes of a document's records in the directory, at most.
  func directorySize(of document: UnitDocument) -> Int {
    document.files.reduce(0) { $0 + 46 + files[$1].path.count + ZIPRecord.farFieldSize }
  }

  /// Appends a file's record in the central directory; `offset` is its local header's in the pack.
  func appendDirectoryRecord(_ file: UnitFile, offset: Int, to directory: inout ByteStore) {
    let start = file.contents.lowerBound
    ZIPRecord.appendDirectoryRecord(
      ofHeader: contents[start - localHeaderSize(of: file)..<start], at: offset, to: &directory)
  }
}
