import Channels
import Liquid

/// Renders one customer's e-mails and text messages after another; one a worker.
final class ChannelRenderer {
  private let plans: [ChannelPlan]
  private let template: String
  private let scratch: Scratch
  private let scope: FilterScope
  private var renderers: [ObjectIdentifier: Renderer] = [:]
  /// The texts of the last record's messages; noted only where a trace is.
  private(set) var texts: [MessageText] = []

  init(_ plans: [ChannelPlan], template: String, scratch: Scratch, scope: FilterScope) {
    self.plans = plans
    self.template = template
    self.scratch = scratch
    self.scope = scope
  }

  /// What a message is made for.
  struct Occasion {
    let record: Value
    let globals: [Value]
    /// The record's key.
    let key: String
    let asOf: AsOfDate
    let language: String
    /// Paints the poster of the record's film; nil where the run paints none.
    let poster: (() -> [UInt8]?)?
  }

  /// The messages of a record, in the template's order; nil for one that it does not get.
  ///
  /// Nothing of it stays in `scratch.output`.
  func messages(_ occasion: Occasion) throws(DocumentFailure) -> [DocumentMessage?] {
    var messages: [DocumentMessage?] = []
    texts.removeAll(keepingCapacity: true)
    for plan in plans {
      if let presence = plan.presence, try bytes(presence, occasion).isEmpty {
        messages.append(nil)
        continue
      }
      switch plan.kind {
      case .email(let email): messages.append(try self.email(email, plan, occasion))
      case .sms(let sms): messages.append(try self.sms(sms, plan, occasion))
      }
    }
    return messages
  }

  // MARK: E-mail

  private func email(
    _ email: ChannelPlan.Email, _ plan: ChannelPlan, _ occasion: Occasion
  ) throws(DocumentFailure) -> DocumentMessage {
    let name = plan.name
    let from = try mailbox(email.from, plan, "from", occasion)
    let to = try mailbox(email.to, plan, "to", occasion)
    let subject = try line(email.subject, occasion)
    if subject.isEmpty {
      throw .notSendable(
        code: "email-subject", message: "the subject of '\(name)' is empty for this record",
        place: plan.place(of: email.subject))
    }
    var message = EmailMessage(
      from: from, to: to, subject: subject, language: occasion.language,
      date: occasion.asOf.day.parts,
      identifier: identifier(email, name, occasion))
    if let replyTo = email.replyTo {
      message.replyTo = try mailbox(replyTo, plan, "reply_to", occasion)
    }
    if let unsubscribe = email.unsubscribe {
      message.unsubscribe = try address(unsubscribe, plan, occasion)
    }
    message.pictures = email.pictures
    if let place = email.poster, let file = occasion.poster?() {
      message.pictures[place] = EmailMessage.Picture(
        name: message.pictures[place].name, type: "image/png", file: file)
    }
    let text = try bytes(email.text, occasion)
    let html = try bytes(email.html, occasion)
    return DocumentMessage(
      name: name, fileName: plan.fileName, bytes: message.write(text: text, html: html),
      content: .email(fields: Self.fields(message), text: text, html: html))
  }

  /// What people see of a message's head.
  private static func fields(_ message: EmailMessage) -> [(name: String, text: String)] {
    func written(_ mailbox: Mailbox) -> String { "\(mailbox.name) <\(mailbox.address)>" }
    var fields = [("From", written(message.from)), ("To", written(message.to))]
    if let replyTo = message.replyTo { fields.append(("Reply-To", written(replyTo))) }
    fields.append(("Subject", message.subject))
    if !message.unsubscribe.isEmpty { fields.append(("List-Unsubscribe", message.unsubscribe)) }
    return fields + message.pictures.map { ("Picture", "\($0.name) \($0.type)") }
  }

