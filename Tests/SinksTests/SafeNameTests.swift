import Testing

@testable import Sinks

/// File names made from keys: safe, distinct also where case is not, reversible.
@Suite struct SafeNameTests {
  static func name(_ key: [UInt8]) -> String {
    var text = ByteStore()
    key.withUnsafeBytes { SafeName.append($0, digest: SHA256Digest(of: $0), to: &text) }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("bill-0001", "bill-0001"),
    ("INV-2024.7", "INV-2024.7=u"),
    ("Inv-a", "Inv-a=8"),
    ("iNvOiCe", "iNvOiCe=54"),
    ("../x", "%2e.%2fx"),
    ("a/b", "a%2fb"),
    ("", "%empty"),
    (".", "%2e"),
    ("..", "%2e%2e"),
    (".hidden", "%2ehidden"),
    ("x.", "x%2e"),
    ("x ", "x%20"),
    ("-rf", "%2drf"),
    ("CON", "%43ON=u"),
    ("con", "%63on"),
    ("nul.txt", "%6eul.txt"),
    ("com1", "%63om1"),
    ("com10", "com10"),
    ("console", "console"),
    ("lpt0.a.b", "%6cpt0.a.b"),
    ("a\nb", "a%0ab"),
    ("a\u{0}b", "a%00b"),
    ("a\u{202E}b", "a%e2%80%aeb"),
    ("50%=u", "50%25%3du"),
    ("%empty", "%25empty"),
    ("\u{E9}", "%c3%a9"),
    ("e\u{301}", "e%cc%81"),
  ])
  func ruleByExample(_ key: String, _ name: String) {
    #expect(Self.name(Array(key.utf8)) == name)
  }

  @Test func limitIsTwoHundredBytes() {
    let fits = [UInt8](repeating: 0x61, count: 200)
    #expect(Self.name(fits).utf8.count == 200)
    let cut = Self.name(fits + [0x61])
    #expect(cut.utf8.count == 194)
    #expect(cut.hasPrefix(String(repeating: "a", count: 128) + "=h"))
    // A pattern that does not fit any more cuts as well.
    let upper = Self.name([UInt8](repeating: 0x41, count: 199))
    #expect(upper.hasSuffix("=h" + SHA256Digest(of: 0x41, count: 199).hex))
    // No escape is cut in half: 42 whole ones are 126 bytes.
    let escapes = Self.name([UInt8](repeating: 0x2F, count: 300))
    #expect(escapes.hasPrefix(String(repeating: "%2f", count: 42) + "=h"))
  }

  @Test func namesOfMadeUpKeysAreReversible() throws {
    var random = SeededGenerator(seed: 4)
    let alphabet = Array("aAbBnN.cCoOuUlL-_=%h/ 01\u{0}\n".utf8) + [0xCC, 0x81, 0xE9]
    var keys: Set<[UInt8]> = []
    for _ in 0..<20_000 {
      let length = Int(random.next() % 9)
      keys.insert((0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }
    try expectSafe(keys)
  }

  @Test(
    .enabled(if: SharedData.hasCorpora, "BILLOW_SHARED names no folder with corpora"),
    arguments: ["blns/blns.txt", "xss-payloadbox/Intruder", "utf8tests", "fuzz-dictionaries"])
  func namesOfHostileKeysAreReversible(_ corpus: String) throws {
    let lines = try SharedData.lines(corpus)
    #expect(lines.count > 100)
    try expectSafe(Set(lines))
  }

  @Test func pathsAreMadeOfSafeParts() {
    #expect(DocumentPath.path(of: "abc") == "documents/ba7/abc")
    for name in ["index.html", "frames/0001.png", "a_b-c.d", "index.html.gz"] {
      #expect(DocumentPath.isSafeFileName(name))
    }
    let unsafe = [
      "", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/.b", "a./b", "-a", "a b", "a\\b", "é",
      "a\u{0}", String(repeating: "a", count: 201),
    ]
    for name in unsafe { #expect(!DocumentPath.isSafeFileName(name)) }
  }
}

extension SafeNameTests {
  /// Checks each key's name, and that none is another's even without case.
  private func expectSafe(_ keys: Set<[UInt8]>) throws {
    var owners: [String: [UInt8]] = [:]
    for key in keys {
      let name = Self.name(key)
      try #require(name.utf8.count <= SafeName.maximumLength)
      let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x25, 0x2D, 0x2E, 0x3D, 0x5F: true
        default: false
        }
      }
      try #require(isPlain && !name.hasPrefix(".") && !name.hasPrefix("-"))
      try #require(!name.hasSuffix(".") && !name.isEmpty)
      let folded = name.lowercased()
      let earlier = owners.updateValue(key, forKey: folded)
      try #require(earlier == nil, "\(name) stands for two keys")
      if let decoded = Self.key(ofFolded: folded) { try #require(decoded == key) }
    }
  }

  /// The key of a name whose case is lost; nil for a cut one.
  private static func key(ofFolded name: String) -> [UInt8]? {
    if name == "%empty" { return [] }
    let parts = name.split(separator: "=", omittingEmptySubsequences: false)
    let pattern = parts.count > 1 ? String(parts[1]) : nil
    if pattern?.hasPrefix("h") == true { return nil }
    let bits = pattern.map { digits in
      digits.flatMap { digit in
        (0..<4).map { (Int(String(digit), radix: 16) ?? 0) >> (3 - $0) & 1 == 1 }
      }
    }
    var key: [UInt8] = []
    var letter = 0
    let bytes = Array(parts[0].utf8)
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x25 {
        key.append(UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16) ?? 0)
        at += 3
        continue
      }
      let isLetter = bytes[at] >= 0x61 && bytes[at] <= 0x7A
      let isUpper = isLetter && pattern != nil && (pattern == "u" || bits?[letter] == true)
      key.append(isUpper ? bytes[at] - 0x20 : bytes[at])
      if isLetter { letter += 1 }
      at += 1
    }
    return key
  }
}

extension SHA256Digest {
  /// The digest of one byte repeated.
  init(of byte: UInt8, count: Int) {
    self = [UInt8](repeating: byte, count: count).withUnsafeBytes { SHA256Digest(of: $0) }
  }
}
