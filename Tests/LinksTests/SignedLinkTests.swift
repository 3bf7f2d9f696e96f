import Cryptography
import Testing

@testable import Links

/// Signed links: what passes, and that nothing else does.
@Suite struct SignedLinkTests {
  private let key = LinkKey([UInt8](repeating: 7, count: 32))
  private let next = LinkKey((0..<48).map { UInt8($0) })

  /// A link with a payment, good until `expires`.
  private func link(
    _ address: String = "https://pay.example.com/p", amount: String = "182.40",
    expires: Int64 = 1_780_000_000
  ) throws -> SignedLink {
    let payment = try #require(
      SignedLink.Payment(amount: amount, currency: "EUR", payee: "IT60X0542811101000000123456"))
    return SignedLink(
      address: try #require(LinkAddress(address)), expires: expires, reference: "INV 2026/1 é&=?",
      payment: payment)
  }

  @Test func saysWhatWasSigned() throws {
    let key = try #require(key)
    let link = try link()
    let url = link.url(signedWith: key)
    #expect(
      url.hasPrefix(
        "https://pay.example.com/p?k=\(key.id)&e=1780000000&r=INV%202026%2F1%20%C3%A9%26%3D%3F"
          + "&a=182.40&c=EUR&p=IT60X0542811101000000123456&s="))
    #expect(try LinkKeyring([key]).verify(url, now: 1_779_999_999) == link)
    let bare = SignedLink(address: link.address, expires: 5)
    #expect(try LinkKeyring([key]).verify(bare.url(signedWith: key), now: 4) == bare)
  }

  @Test func expiresAtItsSecond() throws {
    let key = try #require(key)
    let url = try link().url(signedWith: key)
    let ring = LinkKeyring([key])
    #expect(throws: Never.self) { try ring.verify(url, now: 1_779_999_999) }
    #expect(throws: LinkRefusal.expired) { try ring.verify(url, now: 1_780_000_000) }
  }

  @Test func twoKeysAreGoodWhileTheyChange() throws {
    let (old, new) = (try #require(key), try #require(next))
    #expect(old.id != new.id)
    let both = LinkKeyring([new, old])
    for key in [old, new] {
      #expect(throws: Never.self) { try both.verify(try link().url(signedWith: key), now: 0) }
    }
    #expect(throws: LinkRefusal.unknownKey) {
      try LinkKeyring([new]).verify(try link().url(signedWith: old), now: 0)
    }
  }

  @Test func everyFieldIsUnderTheSignature() throws {
    let key = try #require(key)
    let url = try link().url(signedWith: key)
    let changes = [
      ("pay.example.com", "pay.example.org"), ("/p?", "/q?"), ("e=1780000000", "e=1790000000"),
      ("2026", "2027"), ("182.40", "1.40"), ("EUR", "USD"), ("000123456", "000123457"),
    ]
    for (before, after) in changes {
      let forged = url.replacing(before, with: after)
      #expect(forged != url)
      #expect(throws: LinkRefusal.forged) { try LinkKeyring([key]).verify(forged, now: 0) }
    }
  }

  @Test func bytesCannotMoveFromFieldToField() throws {
    let key = try #require(key)
    let fields: [[[UInt8]]] = [[[1, 2], [3]], [[1], [2, 3]], [[1, 2, 3]], [[1, 2, 3], []]]
    #expect(Set(fields.map { key.code(.link, $0) }).count == fields.count)
    #expect(key.code(.page, [[1]]) != key.code(.link, [[1]]))
  }

  @Test func parametersThatAreDoubledUnknownOrMissing() throws {
    let key = try #require(key)
    let url = try link().url(signedWith: key)
    let ring = LinkKeyring([key])
    #expect(throws: LinkRefusal.doubled) { try ring.verify(url + "&a=182.40", now: 0) }
    #expect(throws: LinkRefusal.unknown) { try ring.verify(url + "&utm_source=mail", now: 0) }
    #expect(throws: LinkRefusal.unknown) {
      try ring.verify(url.replacing("?k=", with: "?K=1&k="), now: 0)
    }
    #expect(throws: LinkRefusal.incomplete) {
      try ring.verify(url.replacing("&a=182.40", with: ""), now: 0)
    }
    #expect(throws: LinkRefusal.incomplete) {
      try ring.verify(String(url.split(separator: "&s=")[0]), now: 0)
    }
  }

  @Test func onlyOneTextOfALinkPasses() throws {
    let key = try #require(key)
    let url = try link().url(signedWith: key)
    let others = [
      url + "#", url + "&", url.replacing("e=178", with: "e=0178"),
      url.replacing("%2F", with: "%2f"), url.replacing("%20", with: "+"),
      url.replacing("INV", with: "%49NV"), url.replacing("https", with: "HTTPS"), " " + url,
      url.replacing("&a=182.40&c=EUR", with: "&c=EUR&a=182.40"), url + "=", url + "\n",
    ]
    for other in others {
      #expect(other != url)
      #expect(throws: LinkRefusal.self, "\(other)") { try LinkKeyring([key]).verify(other, now: 0) }
    }
  }

  /// A hundred thousand changes of good links: characters replaced, left out, put in, swapped, and parts of two links joined.
  @Test func noMutationPasses() throws {
    let (old, new) = (try #require(key), try #require(next))
    let ring = LinkKeyring([old, new])
    let links = try ["1.00", "182.40", "99999999.99"].flatMap { amount in
      [
        try link(amount: amount).url(signedWith: old),
        try link(amount: amount).url(signedWith: new),
      ]
    }
    let good = Set(links)
    for url in links { #expect(throws: Never.self) { try ring.verify(url, now: 0) } }
    var random = SplitMix(state: 2026)
    let letters = Array("0123456789abcdefABCDEFGHIJKLXYZ-_.~%&=?/:#+ \u{e9}".utf8)
    var passed: [String] = []
    var tried = 0
    while tried < 100_000 {
      var bytes = Array(links[random.below(links.count)].utf8)
      for _ in 0...random.below(3) {
        let at = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes[at] = letters[random.below(letters.count)]
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(letters[random.below(letters.count)], at: at)
        case 3: bytes.swapAt(at, random.below(bytes.count))
        default:
          let other = Array(links[random.below(links.count)].utf8)
          bytes = Array(bytes[..<at]) + other[min(at, other.count)...]
        }
      }
      let url = String(decoding: bytes, as: UTF8.self)
      if good.contains(url) { continue }
      tried += 1
      if (try? ring.verify(url, now: 0)) != nil { passed.append(url) }
    }
    #expect(passed.isEmpty, "\(passed.prefix(3))")
  }

  @Test func addresses() {
    for good in [
      "https://a.example/", "https://a.example", "https://a.example:8443/b/c",
      "http://127.0.0.1:80/",
      "http://localhost/", "http://[::1]:9/x", "https://a.example:65535/",
      "https://a.example/%2F..b/c",
    ] { #expect(LinkAddress(good)?.description == good, "\(good)") }
    for bad in [
      "http://a.example/", "https:///x", "https://u@a.example/", "https://a.example/?q",
      "//a.example/",
      "https://a.example/#f", "javascript:alert(1)", "https://a example/", "https://a.example:/",
      "https://a.example:port/", "https://A.example/\u{e9}", "", "https://a.example/\"",
      "http://127.0.0.1.evil.example/", "https://x..example/", "https://.example/",
      "https://a.example/../p", "https://a.example/b/.", "https://a.example/%2E%2e/p",
      "https://a.example/%zz", "https://a.example/%2", "https://a.example/%",
      "https://a.example:65536/", "https://a.example:0/", "https://a.example:0443/",
    ] { #expect(LinkAddress(bad) == nil, "\(bad)") }
    #expect(LinkAddress("https://a.example:8443/b")?.origin == "https://a.example:8443")
  }

  /// Browsers ask for `/` of an address that has no path.
  @Test func anAddressWithoutAPathIsSignedWithOne() throws {
    let key = try #require(key)
    let url = try link("https://pay.example.com").url(signedWith: key)
    #expect(url.hasPrefix("https://pay.example.com/?k="))
    #expect(try LinkKeyring([key]).verify(url, now: 0).address.description.hasSuffix(".com/"))
    let bare = url.replacing(".com/?", with: ".com?")
    #expect(throws: LinkRefusal.malformed) { try LinkKeyring([key]).verify(bare, now: 0) }
  }

  @Test func amounts() {
    for good in ["1", "0.01", "182.40", "10", "123456789012.00"] {
      #expect(SignedLink.Payment(amount: good, currency: "EUR", payee: "x") != nil, "\(good)")
    }
    for bad in [
      "0", "0.00", "-1", "1.", ".5", "01", "1,00", "1e3", "", "1.2.3", "123456789012345678901",
    ] {
      #expect(SignedLink.Payment(amount: bad, currency: "EUR", payee: "x") == nil, "\(bad)")
    }
    for (amount, currency) in [("1.234", "KWD"), ("1.000", "JPY"), ("1", "JPY"), ("1.500", "EUR")] {
      #expect(SignedLink.Payment(amount: amount, currency: currency, payee: "x") != nil)
    }
    for (amount, currency) in [("182.405", "EUR"), ("1.2345", "KWD"), ("1.5", "JPY")] {
      #expect(SignedLink.Payment(amount: amount, currency: currency, payee: "x") == nil)
    }
    #expect(SignedLink.Payment(amount: "1", currency: "eur", payee: "x") == nil)
    #expect(SignedLink.Payment(amount: "1", currency: "EUR", payee: "") == nil)
  }
}

/// The same numbers each time (Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }
}
