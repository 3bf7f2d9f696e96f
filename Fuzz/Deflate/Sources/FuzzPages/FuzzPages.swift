import Deflate
import DeflateFuzzing

/// Any bytes as a page of one of sixteen templates: zlib must read the stream back, and it must keep its bound.
///
/// Making a template's program takes longer than a thousand pages of it, so the programs are made once, of bytes that are always
/// the same, and their encoders stay. A finding that only the pages before bring about is found again by the whole run.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPages(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzBytes(UnsafeBufferPointer(start: start, count: count))
  let template = templates[input.next() % templates.count]
  // Long pages take their time: one in sixty-four.
  let stretch = input.next() % 64 == 0 ? 256 : 2
  inflater.check(template.encoder, input.page(template.segments, stretch: stretch))
  return 0
}

/// libFuzzer calls from one thread.
nonisolated(unsafe) private let inflater = Inflater(windowBits: 31)
nonisolated(unsafe) private let templates = (1...16).map { Template(seed: UInt64($0)) }

private struct Template {
  let encoder: DeflateEncoder
  let segments: [[UInt8]]

  /// Odd seeds make text of a few letters, even ones of all bytes.
  init(seed: UInt64) {
    var state = seed
    let bytes = (0..<4096).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 33)
      return seed % 2 == 0 || state >> 60 == 0 ? byte : 97 + byte % 8
    }
    (encoder, segments) = bytes.withUnsafeBufferPointer { bytes in
      var input = FuzzBytes(bytes)
      let (program, segments) = input.program()
      return (DeflateEncoder(program), segments)
    }
  }
}
