import Communication
import Diagnostics
import Liquid

/// The texts of an e-mail or text message as pages that can be looked at, compared and explained.
///
/// What is compared is what a reader gets: the message's own bytes hold an identifier made of the whole template.
enum MessagePages {
  /// The pages of a message; none where the record does not get it.
  static func pages(
    of message: DocumentMessage, _ output: MessageOutput, texts: [ObjectIdentifier: MessageText],
    trees: [ObjectIdentifier: TraceRecorder.Pass]
  ) -> [ReviewedDocument.Page] {
    var pages: [ReviewedDocument.Page] = []
    let headers = headers(of: message)
    for (role, program) in output.texts {
      let id = ObjectIdentifier(program)
      guard let text = texts[id], let pass = trees[id] else { continue }
      func page(_ name: String, _ fileName: String) -> ReviewedDocument.Page {
        var page = ReviewedDocument.Page(
          name: name, fileName: fileName, bytes: text.bytes, start: text.start,
          tree: TraceNode(of: pass).clipped(to: text.start...text.start + text.bytes.count),
          program: program)
        page.gate = gate(of: output, program)
        return page
      }
      switch role {
      case .html:
        var html = page(message.name, message.fileName)
        html.headers = headers
        html.pictures = output.pictures
        pages.append(html)
      case .text:
        var plain = page("\(message.name) as text", "\(message.fileName) as text")
        plain.isMailText = true
        pages.append(plain)
      case .sms: pages.append(page(message.name, message.fileName))
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

  private static func headers(of message: DocumentMessage) -> [ReviewedDocument.Header] {
    guard case .email(let fields, _, _) = message.content else { return [] }
    // Pictures are seen in the page.
    return fields.filter { $0.name != "Picture" }
      .map { ReviewedDocument.Header(name: $0.name, value: $0.text) }
  }
}
