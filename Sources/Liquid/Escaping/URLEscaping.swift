/// URLs (RFC 3986; https://url.spec.whatwg.org).
enum URLEscaping {
  /// Schemes that pass in links; a relative URL passes as well.
  private static let schemes: [StaticString] = ["https", "http", "mailto", "tel", "sms"]

  /// Percent-encodes all but unreserved characters and `kept`.
  ///
  /// Quotes and parentheses are always encoded, so that the result can stand in `url()` and any attribute.
  static func replacement(_ byte: UInt8, keeping kept: StaticString) -> (
    EscapeTable.Action, String
  )? {
    if ASCII.isAlphanumeric(byte) { return nil }
    for character in "-._~".utf8 where character == byte { return nil }
    for index in 0..<kept.utf8CodeUnitCount where kept.utf8Start[index] == byte { return nil }
    let digits = Array("0123456789abcdef")
    let encoded = "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    // Where `%` is data, as in a component, it is encoded; in a URL it may be an escape already.
    return (byte == 0x25 && kept.utf8CodeUnitCount > 0 ? .percent : .replace, encoded)
  }

  /// Whether a whole URL is relative or has a scheme that cannot run anything.
  static func isSafe(_ url: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < url.count {
      switch url[index] {
      case UInt8(ascii: ":"):
        let scheme = bytes(url, 0, index)
        return schemes.contains { ASCII.matches(scheme, $0) }
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
      default: index &+= 1
      }
    }
    return true
  }

  /// Whether it is a picture in a `data:` URL.
  static func isImageData(_ url: UnsafeRawBufferPointer) -> Bool {
    ASCII.hasPrefix(bytes(url, 0, url.count), "data:image/")
  }

  /// A part of raw bytes as bytes.
  static func bytes(
    _ raw: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    guard let base = raw.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: (base + start).assumingMemoryBound(to: UInt8.self), count: end - start)
  }
}
