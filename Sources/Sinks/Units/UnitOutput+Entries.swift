/// ZIP entries in a unit's contents (PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12).
extension UnitOutput {
  /// Appends a local file header; it names no offset, so a worker can write it.
  func appendLocalHeader(_ file: UnitFile, storedSize: Int) {
    precondition(storedSize < Int(UInt32.max), "an entry must be under 4 GiB")
    contents.append(little: ZIPRecord.localHeader)
    appendCommonFields(file, storedSize: storedSize, to: &contents)
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
    let isFar = offset >= Int(UInt32.max)
    directory.append(little: ZIPRecord.directoryRecord)
    directory.append(little: ZIPRecord.madeBy)
    appendCommonFields(file, storedSize: file.contents.count, isFar: isFar, to: &directory)
    directory.append(little: UInt16(isFar ? ZIPRecord.farFieldSize : 0))
    directory.append(little: UInt16(0))
    directory.append(little: UInt16(0))
    directory.append(little: UInt16(0))
    directory.append(little: ZIPRecord.regularFile)
    directory.append(little: isFar ? UInt32.max : UInt32(offset))
    directory.append(text[file.path])
    if isFar {
      directory.append(little: UInt16(1))
      directory.append(little: UInt16(8))
      directory.append(little: UInt64(offset))
    }
  }

  /// From "version needed" to "file name length", which both kinds of record share.
  private func appendCommonFields(
    _ file: UnitFile, storedSize: Int, isFar: Bool = false, to store: inout ByteStore
  ) {
    store.append(little: isFar ? ZIPRecord.versionWithZIP64 : ZIPRecord.version)
    store.append(little: UInt16(0))
    store.append(little: UInt16(file.isDeflated ? 8 : 0))
    store.append(little: UInt16(0))
    store.append(little: ZIPRecord.fixedDate)
    store.append(little: file.check)
    store.append(little: UInt32(storedSize))
    store.append(little: UInt32(file.size))
    store.append(little: UInt16(file.path.count))
  }
}