  /// 32 digits that only this template, output, record and day have.
  private func identifier(
    _ email: ChannelPlan.Email, _ name: String, _ occasion: Occasion
  ) -> String {
    let parts = [template, name, occasion.key, occasion.asOf.description]
    let bytes = parts.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
    let digits = Array("0123456789abcdef".utf8)
    let hex = email.digest(bytes).prefix(16).flatMap {
      [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
    }
    return String(decoding: hex, as: UTF8.self)
  }

  private func mailbox(
    _ address: ChannelPlan.Address, _ plan: ChannelPlan, _ field: String, _ occasion: Occasion
  ) throws(DocumentFailure) -> Mailbox {
    var shown = ""
    if let program = address.name { shown = try line(program, occasion) }
    guard let mailbox = Mailbox(name: shown, address: try line(address.address, occasion)) else {
      throw .notSendable(
        code: "email-address",
        message: "'\(field)' of '\(plan.name)' is not an e-mail address of the form name@domain",
        place: plan.place(of: address.address))
    }
    return mailbox
  }

  /// Header lines end at 998 bytes (RFC 5322, section 2.1.1), the field's name and brackets included.
  private static let longestAddress = 900

  private func address(
    _ program: Program, _ plan: ChannelPlan, _ occasion: Occasion
  ) throws(DocumentFailure) -> String {
    let text = try line(program, occasion)
    // Who has no address that ends a mailing gets none.
    if text.isEmpty { return text }
    let isSafe =
      Self.leadsSomewhere(text)
      && text.utf8.count <= Self.longestAddress
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"\\".utf8.contains($0) }
    guard isSafe else {
      throw .notSendable(
        code: "email-unsubscribe",
        message: "'unsubscribe' of '\(plan.name)' is not an https or mailto address",
        place: plan.place(of: program))
    }
    return text
  }

  /// A host behind https, or somebody's address behind mailto.
  private static func leadsSomewhere(_ text: String) -> Bool {
    if text.hasPrefix("mailto:") {
      let address = text.dropFirst("mailto:".count).prefix { $0 != "?" }
      return Mailbox(address: String(address)) != nil
    }
    guard text.hasPrefix("https://") else { return false }
    let host = text.dropFirst("https://".count).prefix { !"/?#:".contains($0) }
    return host.contains { $0.isLetter || $0.isNumber }
  }

  // MARK: Text message

  private func sms(
    _ sms: ChannelPlan.SMS, _ plan: ChannelPlan, _ occasion: Occasion
  ) throws(DocumentFailure) -> DocumentMessage {
    let name = plan.name
    let bytes = try self.bytes(sms.page, occasion)
    let size = SMSText(String(decoding: bytes, as: UTF8.self))
    let place = plan.place(of: sms.page)
    if sms.isPlain, let other = size.firstOutsideGSM7 {
      let number = String(other.value, radix: 16, uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - number.count)) + number
      throw .notSendable(
        code: "sms-alphabet",
        message: "'\(name)' has characters outside GSM-7, U+\(code) first: replace them in the "
          + "page, or allow any alphabet", place: place)
    }
    if size.segments > sms.segments {
      throw .notSendable(
        code: "sms-too-long",
        message: "'\(name)' takes \(size.segments) messages (\(size.length) units of "
          + "\(size.encoding.rawValue)), and \(sms.segments) are allowed", place: place)
    }
    if size.segments == 0 {
      throw .notSendable(code: "sms-empty", message: "'\(name)' has no text", place: place)
    }
    return DocumentMessage(
      name: name, fileName: plan.fileName, bytes: bytes,
      content: .sms(
        alphabet: size.encoding.rawValue, length: size.length, segments: size.segments))
  }

  // MARK: Rendering

  private func bytes(
    _ program: Program, _ occasion: Occasion
  ) throws(DocumentFailure) -> [UInt8] {
    let renderer: Renderer
    if let known = renderers[ObjectIdentifier(program)] {
      renderer = known
    } else {
      renderer = Renderer(program, scratch: scratch, scope: scope)
      renderers[ObjectIdentifier(program)] = renderer
    }
    let start = scratch.output.count
    do throws(RenderError) {
      try renderer.render(occasion.record, globals: occasion.globals)
    } catch {
      throw .failed(error)
    }
    let result = Array(scratch.output.bytes[start...])
    scratch.output.truncate(to: start)
    guard let first = result.firstIndex(where: { $0 > 0x20 }),
      let last = result.lastIndex(where: { $0 > 0x20 })
    else { return [] }
    let text = Array(result[first...last])
    if scope.trace != nil {
      texts.append(MessageText(program: program, start: start + first, bytes: text))
    }
    return text
  }

  /// One line of text.
  private func line(_ program: Program, _ occasion: Occasion) throws(DocumentFailure) -> String {
    String(decoding: try bytes(program, occasion), as: UTF8.self)
      .split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
  }
}
