import CZlib
import Testing

@testable import Deflate

@Suite struct ChecksumsTests {
  /// Every length round the widths of the fast ways, at every alignment, against zlib and the plain ways.
  @Test func sumsEqualTheReferences() {
    Tools.tellMissing(of: [1, 16, 32, 64], beside: Checksums.widths, "Adler-32 of")
    var random = Random(seed: 5)
    let bytes = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let ones = [UInt8](repeating: 0xFF, count: 20_000)
    for source in [bytes, ones] {
      for length in Array(0..<200) + [255, 5551, 5552, 5553, 11_104, 19_980] {
        for start in [0, 1, 7, 15] {
          source.withUnsafeBytes { whole in
            let part = UnsafeRawBufferPointer(rebasing: whole[start..<start + length])
            let first = part.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let crc = UInt32(crc32(77, first, UInt32(length)))
            let adler = UInt32(adler32(0x1234_5678 % 65521, first, UInt32(length)))
            #expect(Checksums.crc32(part, after: 77) == crc)
            #expect(Checksums.portableCRC32(part, after: 77) == crc)
            #expect(Checksums.adler32(part, after: 0x1234_5678 % 65521) == adler)
            for width in Checksums.widths {
              #expect(
                Checksums.adler32(part, after: 0x1234_5678 % 65521, width: width) == adler,
                "\(length) bytes, \(width) wide")
            }
          }
        }
      }
    }
  }

  @Test func sumsOfPartsJoin() {
    var random = Random(seed: 6)
    let bytes = (0..<70_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    bytes.withUnsafeBytes { whole in
      for cut in [0, 1, 2, 100, 65_520, 65_521, 69_999, 70_000] {
        let first = UnsafeRawBufferPointer(rebasing: whole[..<cut])
        let second = UnsafeRawBufferPointer(rebasing: whole[cut...])
        let shift = Checksums.crcShift(over: second.count)
        #expect(
          Checksums.joined(Checksums.crc32(first), Checksums.crc32(second), shift: shift)
            == Checksums.crc32(whole))
        #expect(
          Checksums.joined(
            adler: Checksums.adler32(first), Checksums.adler32(second), count: second.count)
            == Checksums.adler32(whole))
      }
    }
  }
}
