/// An e-mail or text message of one document, as it was made.
public struct DocumentMessage: Sendable {
  /// What it says, apart from how it is packed.
  public enum Content: Sendable {
    /// The fields of its head that people see, its pictures among them; its two parts, not encoded.
    case email(fields: [(name: String, text: String)], text: [UInt8], html: [UInt8])
    /// How networks bill it: alphabet (GSM-7 or UCS-2), length in the alphabet's units, messages.
    case sms(alphabet: String, length: Int, segments: Int)
  }

  /// Its name in `template.yaml`.
  public let name: String
  /// Its file in the document.
  public let fileName: String
  /// The file.
  public let bytes: [UInt8]
  /// What it says.
  public let content: Content
}

extension Communication {
  /// The texts of messages, compiled, in the order they are rendered.
  public var messagePieces: [StoryboardPiece] { channels.flatMap(\.pieces) }

  /// How many messages a document may have: as many files follow those of the pages.
  public var messageCount: Int { channels.count }

  /// A row for each e-mail, and for each text message one for every number of segments that it may take.
  static func counted(_ channels: [ChannelPlan]) -> [Counted] {
    channels.flatMap { channel in
      switch channel.kind {
      case .email: [Counted(kind: .message, name: channel.name, option: "")]
      case .sms(let sms):
        (1...sms.segments).map {
          Counted(kind: .message, name: channel.name, option: String($0))
        }
      }
    }
  }

  /// Adds what a document's messages count as; `start` is the index of their first row.
  func addCounted(_ messages: [DocumentMessage?], to list: inout [Int], from start: Int) {
    var row = start
    for (channel, message) in zip(channels, messages) {
      switch (channel.kind, message?.content) {
      case (.email, let content):
        if content != nil { list.append(row) }
        row += 1
      case (.sms(let sms), let content):
        if case .sms(_, _, let segments)? = content { list.append(row + segments - 1) }
        row += sms.segments
      }
    }
  }
}
