import Foundation

/// What of a page's bytes is what.
struct PageWeight {
  private(set) var styles = 0
  private(set) var drawings = 0
  private(set) var elements = 0

  init(_ bytes: [UInt8]) {
    styles = Self.inside(bytes, "<style", "</style>")
    drawings = Self.inside(bytes, "<svg", "</svg>")
    var isTag = false
    for byte in bytes {
      if isTag, (0x61...0x7A).contains(byte | 0x20) { elements += 1 }
      isTag = byte == UInt8(ascii: "<")
    }
  }

  private static func inside(_ bytes: [UInt8], _ start: String, _ end: String) -> Int {
    let data = Data(bytes)
    let (opener, closer) = (Data(start.utf8), Data(end.utf8))
    var total = 0
    var position = data.startIndex
    while let open = data.range(of: opener, in: position..<data.endIndex),
      let close = data.range(of: closer, in: open.upperBound..<data.endIndex)
    {
      total += close.upperBound - open.lowerBound
      position = close.upperBound
    }
    return total
  }
}
