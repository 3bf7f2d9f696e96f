import Diagnostics

/// How a YAML file spells a text: in a block, over lines or with escapes it is not the text's own bytes.
///
/// Lines are indented, folded and broken at will, so blanks are passed over on both sides; all else stands in order.
struct ScalarSpelling {
  private let bytes: [UInt8]
  private let style: UInt8?
  private var position: Int

  /// Of the scalar that begins at `origin`, with its quote or the sign of its block.
  init(_ bytes: [UInt8], from origin: Int) {
    self.bytes = bytes
    position = origin
    style = origin < bytes.count ? bytes[origin] : nil
    switch style {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): position += 1
    default: break
    }
  }

  /// Where a span of the text stands in the file; nil if the scalar is not that text.
  func place(_ span: SourceSpan, of text: some RandomAccessCollection<UInt8>) -> SourceSpan? {
    var rest = self
    var start: Int?
    var end = rest.position
    var offset = 0
    var left = text[...]
    while let byte = left.first {
      if Self.isBlank(byte) {
        left.removeFirst()
        offset += 1
        continue
      }
      guard let found = rest.next(), left.starts(with: found.text) else { return nil }
      left.removeFirst(found.text.count)
      if start == nil, offset + found.text.count > span.start { start = found.span.start }
      guard offset < span.end else { break }
      end = found.span.end
      offset += found.text.count
    }
    return SourceSpan(start ?? end, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// The next byte or escape that is not blank.
  private mutating func next() -> (text: [UInt8], span: SourceSpan)? {
    while position < bytes.count {
      let start = position
      guard let text = step() else { return nil }
      if !text.allSatisfy(Self.isBlank) { return (text, SourceSpan(start, position)) }
    }
    return nil
  }

  private mutating func step() -> [UInt8]? {
    let byte = bytes[position]
    let follower = position + 1 < bytes.count ? bytes[position + 1] : nil
    switch (style, byte) {
    case (UInt8(ascii: "\""), UInt8(ascii: "\\")):
      guard let follower else { return nil }
      position += 2
      return escape(follower)
    case (UInt8(ascii: "'"), UInt8(ascii: "'")):
      guard follower == byte else { return nil }
      position += 2
    case (UInt8(ascii: "\""), UInt8(ascii: "\"")): return nil
    default: position += 1
    }
    return [byte]
  }

  private static let digits: [Character: Int] = ["x": 2, "u": 4, "U": 8]
  /// Others stand for themselves.
  private static let named: [Character: Unicode.Scalar] = [
    "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
    "r": "\r", "e": "\u{1B}", "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
  ]

  private mutating func escape(_ letter: UInt8) -> [UInt8]? {
    let name = Character(Unicode.Scalar(letter))
    guard let count = Self.digits[name] else {
      return Self.named[name].map { Array(String($0).utf8) } ?? [letter]
    }
    let end = min(position + count, bytes.count)
    let hex = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end
    return UInt32(hex, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
  }
}
