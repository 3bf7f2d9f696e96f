import Channels
public import Liquid

/// An e-mail or text message among a template's outputs, for those who look at single records.
public struct MessageOutput: Sendable {
  /// What a text of a message is for.
  public enum Role: Sendable {
    case html, text, sms
  }

  /// Its name in `template.yaml`.
  public let name: String
  /// Its texts, and the programs that write them.
  public let texts: [(role: Role, program: Program)]
  /// The pictures inside it as `data:` addresses, by the names its HTML shows them with.
  public let pictures: [String: String]
  /// Prints something where a record gets it, nil where every record does; it stands round each text too.
  public let presence: Program?

  init(_ plan: ChannelPlan) {
    name = plan.name
    presence = plan.presence
    switch plan.kind {
    case .sms(let sms):
      texts = [(.sms, sms.page)]
      pictures = [:]
    case .email(let email):
      texts = [(.html, email.html), (.text, email.text)]
      pictures = Dictionary(
        email.pictures.map { picture in
          let base64 = picture.body.filter { $0 > 0x20 }
          return (
            picture.name, "data:\(picture.type);base64," + String(decoding: base64, as: UTF8.self)
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }
}

/// A text of a message as it was rendered.
public struct MessageText: Sendable {
  /// What wrote it.
  public let program: Program
  /// Where its first byte stood in the document's output: what a trace's offsets count from.
  public let start: Int
  /// The text, without white space at its ends.
  public let bytes: [UInt8]
}

extension Communication {
  /// The template's e-mails and text messages.
  public var messageOutputs: [MessageOutput] { channels.map { MessageOutput($0) } }
}

extension DocumentRenderer {
  /// The texts of the current record's messages; none unless the template was loaded with traces.
  public var messageTexts: [MessageText] { channels?.texts ?? [] }
}
