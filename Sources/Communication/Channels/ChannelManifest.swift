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
    let pictures: [(name: String, file: File)]
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
  let span: SourceSpan
  /// When it is made; always where nil.
  let when: Text?
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
    let subject = self.text("subject")
    if subject == nil { missing("subject", &log) }
    let unsubscribe = self.text("unsubscribe")
    let when = self.text("when")
    var pictures: [(name: String, file: ChannelManifest.File)] = []
    for (key, value) in reader.mapping("pictures", &log) {
      guard let name = key.text, let path = value.text,
        TemplateManifest.isVariableName(name), path.hasSuffix(".png") || path.hasSuffix(".jpg")
      else {
        problem("a picture is a name and a .png or .jpg file", key.span, &log)
        continue
      }
      pictures.append((name, ChannelManifest.File(path: path, span: value.span)))
    }
    reader.rejectOthers(&log)
    guard let html, let text, let fileName, let from, let to, let subject else { return nil }
    let email = ChannelManifest.Email(
      html: html, text: text, from: from, to: to, replyTo: replyTo, subject: subject,
      unsubscribe: unsubscribe, pictures: pictures)
    return ChannelManifest(
      name: name, fileName: fileName, span: reader.node.span, when: when, kind: .email(email))
  }

  mutating func sms(_ log: inout DiagnosticLog) -> ChannelManifest? {
    let page = file("sms", &log)
    let fileName = fileName(ending: ".txt", &log)
    let when = text("when")
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
    reader.rejectOthers(&log)
    guard let page, let fileName else { return nil }
    return ChannelManifest(
      name: name, fileName: fileName, span: reader.node.span, when: when,
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

  private mutating func fileName(ending: String, _ log: inout DiagnosticLog) -> String? {
    guard let name = reader.text("as", &log), let node = reader.node("as") else { return nil }
    if !TemplateManifest.isSafeFileName(name) || !name.hasSuffix(ending) {
      problem("'\(name)' is not a plain file name that ends in \(ending)", node.span, &log)
    }
    return name
  }

  private mutating func text(_ key: String) -> ChannelManifest.Text? {
    guard let node = reader.node(key), let text = node.text else { return nil }
    return .init(text: text, span: node.span)
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
