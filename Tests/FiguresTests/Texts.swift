import Figures

/// Keeps the bytes of texts alive for a test.
final class Texts {
  private var buffers: [UnsafeMutableRawBufferPointer] = []

  deinit { for buffer in buffers { buffer.deallocate() } }

  func callAsFunction(_ text: String) -> FigureText {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, text.utf8.count), alignment: 1)
    buffer.copyBytes(from: text.utf8)
    buffers.append(buffer)
    return FigureText(
      UnsafeRawBufferPointer(start: buffer.baseAddress, count: text.utf8.count))
  }
}

/// The bytes that a figure draws.
func drawn(_ draw: (inout SVGWriter) throws -> Void) rethrows -> [UInt8] {
  var svg = SVGWriter()
  try draw(&svg)
  return svg.withBytes { Array($0) }
}
