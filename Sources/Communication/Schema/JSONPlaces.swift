import Diagnostics

/// Where the keys and elements of a JSON file stand, for messages about it.
///
/// Reads text that a JSON parser has accepted; of other text it reads as much as it understands.
struct JSONPlaces {
  struct Row {
    /// The keys from the top, unescaped; elements of lists by their number.
    let path: [String]
    /// The key with its quotation marks; an element's first byte.
    let span: SourceSpan
  }

  /// In the order of the file.
  private(set) var rows: [Row] = []
  private let bytes: [UInt8]
  private var position = 0

  /// Deeper files are not written by people.
  private static let deepest = 100

  init(_ file: SourceFile) {
    bytes = file.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    readValue([], depth: 0)
  }

  /// The place of a JSON pointer, or of the nearest thing above it.
  static func span(of pointer: String, in file: SourceFile) -> SourceSpan {
    let places = JSONPlaces(file)
    var path = Self.path(of: pointer)
    while !path.isEmpty {
      if let row = places.rows.first(where: { $0.path == path }) { return row.span }
      path.removeLast()
    }
    return SourceSpan(0, min(1, file.bytes.count))
  }

  /// The keys of a JSON pointer (RFC 6901).
  static func path(of pointer: String) -> [String] {
    pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
      .map { step in
        var name: [UInt8] = []
        var isEscape = false
        for byte in step {
          if isEscape {
            name.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
            isEscape = false
          } else if byte == UInt8(ascii: "~") {
            isEscape = true
          } else {
            name.append(byte)
          }
        }
        return String(decoding: name, as: UTF8.self)
      }
  }

  /// A key as a step of a JSON pointer.
  static func step(_ key: String) -> String {
    var out = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": out += "~0"
      case "/": out += "~1"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension JSONPlaces {
  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func readValue(_ path: [String], depth: Int) {
    skipSpace()
    guard position < bytes.count, depth < Self.deepest else {
      position = bytes.count
      return
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): readObject(path, depth: depth)
    case UInt8(ascii: "["): readArray(path, depth: depth)
    case UInt8(ascii: "\""): _ = readString()
    default:
      while position < bytes.count, ![0x2C, 0x7D, 0x5D].contains(bytes[position]) { position += 1 }
    }
  }

  private mutating func readObject(_ path: [String], depth: Int) {
    position += 1
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
      let start = position
      let key = readString()
      rows.append(Row(path: path + [key], span: SourceSpan(start, position)))
      skipSpace()
      guard take(":") else { break }
      readValue(path + [key], depth: depth + 1)
      skipSpace()
      guard take(",") else { break }
    }
    _ = take("}")
  }

  private mutating func readArray(_ path: [String], depth: Int) {
    position += 1
    var number = 0
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] != UInt8(ascii: "]") else { break }
      rows.append(Row(path: path + ["\(number)"], span: SourceSpan(position, position + 1)))
      readValue(path + ["\(number)"], depth: depth + 1)
      skipSpace()
      number += 1
      guard take(",") else { break }
    }
    _ = take("]")
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func readString() -> String {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        text += readEscape()
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    position = min(position + 1, bytes.count)
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func readEscape() -> [UInt8] {
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let unit = readHex()
      if unit & 0xFC00 == 0xD800, position + 1 < bytes.count, bytes[position] == 0x5C,
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = readHex()
        return scalar(0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF)
      }
      return scalar(unit)
    default: return [letter]
    }
  }

  private mutating func readHex() -> UInt32 {
    let end = min(position + 4, bytes.count)
    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end
    return UInt32(digits, radix: 16) ?? 0xFFFD
  }

  private func scalar(_ number: UInt32) -> [UInt8] {
    Array(String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8)
  }
}
