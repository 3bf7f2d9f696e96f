/// Cuts bytes into words that look the same in a record and in a document.
///
/// A word is a run of ASCII letters and digits and of bytes over 0x7F, with two kinds of exception:
/// characters of the blocks Latin-1 Punctuation and General Punctuation divide words. ASCII letters and those of Latin-1 are made
/// small. Of documents, character references, `\u` and `\x` escapes and percent-encodings are undone, and a
/// tag divides words without being one, so that `<b>Maria</b> Rossi` reads `maria`, `rossi`.
struct WordScanner {
  /// All words, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Where each word ends in `bytes`.
  private(set) var ends: [Int] = []
  /// The mark that alone stands between each word and the one before it; 0 where there is more, or another.
  private(set) var marks: [UInt8] = []
  /// The mark right behind each word; 0 where there is none, or another.
  private(set) var followers: [UInt8] = []
  private var wordStart = 0
  private var nextMark: UInt8 = 0

  var count: Int { ends.count }

  subscript(word: Int) -> ArraySlice<UInt8> {
    bytes[(word == 0 ? 0 : ends[word - 1])..<ends[word]]
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    followers.removeAll(keepingCapacity: true)
    wordStart = 0
    nextMark = 0
  }

  /// Adds the words of a plain text.
  mutating func add(text: UnsafeRawBufferPointer) {
    var at = 0
    while at < text.count { at = take(text, at) }
    endWord()
  }

  /// Adds the words of a document: HTML, SVG, JSON or plain text, in which `<` begins no tag.
  mutating func add(document: UnsafeRawBufferPointer, hasTags: Bool = true) {
    var at = 0
    while at < document.count {
      switch document[at] {
      case 0x3C where hasTags: at = skipTagName(document, at)
      case 0x26: at = takeReference(document, at)
      case 0x5C: at = takeEscape(document, at)
      case 0x25: at = takePercent(document, at)
      default: at = take(document, at)
      }
    }
    endWord()
  }

  /// Takes the byte at `at`, which is no escape; where to go on.
  private mutating func take(_ text: UnsafeRawBufferPointer, _ at: Int) -> Int {
    let byte = text[at]
    if byte < 0x80 {
      put(byte)
      return at + 1
    }
    // U+0080 to U+00BF, U+2000 to U+207F: marks, signs and spaces.
    if byte == 0xC2 {
      endWord()
      return at + 2
    }
    if byte == 0xE2, at + 1 < text.count, text[at + 1] == 0x80 || text[at + 1] == 0x81 {
      endWord()
      return at + 3
    }
    bytes.append(byte)
    if byte == 0xC3, at + 1 < text.count {
      let second = text[at + 1]
      bytes.append(second >= 0x80 && second <= 0x9E && second != 0x97 ? second + 0x20 : second)
      return at + 2
    }
    return at + 1
  }

  private mutating func put(_ byte: UInt8) {
    switch byte {
    case 0x30...0x39, 0x61...0x7A: bytes.append(byte)
    case 0x41...0x5A: bytes.append(byte | 0x20)
    default: endWord(byte)
    }
  }

  private mutating func endWord(_ mark: UInt8 = 0) {
    guard bytes.count > wordStart else {
      nextMark = 0
      return
    }
    ends.append(bytes.count)
    marks.append(nextMark)
    followers.append(mark)
    wordStart = bytes.count
    nextMark = mark
  }

  private mutating func skipTagName(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    endWord()
    var at = start + 1
    while at < text.count {
      switch text[at] {
      case 0x2F, 0x21, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: at += 1
      default: return at
      }
    }
    return at
  }

  private mutating func takeReference(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    let end = min(text.count, start + 10)
    guard let close = text[start..<end].firstIndex(of: 0x3B) else {
      endWord()
      return start + 1
    }
    let name = text[(start + 1)..<close]
    guard name.first == 0x23 else {
      // &amp; &lt; &nbsp; and all others that are no letter: none is part of a word.
      if let scalar = LatinReference.scalar(of: name) { put(scalar: scalar) } else { endWord() }
      return close + 1
    }
    let digits = name.dropFirst()
    let isHex = digits.first == 0x78 || digits.first == 0x58
    put(scalar: Self.number(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10))
    return close + 1
  }

  private mutating func takeEscape(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    guard start + 1 < text.count else { return start + 1 }
    if text[start + 1] == 0x75, start + 6 <= text.count,
      let scalar = Self.number(text[(start + 2)..<(start + 6)], radix: 16)
    {
      // A letter outside of the Basic Multilingual Plane takes two.
      if (0xD800...0xDBFF).contains(scalar), start + 12 <= text.count,
        text[start + 6] == 0x5C, text[start + 7] == 0x75,
        let low = Self.number(text[(start + 8)..<(start + 12)], radix: 16),
        (0xDC00...0xDFFF).contains(low)
      {
        put(scalar: 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00))
        return start + 12
      }
      put(scalar: scalar)
      return start + 6
    }
    if text[start + 1] == 0x78, start + 4 <= text.count,
      let scalar = Self.number(text[(start + 2)..<(start + 4)], radix: 16)
    {
      put(scalar: scalar)
      return start + 4
    }
    endWord(text[start + 1] == 0x2F ? 0x2F : 0)
    return start + 2
  }

  private mutating func takePercent(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    guard let byte = Self.percent(text, start) else {
      endWord()
      return start + 1
    }
    // A letter's bytes together, so that it is made small, and a mark divides words.
    let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { letter in
      letter[0] = byte
      var count = 1
      while count < length, let next = Self.percent(text, start + 3 * count), next & 0xC0 == 0x80 {
        letter[count] = next
        count += 1
      }
      let taken = UnsafeRawBufferPointer(rebasing: letter[..<count])
      var at = 0
      while at < count { at = take(taken, at) }
      return start + 3 * count
    }
  }

  /// The byte that `%XX` stands for.
  private static func percent(_ text: UnsafeRawBufferPointer, _ at: Int) -> UInt8? {
    guard at + 3 <= text.count, text[at] == 0x25 else { return nil }
    return number(text[(at + 1)..<(at + 3)], radix: 16).map { UInt8($0) }
  }

  private mutating func put(scalar: UInt32?) {
    guard let scalar, let unicode = Unicode.Scalar(scalar) else { return endWord() }
    var utf8 = Array(String(unicode).utf8)
    utf8.withUnsafeMutableBytes { raw in
      var at = 0
      while at < raw.count { at = take(UnsafeRawBufferPointer(raw), at) }
    }
  }

  private static func number(
    _ digits: Slice<UnsafeRawBufferPointer>, radix: UInt32
  ) -> UInt32? {
    guard !digits.isEmpty, digits.count <= 7 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value * radix + UInt32(digit - 0x30)
      case 0x41...0x46 where radix == 16: value = value * 16 + UInt32(digit - 0x37)
      case 0x61...0x66 where radix == 16: value = value * 16 + UInt32(digit - 0x57)
      default: return nil
      }
    }
    return value
  }
}

/// A hash of words in order, made one word at a time (FNV-1a, with a mix at the end).
struct PhraseHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: ArraySlice<UInt8>) {
    for byte in word { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state = (state ^ 0x20) &* 0x0000_0100_0000_01B3
  }

  /// Evenly spread over 64 bits.
  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
