import Testing

@testable import Sinks

/// Hashes and checks against their standards' own values.
@Suite struct ChecksumTests {
  @Test func sha256() {
    #expect(
      SampleRun.digest("abc").hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SampleRun.digest("").hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    var hasher = SHA256Hasher()
    for _ in 0..<2 {
      withBytes("a") { hasher.update($0) }
      withBytes("bc") { hasher.update($0) }
      #expect(hasher.finish() == SampleRun.digest("abc"))
    }
  }

  @Test func digestsAreReadBack() {
    let digest = SampleRun.digest("x")
    #expect(SHA256Digest(hex: digest.hex) == digest)
    #expect(SHA256Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(SHA256Digest(hex: digest.hex.uppercased()) == nil)
    #expect(SHA256Digest(hex: digest.hex.dropLast() + "g") == nil)
  }

  /// The value of "123456789" that every catalogue of these checks gives.
  @Test func cyclicChecks() {
    withBytes("123456789") { #expect(CyclicCheck.castagnoli.value(of: $0) == 0xE306_9283) }
    withBytes("123456789") { #expect(CyclicCheck.zip.value(of: $0) == 0xCBF4_3926) }
    // RFC 3720, appendix B.4: 32 bytes of zeros, of ones.
    let zeros = [UInt8](repeating: 0, count: 32)
    zeros.withUnsafeBytes { #expect(CyclicCheck.castagnoli.value(of: $0) == 0x8A91_36AA) }
    let ones = [UInt8](repeating: 0xFF, count: 32)
    ones.withUnsafeBytes { #expect(CyclicCheck.castagnoli.value(of: $0) == 0x62A8_AB43) }
  }

  @Test func cyclicChecksGoOn() {
    let bytes = (0..<100).map { UInt8($0) }
    bytes.withUnsafeBytes { all in
      let whole = CyclicCheck.zip.value(of: all)
      for cut in 0...100 {
        let first = CyclicCheck.zip.value(of: UnsafeRawBufferPointer(rebasing: all[..<cut]))
        let rest = UnsafeRawBufferPointer(rebasing: all[cut...])
        #expect(CyclicCheck.zip.value(of: rest, after: first) == whole)
      }
    }
  }

  @Test func keySumsForgetOrderButNotNumber() {
    let digests = ["a", "b", "c"].map { SampleRun.digest($0) }
    var forward = KeySum()
    for digest in digests { forward.add(digest) }
    var halves = KeySum()
    halves.add(digests[2])
    var rest = KeySum()
    rest.add(digests[1])
    rest.add(digests[0])
    halves.add(rest)
    #expect(forward == halves)
    var doubled = forward
    doubled.add(digests[0])
    doubled.add(digests[0])
    #expect(doubled != forward)
    var wrapped = KeySum(value: SHA256Digest(words: (.max, .max, .max, .max)))
    wrapped.add(SHA256Digest(words: (0, 0, 0, 1)))
    #expect(wrapped == KeySum())
  }
}
