extension StandardFilters {
  /// URLs and Base64.
  static let encoding: [FilterRow] = [
    FilterRow(
      "url_encode", .string, to: .string, "Percent-encodes text for a URL; a space becomes +.",
      urlEncode),
    FilterRow(
      "url_decode", .string, to: .string, "Undoes `url_encode`.", urlDecode),
    FilterRow(
      "base64_encode", .string, to: .string, "Encodes text as Base64.", base64Encode),
    FilterRow(
      "base64_decode", .string, to: .string, "Decodes Base64.", base64Decode),
    FilterRow(
      "base64_url_safe_encode", .string, to: .string,
      "Encodes text as Base64 with - and _ for + and /.", base64URLSafeEncode),
    FilterRow(
      "base64_url_safe_decode", .string, to: .string,
      "Decodes Base64 with - and _ for + and /.", base64URLSafeDecode),
  ]

  static func urlEncode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    let text = try input.text(in: scope)
    let bytes = text.bytes
    var count = bytes.count
    var isChanged = false
    for byte in bytes where !isUnreserved(byte) {
      isChanged = true
      if byte != UInt8(ascii: " ") { count += 2 }
    }
    if !isChanged { return text.with([]) }
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    for byte in bytes {
      if isUnreserved(byte) {
        writer.append(byte)
      } else if byte == UInt8(ascii: " ") {
        writer.append(UInt8(ascii: "+"))
      } else {
        writer.append(UInt8(ascii: "%"))
        writer.append(hexadecimal(byte >> 4))
        writer.append(hexadecimal(byte & 0x0F))
      }
    }
    return writer.finish()
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isDigit || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }

  private static func value(ofHexadecimal byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte &- UInt8(ascii: "0") }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }

  static func urlDecode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    let bytes = try input.text(in: scope).bytes
    try scope.charge(bytes: bytes.count)
    var writer = ArenaWriter(scope.arena, capacity: bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%"), index + 1 < bytes.count,
        let high = value(ofHexadecimal: bytes[index]),
        let low = value(ofHexadecimal: bytes[index + 1])
      {
        writer.append(high << 4 | low)
        index += 2
      } else {
        writer.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    let result = writer.finish()
    guard UTF8Scanner.isValid(result.bytes) else {
      throw RenderFailure(.argument, "invalid byte sequence in UTF-8")
    }
    return result
  }

  static func base64Encode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Base64.standard.encode(input.text(in: scope), in: scope)
  }

  static func base64URLSafeEncode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Base64.urlSafe.encode(input.text(in: scope), in: scope)
  }

  static func base64Decode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    guard let text = try Base64.standard.decode(input.text(in: scope), in: scope) else {
      throw RenderFailure(.argument, "invalid base64 provided to base64_decode")
    }
    return text
  }

  static func base64URLSafeDecode(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    guard let text = try Base64.urlSafe.decode(input.text(in: scope), in: scope) else {
      throw RenderFailure(.argument, "invalid base64 provided to base64_url_safe_decode")
    }
    return text
  }
}
