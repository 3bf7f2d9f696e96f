/// Seals journal lines: each names the hash of the one before and ends in its own CRC-32C.
///
/// A line is `{<fields>,"previous":"<SHA-256 of the line before>","crc32c":"<8 hex>"}` and a
/// newline; the check covers all before `,"crc32c"`, the hash all of the line and its newline.
struct JournalChain {
  /// The hash of the last line sealed or read.
  private(set) var last = SHA256Digest.zero

  /// Appends a sealed line to `text`; `fields` writes what it says.
  mutating func append(to text: inout ByteStore, _ fields: (inout ByteStore) -> Void) {
    let start = text.count
    text.append("{")
    fields(&text)
    text.append(",\"previous\":\"")
    text.append(digest: last)
    text.append("\"")
    let check = CyclicCheck.castagnoli.value(of: text[start..<text.count])
    text.append(",\"crc32c\":\"")
    text.append(hex: check)
    text.append("\"}\n")
    last = SHA256Digest(of: text[start..<text.count])
  }

  /// Checks a line with its newline, and reads its fields; nil if anything at all is wrong.
  mutating func read<Fields>(
    _ line: UnsafeRawBufferPointer,
    _ fields: (inout LineScanner) throws(LineScanner.Malformed) -> Fields
  ) -> Fields? {
    var scanner = LineScanner(line)
    do throws(LineScanner.Malformed) {
      try scanner.expect("{")
      let value = try fields(&scanner)
      try scanner.expect(",\"previous\":")
      let previous = try scanner.digest()
      let check = CyclicCheck.castagnoli.value(
        of: UnsafeRawBufferPointer(rebasing: line[..<scanner.at]))
      try scanner.expect(",\"crc32c\":")
      let sealed = try scanner.string()
      try scanner.expect("}\n")
      var expected = ByteStore(capacity: 8)
      expected.append(hex: check)
      guard scanner.isAtEnd, previous == last, sealed.utf8.elementsEqual(expected.bytes) else {
        return nil
      }
      last = SHA256Digest(of: line)
      return value
    } catch {
      return nil
    }
  }
}
