/// Header fields of a message (RFC 5322), with encoded words for what is not ASCII (RFC 2047).
struct HeaderText {
  private(set) var bytes: [UInt8] = []
  private var column = 0
  private var isFirst = false

  /// Lines are folded before they pass this.
  private static let foldsAt = 76
  /// An encoded word may have this many characters.
  private static let longestWord = 75

  /// Appends a field whose value is a sequence of words: folded between them, never inside.
  mutating func field(_ name: String, words: [String]) {
    start(name)
    for word in words { add(word) }
    end()
  }

  /// Appends a field of free text, such as a subject.
  mutating func field(_ name: String, text: String) {
    field(name, words: Self.words(of: text, after: name.utf8.count + 2))
  }

  /// Appends a field of one address, with a display name if there is one.
  mutating func field(_ name: String, mailbox: Mailbox) {
    field(
      name,
      words: mailbox.name.isEmpty
        ? [mailbox.address]
        : Self.phrase(mailbox.name, after: name.utf8.count + 2) + ["<\(mailbox.address)>"])
  }

  private mutating func start(_ name: String) {
    bytes += Array("\(name):".utf8)
    column = name.utf8.count + 1
    isFirst = true
  }

  private mutating func add(_ word: String) {
    let count = word.utf8.count
    // A first line without a word is lawful, and yet some programs stumble over it.
    if column + 1 + count > Self.foldsAt, !isFirst {
      bytes += [0x0D, 0x0A]
      column = 0
    }
    isFirst = false
    bytes.append(0x20)
    bytes += Array(word.utf8)
    column += count + 1
  }

  private mutating func end() {
    bytes += [0x0D, 0x0A]
    column = 0
  }

  // MARK: Words

  /// Free text as words; all of it encoded if a part must be, since spaces between encoded words vanish.
  ///
  /// The first word starts at `column`.
  static func words(of text: String, after column: Int = 0) -> [String] {
    let plain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("=?")
    let words = text.split(separator: " ").map(String.init)
    if plain, words.allSatisfy({ $0.utf8.count < longestWord - column }) { return words }
    return encoded(words, after: column)
  }

  /// A display name: atoms as they are, everything else encoded, so that nothing in it is read as an address.
  static func phrase(_ name: String, after column: Int = 0) -> [String] {
    let words = name.split(separator: " ").map(String.init)
    let isPlain = words.allSatisfy { $0.utf8.count < 60 && $0.utf8.allSatisfy(isAtom) }
    return isPlain ? words : encoded(words, after: column)
  }

  static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=^_`{|}~".utf8.contains(byte)
    }
  }

  /// Encoded words in UTF-8 and "Q", cut between words where that is possible and never inside a character.
  static func encoded(_ words: [String], after column: Int = 0) -> [String] {
    let open = "=?UTF-8?Q?"
    var done: [String] = []
    var word = ""
    func room() -> Int {
      (done.isEmpty ? min(longestWord, foldsAt - column) : longestWord)
        - open.utf8.count - 2 - word.utf8.count
    }
    func flush() {
      if !word.isEmpty { done.append("\(open)\(word)?=") }
      word = ""
    }
    for (index, text) in words.enumerated() {
      var pieces = text.unicodeScalars.map { encoded($0) }
      if index < words.count - 1 { pieces.append("_") }
      if pieces.reduce(0, { $0 + $1.utf8.count }) > room() { flush() }
      for piece in pieces {
        if piece.utf8.count > room() { flush() }
        word += piece
      }
    }
    flush()
    return done
  }

  private static func encoded(_ scalar: Unicode.Scalar) -> String {
    let isPlain =
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    if isPlain { return String(scalar) }
    let digits = Array("0123456789ABCDEF")
    return String(scalar).utf8.map { "=\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
  }
}

/// A name and an address.
public struct Mailbox: Sendable, Hashable {
  /// What a mail program shows; may be empty.
  public let name: String
  /// Such as `service@olvera.example`.
  public let address: String

  /// Makes a mailbox; nil where the address is not a plain one (dot-atom and domain, RFC 5321, 254 bytes).
  ///
  /// Control characters and line ends of the name become spaces: they can start no header.
  public init?(name: String = "", address: String) {
    guard Self.isAddress(address) else { return nil }
    self.address = address
    self.name = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  /// What stands behind the `@`.
  public var domain: String {
    String(address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...])
  }

  private static func isAddress(_ address: String) -> Bool {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, address.utf8.count <= 254, parts[0].utf8.count <= 64 else {
      return false
    }
    let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(HeaderText.isAtom) }) else {
      return false
    }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
              || byte == UInt8(ascii: "-")
          }
      }
  }
}
