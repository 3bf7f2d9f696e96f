internal import Glibc

/// Where one run of bytes stands in another, in time linear in both whatever they hold.
enum ByteSearch {
  /// Bytes compared for each byte of text before the search takes the way that cannot be quadratic.
  private static let patience = 8

  /// The first occurrence at or after `start`; an empty needle is found at `start`.
  static func first(
    of needle: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard let wanted = needle.baseAddress, let lead = needle.first else {
      return start <= text.count ? start : nil
    }
    guard let base = text.baseAddress else { return nil }
    let end = text.count - needle.count
    var work = patience * (text.count - start)
    var index = start
    while index <= end {
      guard let found = first(lead, in: text, from: index), found <= end else { return nil }
      if memcmp(base + found, wanted, needle.count) == 0 { return found }
      work -= needle.count
      index = found + 1
      if work < 0 { return scan(for: needle, in: text, from: index, untilLast: false) }
    }
    return nil
  }

  /// The last occurrence; an empty needle is found at the end.
  static func last(
    of needle: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer
  ) -> Int? {
    guard let wanted = needle.baseAddress, let lead = needle.first else { return text.count }
    guard let base = text.baseAddress else { return nil }
    var work = patience * text.count
    var index = text.count - needle.count
    while index >= 0 {
      if text[index] == lead {
        if memcmp(base + index, wanted, needle.count) == 0 { return index }
        work -= needle.count
        if work < 0 { return scan(for: needle, in: text, from: 0, untilLast: true) }
      }
      index -= 1
    }
    return nil
  }

  /// The first `byte` at or after `start`.
  @inline(__always)
  static func first(_ byte: UInt8, in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < text.count, let base = text.baseAddress,
      let found = memchr(base + start, Int32(byte), text.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Knuth, Morris and Pratt's search.
  private static func scan(
    for needle: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer, from start: Int,
    untilLast: Bool
  ) -> Int? {
    var borders = [Int](repeating: 0, count: needle.count)
    var matched = 0
    for index in 1..<max(1, needle.count) {
      while matched > 0, needle[index] != needle[matched] { matched = borders[matched - 1] }
      if needle[index] == needle[matched] { matched += 1 }
      borders[index] = matched
    }
    matched = 0
    var found: Int?
    for index in start..<max(start, text.count) {
      while matched > 0, text[index] != needle[matched] { matched = borders[matched - 1] }
      if text[index] == needle[matched] { matched += 1 }
      if matched == needle.count {
        found = index + 1 - needle.count
        if !untilLast { return found }
        matched = borders[matched - 1]
      }
    }
    return found
  }
}
