/// Reads the lines that this room writes, whose fields stand in one fixed order.
///
/// Not a JSON reader: anything but our own form is refused. Records reads JSON of others.
struct LineScanner {
  /// The line is not of our making.
  struct Malformed: Error {}

  private let bytes: UnsafeRawBufferPointer
  private(set) var at = 0

  /// Reads `bytes`, which outlive the scanner.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  /// Whether the next byte is `byte`; if so, steps over it.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Whether a literal comes next.
  func isNext(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return at + count <= bytes.count
      && (0..<count).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
  }

  /// Steps over a literal that must come next.
  mutating func expect(_ text: StaticString) throws(Malformed) {
    for offset in 0..<text.utf8CodeUnitCount {
      guard skip(text.utf8Start[offset]) else { throw Malformed() }
    }
  }

  /// A whole number from 0, without leading zeros.
  mutating func integer() throws(Malformed) -> Int {
    let start = at
    var value = 0
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = tens.addingReportingOverflow(Int(bytes[at] - 0x30))
      guard !overflow, !overflow2 else { throw Malformed() }
      value = sum
      at += 1
    }
    guard at > start, at == start + 1 || bytes[start] != 0x30 else { throw Malformed() }
    return value
  }

  /// A string's bytes, escapes undone.
  mutating func stringBytes() throws(Malformed) -> [UInt8] {
    guard skip(0x22) else { throw Malformed() }
    var value: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x22: return value
      case 0x5C: value.append(try escaped())
      // Written as escapes (RFC 8259, section 7): bare, they are what a torn write leaves.
      case 0x00...0x1F: throw Malformed()
      default: value.append(byte)
      }
    }
    throw Malformed()
  }

  /// A string.
  mutating func string() throws(Malformed) -> String {
    guard let text = String(validating: try stringBytes(), as: UTF8.self) else { throw Malformed() }
    return text
  }

  /// A string of 64 hexadecimal digits.
  mutating func digest() throws(Malformed) -> SHA256Digest {
    guard let digest = SHA256Digest(hex: try string()) else { throw Malformed() }
    return digest
  }

  /// `[item,item]`, perhaps with none.
  mutating func list<Item>(
    _ item: (inout LineScanner) throws(Malformed) -> Item
  ) throws(Malformed) -> [Item] {
    try expect("[")
    var items: [Item] = []
    if skip(0x5D) { return items }
    while true {
      items.append(try item(&self))
      if skip(0x5D) { return items }
      try expect(",")
    }
  }

  private mutating func escaped() throws(Malformed) -> UInt8 {
    guard at < bytes.count else { throw Malformed() }
    at += 1
    switch bytes[at - 1] {
    case 0x22: return 0x22
    case 0x5C: return 0x5C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x75:
      try expect("00")
      guard at + 2 <= bytes.count,
        let value = UInt8(
          String(decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + 2]), as: UTF8.self),
          radix: 16)
      else { throw Malformed() }
      at += 2
      return value
    default: throw Malformed()
    }
  }
}
