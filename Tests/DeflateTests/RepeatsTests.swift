import CRepeats
import Testing

@Suite struct RepeatsTests {
  /// Every end round the widths of the fast ways, at every alignment and distance of theirs.
  @Test func everyLengthIsFound() {
    var wrong: [String] = []
    let widths = [1, 16, 32, 64].filter { $0 <= repeats_widest() }
    Tools.tellMissing(of: [1, 16, 32, 64], beside: widths, "repeats of")
    for back in [1, 3, 4, 16, 31, 32, 33, 64, 100] {
      for start in [back, back + 1, back + 7] {
        for length in Array(0..<140) + [255, 256, 1000] {
          // Bytes that repeat every `back`, up to one that does not.
          var bytes = (0..<start + length + 200).map { UInt8($0 % back) }
          bytes[start + length] ^= 0x80
          bytes.withUnsafeBufferPointer { whole in
            guard let base = whole.baseAddress else { return }
            for limit in [length, length + 1, length + 90, max(0, length - 1)] {
              let expected = min(length, limit)
              let found =
                widths.map { repeats_length_by($0, base + start, back, limit) }
                + [repeats_length(base + start, back, limit)]
              if found.contains(where: { $0 != expected }) {
                wrong.append("\(back) \(start) \(length) \(limit): \(found)")
              }
            }
          }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }
}
