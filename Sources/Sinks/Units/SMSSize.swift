/// How networks bill a text message, as the books keep it.
public struct SMSSize: Hashable, Sendable {
  /// `GSM-7` or `UCS-2`.
  public let alphabet: String
  /// In units of the alphabet.
  public let length: Int
  /// Messages that are billed.
  public let segments: Int

  /// Makes a size.
  public init(alphabet: String, length: Int, segments: Int) {
    self.alphabet = alphabet
    self.length = length
    self.segments = segments
  }
}

extension UnitOutput {
  /// Notes that the file added last is a text message.
  public func noteTextMessage(_ size: SMSSize) {
    // What is only counted keeps no files.
    guard form != .counted else { return }
    precondition(!files.isEmpty, "no file is there")
    files[files.count - 1].sms = size
  }
}

extension ByteStore {
  mutating func append(_ size: SMSSize) {
    append("{\"alphabet\":")
    append(json: size.alphabet)
    append(",\"length\":")
    append(decimal: size.length)
    append(",\"segments\":")
    append(decimal: size.segments)
    append("}")
  }
}

extension LineScanner {
  mutating func textMessage() throws(Malformed) -> SMSSize {
    try expect("{\"alphabet\":")
    let alphabet = try string()
    try expect(",\"length\":")
    let length = try integer()
    try expect(",\"segments\":")
    let segments = try integer()
    try expect("}")
    return SMSSize(alphabet: alphabet, length: length, segments: segments)
  }
}
