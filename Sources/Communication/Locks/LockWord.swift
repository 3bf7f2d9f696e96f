import Liquid

/// The word that opens a page, as both sides take it: capital letters and digits.
enum LockWord {
  /// Fewer letters and digits are guessed by hand.
  static let shortest = 4

  /// The word of a field; nil when it has fewer letters and digits, or something that people might type in several ways.
  static func word(_ value: Value, in arena: Arena) -> [UInt8]? {
    guard !value.isNil else { return nil }
    var word: [UInt8] = []
    for byte in value.text(in: arena).bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: word.append(byte)
      case 0x61...0x7A: word.append(byte - 0x20)
      // Space, hyphen, point, slash: the script leaves them out too.
      case 0x20, 0x2D, 0x2E, 0x2F: break
      default: return nil
      }
    }
    return word.count >= shortest ? word : nil
  }
}
