/// Names the field in which a JSON text goes wrong; for messages only.
enum JSONPlace {
  /// Longer keys are shown as `?`: they are data, not names.
  private static let longestName = 64

  private struct Level {
    var isArray: Bool
    var index = 0
    var key = ""
  }

  /// The path of the value around a byte, as `bill.lines[2].amount`.
  ///
  /// The text before the byte was found to be good. Keys that do not look like field names are shown as `?`,
  /// so that no message holds a customer's data.
  static func path(in text: UnsafeRawBufferPointer, upTo end: Int) -> String {
    var levels: [Level] = []
    var index = 0
    var lastString = 0..<0
    while index < min(end, text.count) {
      switch text[index] {
      case UInt8(ascii: "{"): levels.append(Level(isArray: false))
      case UInt8(ascii: "["): levels.append(Level(isArray: true))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","):
        if let last = levels.indices.last {
          levels[last].index += 1
          levels[last].key = ""
        }
      case UInt8(ascii: ":"):
        if let last = levels.indices.last { levels[last].key = name(text[lastString]) }
      case UInt8(ascii: "\""):
        let start = index + 1
        index = start
        while index < text.count, text[index] != UInt8(ascii: "\"") {
          index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        lastString = start..<min(max(index, start), text.count)
      default: break
      }
      index += 1
    }
    return describe(levels)
  }

  private static func describe(_ levels: [Level]) -> String {
    var path = ""
    for level in levels {
      if level.isArray {
        path += "[\(level.index)]"
      } else if !level.key.isEmpty {
        path += path.isEmpty ? level.key : ".\(level.key)"
      }
    }
    return path
  }

  private static func name(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isName = bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        return true
      default: return false
      }
    }
    let isShort = !bytes.isEmpty && bytes.count <= longestName
    return isName && isShort ? String(decoding: bytes, as: UTF8.self) : "?"
  }
}
