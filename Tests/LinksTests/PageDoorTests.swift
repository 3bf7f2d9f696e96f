import Cryptography
import Testing

@testable import Links

/// Locked pages: what opens them, and what their bytes are.
@Suite struct PageDoorTests {
  private func door(_ record: String = "INV-1", byte: UInt8 = 7) throws -> PageDoor {
    PageDoor(
      key: try #require(LinkKey([UInt8](repeating: byte, count: 32))), run: [1, 2, 3],
      record: Array(record.utf8), name: "name-of-\(record)")
  }

  private func seal(
    _ page: String, _ door: PageDoor, file: String = "index.html", word: String = "20121"
  ) -> PageDoor.Sealed {
    Array(page.utf8).withUnsafeBytes { door.seal($0, file: file, word: Array(word.utf8)) }
  }

  /// What the page's script does.
  private func open(
    _ sealed: PageDoor.Sealed, secret: String, word: String, file: String = "index.html"
  ) throws -> String? {
    let slow = KeyDerivation.slow(
      password: Array(word.utf8), salt: Array(sealed.salt.utf8), iterations: sealed.iterations)
    let key = KeyDerivation.expanded(
      slow, salt: try #require(Base64URL.bytes(of: secret)),
      purpose: Array("billow-seal-1/\(file)".utf8))
    return AESGCM.open(
      try #require(Base64URL.bytes(of: sealed.data)), key: key,
      nonce: try #require(Base64URL.bytes(of: sealed.nonce)),
      authenticating: Array("billow-seal-1/\(file)".utf8)
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func bothThingsAreNeeded() throws {
    let door = try door()
    let sealed = seal("<p>Ada owes 12</p>", door)
    #expect(try open(sealed, secret: door.secret, word: "20121") == "<p>Ada owes 12</p>")
    #expect(try open(sealed, secret: door.secret, word: "20122") == nil)
    #expect(try open(sealed, secret: try self.door("INV-2").secret, word: "20121") == nil)
    #expect(try open(sealed, secret: door.secret, word: "20121", file: "other.html") == nil)
    var changed = sealed
    changed.data = "A" + sealed.data.dropFirst()
    #expect(changed.data != sealed.data)
    #expect(try open(changed, secret: door.secret, word: "20121") == nil)
  }

  @Test func theSameEachTimeAndOtherForEachDocument() throws {
    let (one, two) = (try door("INV-1"), try door("INV-2"))
    let page = "<p>the same page</p>"
    #expect(seal(page, one).data == seal(page, one).data)
    let all = [
      seal(page, one), seal(page, two), seal(page + " ", one), seal(page, one, word: "20122"),
      seal(page, one, file: "b.html"), seal(page, try door("INV-1", byte: 8)),
    ]
    #expect(Set(all.map(\.nonce)).count == all.count)
    #expect(Set(all.map { String($0.data.prefix(24)) }).count == all.count)
  }

  /// RFC 5869, test case 1, and RFC 7914, section 11.
  @Test func derivationsAreThoseOfTheStandards() throws {
    let expanded = KeyDerivation.expanded(
      [UInt8](repeating: 0x0b, count: 22), salt: Corpora.bytes("000102030405060708090a0b0c"),
      purpose: Corpora.bytes("f0f1f2f3f4f5f6f7f8f9"))
    #expect(
      expanded
        == Corpora.bytes("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"))
    let slow = KeyDerivation.slow(
      password: Array("passwd".utf8), salt: Array("salt".utf8), iterations: 1)
    #expect(
      slow == Corpora.bytes("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"))
  }
}
