/// A text that a figure prints: UTF-8 that the caller formatted and keeps alive while the figure is written.
@frozen
public struct FigureText: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: a view of bytes that nobody changes while it is used.

  /// The bytes.
  public let bytes: UnsafeRawBufferPointer

  /// A view of bytes that must be UTF-8.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Literal text.
  @inlinable
  public init(_ text: StaticString) {
    bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// No text.
  public static var none: FigureText { FigureText(UnsafeRawBufferPointer(start: nil, count: 0)) }

  /// Whether there is nothing to print.
  @inlinable
  public var isEmpty: Bool { bytes.isEmpty }
}

extension FigureText {
  /// About how wide the text is, in units of `size`, the font's size.
  ///
  /// No font is at hand where figures are written; these are widths of system sans-serif fonts, a little generous,
  /// so that labels are thinned rather than overlap.
  func width(at size: Double) -> Double {
    var hundredths = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x00..<0x80:
        hundredths += Self.ascii(byte)
        index += 1
      case 0xCC, 0xCD:
        // Combining marks stand on what is before them.
        index += 2
      case 0xC0..<0xE0:
        hundredths += 60
        index += 2
      case 0xE0, 0xE1, 0xE2:
        hundredths += 60
        index += 3
      case 0xE3..<0xF0:
        hundredths += 100
        index += 3
      default:
        hundredths += byte >= 0xF0 ? 100 : 0
        index += byte >= 0xF0 ? 4 : 1
      }
    }
    return Double(hundredths) * size / 100
  }

  private static func ascii(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"), UInt8(ascii: "."),
      UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "|"), UInt8(ascii: ":"),
      UInt8(ascii: "I"):
      28
    case UInt8(ascii: " "), UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "t"),
      UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"):
      36
    case UInt8(ascii: "m"), UInt8(ascii: "w"), UInt8(ascii: "M"), UInt8(ascii: "W"),
      UInt8(ascii: "%"), UInt8(ascii: "@"):
      88
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): 70
    default: 62
    }
  }
}
