import Diagnostics

/// What `template.yaml` says of e-mails and text messages.
struct ChannelManifest: Sendable {
  /// A text with Liquid in it.
  typealias Text = StoryboardManifest.Text

  /// A file of the template.
  struct File: Sendable {
    let path: String
    let span: SourceSpan
  }

  /// A picture inside an e-mail.
  struct Picture: Sendable {
    let name: String
    /// What it is, or is where the run paints no poster.
    let file: File
    /// Whether the poster of the customer's own film stands in its place.
    let isPoster: Bool
  }

  struct Address: Sendable {
    let name: Text?
    let address: Text
  }

  struct Email: Sendable {
    let html: File
    let text: File
    let from: Address
    let to: Address
    let replyTo: Address?
    let subject: Text
    let unsubscribe: Text?
    let pictures: [Picture]
  }

  struct SMS: Sendable {
    let page: File
    /// How many messages it may be billed as.
    let segments: Int
    /// Whether it must be in GSM-7's alphabet.
    let isPlain: Bool
  }

  enum Kind: Sendable {
    case email(Email)
    case sms(SMS)
  }

  let name: String
  let fileName: String
  let fileSpan: SourceSpan
  let span: SourceSpan
  /// When it is made; always where nil.
  let when: Text?
  /// Whether only runs that ask for such messages make it.
  let isOnRequest: Bool
  let kind: Kind
}

/// Reads an output that is an e-mail or a text message.
struct ChannelReader {
  let file: SourceFile
  let name: String
  var reader: ConfigReader

  init(_ name: String, _ reader: ConfigReader) {
    self.name = name
    self.reader = reader
    file = reader.file
  }

  /// As networks join them: more are not one message any more.
  private static let mostSegments = 10

  mutating func email(_ log: inout DiagnosticLog) -> ChannelManifest? {
    let html = file("email", &log)
    let text = file("text", &log)
    let fileName = fileName(ending: ".eml", &log)
    let from = neededAddress("from", &log)
    let to = neededAddress("to", &log)
    let replyTo = reader.node("reply_to").flatMap { address($0, &log) }
    let subject = self.text("subject", &log)
    if reader.node("subject") == nil { missing("subject", &log) }
    let unsubscribe = self.text("unsubscribe", &log)
    let when = self.text("when", &log)
    let isOnRequest = reader.truth("on_request", &log)
    let pictures = reader.mapping("pictures", &log).compactMap { picture($0, $1, &log) }
    reader.rejectOthers(&log)
    guard let html, let text, let fileName, let from, let to, let subject else { return nil }
    let email = ChannelManifest.Email(
      html: html, text: text, from: from, to: to, replyTo: replyTo, subject: subject,
      unsubscribe: unsubscribe, pictures: pictures)
    return ChannelManifest(
      name: name, fileName: fileName.name, fileSpan: fileName.span, span: reader.node.span,
      when: when, isOnRequest: isOnRequest, kind: .email(email))
  }

  /// `poster: assets/poster.png`, or `poster: { film: poster, otherwise: assets/poster.png }`.
  private func picture(
    _ key: ConfigNode, _ value: ConfigNode, _ log: inout DiagnosticLog
  ) -> ChannelManifest.Picture? {
    var source = value
    var isPoster = false
    if case .mapping = value.content {
      var parts = ConfigReader(value, in: file, log: &log)
      isPoster = parts.text("film", &log) == "poster"
      if !isPoster {
        problem("'film' is poster: the picture shown before playing", value.span, &log)
      }
      guard parts.text("otherwise", &log) != nil, let node = parts.node("otherwise") else {
        return nil
      }
      source = node
      parts.rejectOthers(&log)
    }
    guard let name = key.text, let path = source.text,
      TemplateManifest.isVariableName(name), path.hasSuffix(".png") || path.hasSuffix(".jpg")
    else {
      problem("a picture is a name and a .png or .jpg file", key.span, &log)
      return nil
    }
    if isPoster, !path.hasSuffix(".png") {
      problem("what stands for a poster is a .png file, as posters are", source.span, &log)
    }
    return ChannelManifest.Picture(
      name: name, file: ChannelManifest.File(path: path, span: source.span), isPoster: isPoster)
  }

  mutating func sms(_ log: inout DiagnosticLog) -> ChannelManifest? {
    let page = file("sms", &log)
    let fileName = fileName(ending: ".txt", &log)
    let when = text("when", &log)
    var segments = 1
    if let node = reader.node("segments") {
      if let text = node.text, let count = Int(text), (1...Self.mostSegments).contains(count) {
        segments = count
      } else {
        problem("'segments' is a number from 1 to \(Self.mostSegments)", node.span, &log)
      }
    }
    var isPlain = false
    if let node = reader.node("alphabet") {
      isPlain = node.text == "gsm-7"
      if !isPlain, node.text != "any" {
        problem("'alphabet' is gsm-7 or any", node.span, &log)
      }
    }
    let isOnRequest = reader.truth("on_request", &log)
    reader.rejectOthers(&log)
    guard let page, let fileName else { return nil }
    return ChannelManifest(
      name: name, fileName: fileName.name, fileSpan: fileName.span, span: reader.node.span,
      when: when, isOnRequest: isOnRequest,
      kind: .sms(ChannelManifest.SMS(page: page, segments: segments, isPlain: isPlain)))
  }

  // MARK: Parts

  private func problem(
    _ message: String, _ span: SourceSpan, _ log: inout DiagnosticLog, hint: String? = nil
  ) {
    log.add(ConfigReader.problem("config-channel", message, span, file, hint: hint))
  }

  private func missing(_ key: String, _ log: inout DiagnosticLog) {
    log.add(
      ConfigReader.problem("config-missing", "'\(key)' is missing here", reader.node.span, file))
  }

  private mutating func file(_ key: String, _ log: inout DiagnosticLog) -> ChannelManifest.File? {
    guard let path = reader.text(key, &log), let node = reader.node(key) else { return nil }
    return ChannelManifest.File(path: path, span: node.span)
  }

  private mutating func fileName(
    ending: String, _ log: inout DiagnosticLog
  ) -> (name: String, span: SourceSpan)? {
    guard let name = reader.text("as", &log), let node = reader.node("as") else { return nil }
    if !TemplateManifest.isSafeFileName(name) || !name.hasSuffix(ending) {
      problem("'\(name)' is not a plain file name that ends in \(ending)", node.span, &log)
    }
    return (name, node.span)
  }

  private mutating func text(
    _ key: String, _ log: inout DiagnosticLog
  ) -> ChannelManifest.Text? {
    reader.placedText(key, &log).map { .init(text: $0.text, span: $0.span) }
  }

  private mutating func neededAddress(
    _ key: String, _ log: inout DiagnosticLog
  ) -> ChannelManifest.Address? {
    guard let node = reader.node(key) else {
      missing(key, &log)
      return nil
    }
    return address(node, &log)
  }

  /// An address, or a name and an address.
  private func address(
    _ node: ConfigNode, _ log: inout DiagnosticLog
  ) -> ChannelManifest.Address? {
    if let text = node.text {
      return ChannelManifest.Address(name: nil, address: .init(text: text, span: node.span))
    }
    var parts = ConfigReader(node, in: file, log: &log)
    let address = parts.text("address", &log)
    let name = parts.optionalText("name", &log)
    let place = parts.node("address")?.span ?? node.span
    let namePlace = parts.node("name")?.span ?? node.span
    parts.rejectOthers(&log)
    guard let address else { return nil }
    return ChannelManifest.Address(
      name: name.map { .init(text: $0, span: namePlace) },
      address: .init(text: address, span: place))
  }
}
