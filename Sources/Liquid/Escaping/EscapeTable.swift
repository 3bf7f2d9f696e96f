/// For each byte what to write instead, language and wrapping in one.
struct EscapeTable {
  /// What a byte needs.
  enum Action: UInt32 {
    case copy
    case replace
    /// `%`: kept in front of two hexadecimal digits.
    case percent
    /// 0xE2: U+2028 and U+2029 are line ends in a script.
    case lineSeparator
    /// A CSS escape: a space follows where a hexadecimal digit or space would be swallowed.
    case cssEscape
    /// 0xEF: U+FFFE and U+FFFF are no XML characters.
    case nonCharacter
    /// The same, as an escape whose last digit is the character's.
    case escapedNonCharacter
    /// The same as a CSS escape, with its space.
    case cssNonCharacter
  }

  /// By byte: action in bits 0...7, length in 8...15, offset into `text` in 16...31.
  let entries: UnsafeMutablePointer<UInt32>
  /// All replacements, one after the other.
  let text: UnsafeMutablePointer<UInt8>
  /// Whether every byte is copied: trusted text that nothing stands round.
  private let copiesAll: Bool

  /// Never freed: tables live as long as the process.
  init(
    _ wrapping: Escaper.Wrapping, keepingAmpersand: Bool = false,
    _ replacement: (UInt8) -> (Action, String)?
  ) {
    entries = .allocate(capacity: 256)
    var all: [UInt8] = []
    for byte in 0...255 as ClosedRange<UInt8> {
      var action = Action.copy
      var result = ""
      if let found = replacement(byte) {
        (action, result) = found
      } else if byte < 0x80 {
        result = String(UnicodeScalar(byte))
      }
      if !(keepingAmpersand && byte == 0x26) {
        result = EscapeTable.wrap(result, wrapping)
      } else if wrapping == .nested {
        result = EscapeTable.wrap(result, .quoted)
      }
      if action == .copy, byte < 0x80, result != String(UnicodeScalar(byte)) { action = .replace }
      entries[Int(byte)] =
        action.rawValue | UInt32(result.utf8.count) << 8 | UInt32(all.count) << 16
      all += Array(result.utf8)
    }
    copiesAll = (0..<256).allSatisfy { [entries] in
      entries[$0] & 0xFF == Action.copy.rawValue
    }
    text = .allocate(capacity: all.count)
    text.initialize(from: all, count: all.count)
  }

  /// The text as it must stand in the wrapping.
  static func wrap(_ text: String, _ wrapping: Escaper.Wrapping) -> String {
    switch wrapping {
    case .bare: return text
    case .quoted: return text.unicodeScalars.map(reference).joined()
    case .nested: return wrap(wrap(text, .quoted), .quoted)
    case .unquoted:
      return text.unicodeScalars.map { scalar in
        switch scalar {
        case "\t", "\n", "\u{B}", "\u{C}", "\r", " ", "=", "`": "&#\(scalar.value);"
        default: reference(scalar)
        }
      }.joined()
    }
  }

  private static func reference(_ scalar: UnicodeScalar) -> String {
    switch scalar {
    case "\0": "\u{FFFD}"
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&#34;"
    case "'": "&#39;"
    default: String(scalar)
    }
  }

  /// Writes `bytes` with every byte treated.
  func write(_ bytes: UnsafeRawBufferPointer, to output: Output) {
    guard let start = bytes.baseAddress else { return }
    if copiesAll { return output.append(start, count: bytes.count) }
    var copied = 0
    var index = 0
    var probe = 0
    while index < bytes.count {
      if index >= probe {
        // Eight bytes that are all copied take one branch; where one is not, they are looked at one by one.
        while index &+ 8 <= bytes.count, copiesEight(start + index) { index &+= 8 }
        if index == bytes.count { break }
        probe = index &+ 8
      }
      let entry = entries[Int(bytes[index])]
      if entry & 0xFF == Action.copy.rawValue {
        index &+= 1
        continue
      }
      let taken = special(entry, bytes, index)
      guard taken > 0 else {
        index &+= 1
        continue
      }
      if index > copied { output.append(start + copied, count: index &- copied) }
      put(entry, bytes, index, taken, to: output)
      index &+= taken
      copied = index
    }
    if index > copied { output.append(start + copied, count: index &- copied) }
  }

  @inline(__always)
  private func copiesEight(_ start: UnsafeRawPointer) -> Bool {
    var word = start.loadUnaligned(as: UInt64.self)
    var actions: UInt32 = 0
    for _ in 0..<8 {
      actions |= entries[Int(truncatingIfNeeded: word & 0xFF)]
      word &>>= 8
    }
    return actions & 0xFF == Action.copy.rawValue
  }

  /// How many bytes the replacement stands for; 0 when the byte is kept after all.
  @inline(__always)
  private func special(_ entry: UInt32, _ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    switch Action(rawValue: entry & 0xFF) {
    case .percent:
      return index + 2 < bytes.count && ASCII.isHex(bytes[index + 1])
        && ASCII.isHex(bytes[index + 2]) ? 0 : 1
    case .lineSeparator:
      return index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        ? 3 : 0
    case .nonCharacter, .escapedNonCharacter, .cssNonCharacter:
      return index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE ? 3 : 0
    default: return 1
    }
  }

  @inline(__always)
  private func put(
    _ entry: UInt32, _ bytes: UnsafeRawBufferPointer, _ index: Int, _ taken: Int,
    to output: Output
  ) {
    output.append(text + Int(entry >> 16), count: Int(entry >> 8 & 0xFF))
    switch Action(rawValue: entry & 0xFF) {
    case .lineSeparator: output.append(bytes[index + 2] & 1 == 0 ? 0x38 : 0x39)
    case .escapedNonCharacter: putLastDigit(bytes, index, to: output)
    case .cssNonCharacter:
      putLastDigit(bytes, index, to: output)
      endCSSEscape(bytes, index + 3, to: output)
    case .cssEscape: endCSSEscape(bytes, index + 1, to: output)
    default: break
    }
  }

  private func putLastDigit(_ bytes: UnsafeRawBufferPointer, _ index: Int, to output: Output) {
    output.append(UInt8(ascii: bytes[index + 2] & 1 == 0 ? "e" : "f"))
  }

  private func endCSSEscape(_ bytes: UnsafeRawBufferPointer, _ next: Int, to output: Output) {
    guard next == bytes.count || ASCII.isHex(bytes[next]) || ASCII.isSpace(bytes[next]) else {
      return
    }
    // The space's own entry is how a space looks in this wrapping.
    let space = entries[0x20]
    output.append(text + Int(space >> 16), count: Int(space >> 8 & 0xFF))
  }
}
