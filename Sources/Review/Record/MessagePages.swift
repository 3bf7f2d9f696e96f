import Communication
import Diagnostics
import Liquid

/// The texts of an e-mail or text message as pages that can be looked at, compared and explained.
///
/// What is compared is what a reader gets: the message's own bytes hold an identifier made of the whole template.
enum MessagePages {
  /// The pages of a message; none where the record does not get it.
  static func pages(
    of message: MessageOutput, texts: [ObjectIdentifier: MessageText],
    trees: [ObjectIdentifier: TraceRecorder.Pass]
  ) -> [ReviewedDocument.Page] {
    var pages: [ReviewedDocument.Page] = []
    let headers = headers(of: message, texts)
    for (role, program) in message.texts {
      let id = ObjectIdentifier(program)
      guard let text = texts[id], let pass = trees[id] else { continue }
      func page(_ name: String, _ fileName: String) -> ReviewedDocument.Page {
        var page = ReviewedDocument.Page(
          name: name, fileName: fileName, bytes: text.bytes, start: text.start,
          tree: TraceNode(of: pass).clipped(to: text.start...text.start + text.bytes.count),
          program: program)
        page.gate = gate(of: message, program)
        return page
      }
      switch role {
      case .html:
        var html = page(message.name, message.fileName)
        html.headers = headers
        html.pictures = message.pictures
        pages.append(html)
      case .text:
        var plain = page("\(message.name) as text", "\(message.fileName) as text")
        plain.isMailText = true
        pages.append(plain)
      case .sms: pages.append(page(message.name, message.fileName))
      default: continue
      }
    }
    return pages
  }

  /// The condition stands in `template.yaml`; it was compiled round each of the message's texts.
  static func gate(
    of message: MessageOutput, _ program: Program
  ) -> (group: SourceSpan, place: Diagnostic.Place)? {
    guard let presence = message.presence,
      let written = presence.tracePoints.first(where: { $0.isBranch }),
      let first = program.tracePoints.filter({ $0.file == 0 && $0.isBranch })
        .min(by: { $0.group.start < $1.group.start })
    else { return nil }
    return (first.group, presence.place(of: written))
  }

  private static func headers(
    of message: MessageOutput, _ texts: [ObjectIdentifier: MessageText]
  ) -> [ReviewedDocument.Header] {
    func words(_ role: MessageOutput.Role) -> String? {
      guard let program = message.texts.first(where: { $0.role == role })?.program,
        let text = texts[ObjectIdentifier(program)]
      else { return nil }
      return String(decoding: text.bytes, as: UTF8.self)
        .split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    }
    func mailbox(_ name: MessageOutput.Role, _ address: MessageOutput.Role) -> String? {
      words(address).map { address in words(name).map { "\($0) <\(address)>" } ?? address }
    }
    let fields = [
      ("From", mailbox(.fromName, .fromAddress)), ("To", mailbox(.toName, .toAddress)),
      ("Reply-To", mailbox(.replyName, .replyAddress)), ("Subject", words(.subject)),
      ("List-Unsubscribe", words(.unsubscribe)),
    ]
    return fields.compactMap { name, value in
      value.map { ReviewedDocument.Header(name: name, value: $0) }
    }
  }
}
