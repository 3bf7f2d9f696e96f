import Channels
import Diagnostics
import Liquid

/// Compiles the texts of e-mails and text messages, each within its output's condition.
struct ChannelCompiler {
  let manifest: SourceFile
  let folder: TemplateFolder
  let snippets: Snippets
  let environment: Environment
  let digest: @Sendable ([UInt8]) -> [UInt8]
  var log = DiagnosticLog()
  /// The sources compiled, for the check against the schema.
  var sources: [SourceFile] = []

  mutating func plan(_ channel: ChannelManifest) -> ChannelPlan? {
    let when = channel.when?.text
    let presence = channel.when.flatMap { condition in
      let dot = ChannelManifest.Text(
        text: ".", span: SourceSpan(condition.span.start, condition.span.start))
      return compile(placed(dot, when), as: .text)
    }
    if channel.when != nil, presence == nil { return nil }
    let kind: ChannelPlan.Kind?
    switch channel.kind {
    case .email(let email): kind = self.email(email, when).map { .email($0) }
    case .sms(let sms):
      kind = page(sms.page, as: .text, when).map {
        .sms(ChannelPlan.SMS(page: $0, segments: sms.segments, isPlain: sms.isPlain))
      }
    }
    guard let kind else { return nil }
    return ChannelPlan(
      name: channel.name, fileName: channel.fileName, presence: presence, kind: kind)
  }

  private mutating func email(_ email: ChannelManifest.Email, _ when: String?) -> ChannelPlan.Email?
  {
    let html = page(email.html, as: .html, when)
    let text = page(email.text, as: .text, when)
    let from = address(email.from, when)
    let to = address(email.to, when)
    let replyTo = email.replyTo.flatMap { address($0, when) }
    let subject = compile(placed(email.subject, when), as: .text)
    let unsubscribe = email.unsubscribe.flatMap { compile(placed($0, when), as: .text) }
    let pictures = email.pictures.compactMap { picture($0.name, $0.file) }
    guard let html, let text, let from, let to, let subject, !log.hasErrors else { return nil }
    return ChannelPlan.Email(
      html: html, text: text, from: from, to: to, replyTo: replyTo, subject: subject,
      unsubscribe: unsubscribe, pictures: pictures, digest: digest)
  }

  private mutating func address(
    _ address: ChannelManifest.Address, _ when: String?
  ) -> ChannelPlan.Address? {
    let name = address.name.flatMap { compile(placed($0, when), as: .text) }
    return compile(placed(address.address, when), as: .text).map {
      ChannelPlan.Address(name: name, address: $0)
    }
  }

  private mutating func picture(
    _ name: String, _ file: ChannelManifest.File
  ) -> EmailMessage.Picture? {
    guard let source = folder.file(file.path) else {
      report("there is no picture '\(file.path)'", file.span)
      return nil
    }
    return EmailMessage.Picture(
      name: name, type: file.path.hasSuffix(".png") ? "image/png" : "image/jpeg",
      file: source.bytes)
  }

  // MARK: Pieces

  private mutating func report(_ message: String, _ span: SourceSpan) {
    log.add(
      Diagnostic(
        code: "config-page", message: message, place: .init(file: manifest, span: span)))
  }

  private mutating func page(
    _ file: ChannelManifest.File, as type: ContentType, _ when: String?
  ) -> Program? {
    guard let source = folder.file(file.path) else {
      report("there is no page '\(file.path)'", file.span)
      return nil
    }
    guard let when else { return compile(source, as: type) }
    return compile(
      SourceFile(
        path: source.path,
        bytes: Array("{%- if \(when) -%}".utf8) + source.bytes + Array("{%- endif -%}".utf8)),
      as: type)
  }

  /// `template.yaml` with everything but one text blanked, and its condition round it.
  private func placed(_ text: ChannelManifest.Text, _ when: String?) -> SourceFile {
    PlacedText(
      file: manifest, opening: when.map { "{%- if \($0) -%}" } ?? "",
      closing: when == nil ? "" : "{%- endif -%}"
    ).source(text.text, at: text.span).source
  }

  private mutating func compile(_ source: SourceFile, as type: ContentType) -> Program? {
    sources.append(source)
    do throws(DiagnosticsError) {
      return try Program.compile(source, as: type, snippets: snippets, environment: environment)
    } catch {
      log.add(contentsOf: error.log)
      return nil
    }
  }
}

extension Communication {
  /// Makes the template's e-mails and text messages ready.
  static func loadChannels(
    _ folder: TemplateFolder, _ manifest: SourceFile, _ readers: TemplateReaders,
    _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    guard !parts.manifest.channels.isEmpty else { return }
    var compiler = ChannelCompiler(
      manifest: manifest, folder: folder,
      snippets: Snippets(folder.files(in: "snippets", ending: ".liquid")),
      environment: environment(readers, parts, traces: parts.traces), digest: readers.sha256)
    parts.channels = parts.manifest.channels.compactMap { compiler.plan($0) }
    parts.channelSources = compiler.sources
    log.add(contentsOf: compiler.log)
  }
}
