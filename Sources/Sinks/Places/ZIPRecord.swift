/// The numbers of the ZIP format (PKWARE APPNOTE 6.3.10), and the records that end a file.
enum ZIPRecord {
  static let localHeader: UInt32 = 0x0403_4B50
  static let directoryRecord: UInt32 = 0x0201_4B50
  static let directoryEnd: UInt32 = 0x0605_4B50
  static let directoryEnd64: UInt32 = 0x0606_4B50
  static let directoryEnd64Locator: UInt32 = 0x0706_4B50

  /// 2.0: deflate; 4.5: ZIP64.
  static let version: UInt16 = 20
  static let versionWithZIP64: UInt16 = 45
  /// Unix (3), by the rules of version 4.5.
  static let madeBy: UInt16 = 3 << 8 | 45
  /// 1 January 1980, the earliest the format can say; the time is midnight, 0.
  static let fixedDate: UInt16 = 0x0021
  /// `-rw-r--r--`, in the upper half where Unix puts it.
  static let regularFile: UInt32 = 0o100644 << 16
  /// The ZIP64 field that holds an offset: tag, size, 8 bytes.
  static let farFieldSize = 12
  /// All that may follow the directory: its end in ZIP64, the locator, its end.
  static let endSize = 56 + 20 + 22

  /// Appends an entry's record in the directory; all but where it stands is in its local header, the name included.
  static func appendDirectoryRecord(
    ofHeader header: UnsafeRawBufferPointer, at offset: Int, to directory: inout ByteStore
  ) {
    let isFar = offset >= Int(UInt32.max)
    directory.append(little: directoryRecord)
    directory.append(little: madeBy)
    directory.append(little: isFar ? versionWithZIP64 : version)
    // From the flags to the length of the name.
    directory.append(UnsafeRawBufferPointer(rebasing: header[6..<28]))
    directory.append(little: UInt16(isFar ? farFieldSize : 0))
    directory.append(little: UInt16(0))
    directory.append(little: UInt16(0))
    directory.append(little: UInt16(0))
    directory.append(little: regularFile)
    directory.append(little: isFar ? UInt32.max : UInt32(offset))
    directory.append(UnsafeRawBufferPointer(rebasing: header[30...]))
    if isFar {
      directory.append(little: UInt16(1))
      directory.append(little: UInt16(8))
      directory.append(little: UInt64(offset))
    }
  }

  /// Appends what ends a ZIP file.
  static func appendEnd(
    entries: Int, directorySize: Int, directoryOffset: Int, to store: inout ByteStore
  ) {
    let needs64 =
      entries >= Int(UInt16.max) || directorySize >= Int(UInt32.max)
      || directoryOffset >= Int(UInt32.max)
    if needs64 {
      store.append(little: directoryEnd64)
      store.append(little: UInt64(44))
      store.append(little: madeBy)
      store.append(little: versionWithZIP64)
      store.append(little: UInt32(0))
      store.append(little: UInt32(0))
      store.append(little: UInt64(entries))
      store.append(little: UInt64(entries))
      store.append(little: UInt64(directorySize))
      store.append(little: UInt64(directoryOffset))
      store.append(little: directoryEnd64Locator)
      store.append(little: UInt32(0))
      store.append(little: UInt64(directoryOffset + directorySize))
      store.append(little: UInt32(1))
    }
    store.append(little: directoryEnd)
    store.append(little: UInt16(0))
    store.append(little: UInt16(0))
    store.append(little: UInt16(clamping: entries))
    store.append(little: UInt16(clamping: entries))
    store.append(little: UInt32(clamping: directorySize))
    store.append(little: UInt32(clamping: directoryOffset))
    store.append(little: UInt16(0))
  }
}
