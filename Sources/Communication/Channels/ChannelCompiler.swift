import Channels
import Diagnostics
import Liquid

/// Compiles the texts of e-mails and text messages, each within its output's condition.
struct ChannelCompiler {
  let manifest: SourceFile
  let folder: TemplateFolder
  let snippets: Snippets
  let environment: Environment
  /// Whether the template has a storyboard.
  let hasFilm: Bool
  let digest: @Sendable ([UInt8]) -> [UInt8]
  var log = DiagnosticLog()
  /// The sources compiled, for the check against the schema.
  var sources: [PlacedSource] = []
  /// The same compiled, of the message that is being compiled.
  private var pieces: [StoryboardPiece] = []

  init(
    manifest: SourceFile, folder: TemplateFolder, snippets: Snippets, environment: Environment,
    hasFilm: Bool, digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.manifest = manifest
    self.folder = folder
    self.snippets = snippets
    self.environment = environment
    self.hasFilm = hasFilm
    self.digest = digest
  }

  mutating func plan(_ channel: ChannelManifest) -> ChannelPlan? {
    pieces = []
    let when = channel.when
    let presence = channel.when.flatMap { condition in
      let dot = ChannelManifest.Text(
        text: ".", span: SourceSpan(condition.span.start, condition.span.start))
      // The condition is what a presence is about: its own, where it only stands round other texts.
      return text(dot, when, ownsCondition: true)
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
      name: channel.name, fileName: channel.fileName, presence: presence,
      isOnRequest: channel.isOnRequest, kind: kind, pieces: pieces)
  }

  private mutating func email(_ email: ChannelManifest.Email, _ when: ChannelManifest.Text?)
    -> ChannelPlan.Email?
  {
    let html = page(email.html, as: .html, when)
    let text = page(email.text, as: .text, when)
    let from = address(email.from, when)
    let to = address(email.to, when)
    let replyTo = email.replyTo.flatMap { address($0, when) }
    let subject = self.text(email.subject, when)
    let unsubscribe = email.unsubscribe.flatMap { self.text($0, when) }
    let pictures = email.pictures.compactMap { picture($0.name, $0.file) }
    for picture in email.pictures where picture.isPoster && !hasFilm {
      report("the template has no storyboard whose poster this could be", picture.file.span)
    }
    guard let html, let text, let from, let to, let subject, !log.hasErrors else { return nil }
    return ChannelPlan.Email(
      html: html, text: text, from: from, to: to, replyTo: replyTo, subject: subject,
      unsubscribe: unsubscribe, pictures: pictures,
      poster: email.pictures.firstIndex(where: \.isPoster), digest: digest)
  }

  private mutating func address(
    _ address: ChannelManifest.Address, _ when: ChannelManifest.Text?
  ) -> ChannelPlan.Address? {
    let name = address.name.flatMap { text($0, when) }
    return text(address.address, when).map {
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
    let isPNG = file.path.hasSuffix(".png")
    let signature: [UInt8] =
      isPNG ? [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] : [0xFF, 0xD8, 0xFF]
    guard source.bytes.starts(with: signature) else {
      report("'\(file.path)' is no \(isPNG ? "PNG" : "JPEG") picture, as its name says", file.span)
      return nil
    }
    return EmailMessage.Picture(
      name: name, type: isPNG ? "image/png" : "image/jpeg", file: source.bytes)
  }

  // MARK: Pieces

  private mutating func report(_ message: String, _ span: SourceSpan) {
    log.add(
      Diagnostic(
        code: "config-page", message: message, place: .init(file: manifest, span: span)))
  }

  private mutating func page(
    _ file: ChannelManifest.File, as type: ContentType, _ when: ChannelManifest.Text?
  ) -> Program? {
    guard let source = folder.file(file.path) else {
      report("there is no page '\(file.path)'", file.span)
      return nil
    }
    let placed = PlacedSource(source, within: wrapping(when, isOwn: false))
    return compile(placed, as: type, of: source, placed.start, shift: placed.start)
  }

  private func wrapping(_ when: ChannelManifest.Text?, isOwn: Bool) -> Wrapping {
    var wrapping = Wrapping()
    if let when { wrapping.condition(when, of: manifest, isOwn: isOwn) }
    return wrapping
  }

  /// A text of `template.yaml`: the file with everything else blanked, and the output's condition round it.
  private mutating func text(
    _ text: ChannelManifest.Text, _ when: ChannelManifest.Text?, ownsCondition: Bool = false
  ) -> Program? {
    let placed = PlacedText(file: manifest, wrapping: wrapping(when, isOwn: ownsCondition))
      .source(text.text, at: text.span)
    guard ownsCondition, let condition = placed.parts.first else {
      return compile(
        placed, as: .text, of: manifest, placed.start, shift: placed.start - text.span.start)
    }
    return compile(
      placed, as: .text, of: manifest, condition.start - Wrapping.conditionTag.utf8.count,
      shift: condition.start - text.span.start)
  }

  private mutating func compile(
    _ placed: PlacedSource, as type: ContentType, of file: SourceFile, _ ownStart: Int, shift: Int
  ) -> Program? {
    sources.append(placed)
    do throws(DiagnosticsError) {
      let program = try Program.compile(
        placed.source, as: type, snippets: snippets, environment: environment)
      pieces.append(
        StoryboardPiece(
          scene: "", role: .text, program: program, file: file, ownStart: ownStart, shift: shift))
      return program
    } catch {
      // Nothing is compiled within a condition that is wrong.
      for finding in error.log.diagnostics {
        if let told = placed.placed(finding, keepsOthers: true) { log.add(told) }
      }
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
      environment: environment(readers, parts, traces: parts.traces),
      hasFilm: parts.manifest.storyboard != nil, digest: readers.sha256)
    parts.channels = parts.manifest.channels.compactMap { compiler.plan($0) }
    parts.channelSources = compiler.sources
    if compiler.log.hasErrors { parts.unread.insert(.texts) }
    log.add(contentsOf: compiler.log)
  }
}
