/// An e-mail ready to be handed to a mailing system: text and HTML of one message, and pictures inside it.
///
/// Nothing in it comes from a clock or a random number: the same message has the same bytes. It holds no
/// envelope; whoever sends it signs it (DKIM) and knows where bounces go.
public struct EmailMessage: Sendable {
  /// A picture that the HTML shows as `cid:NAME`; as it is sent, the name becomes an identifier of this message's own.
  public struct Picture: Sendable {
    /// Its name: letters, digits and `_`.
    public let name: String
    /// Such as `image/png`.
    public let type: String
    /// Its part's body: base64 in lines, made once (`base64Lines`).
    public let body: [UInt8]

    /// Makes a picture of a file's bytes.
    public init(name: String, type: String, file: [UInt8]) {
      self.name = name
      self.type = type
      body = EmailMessage.base64Lines(of: file)
    }
  }

  /// Who writes.
  public var from: Mailbox
  /// Whom it is for.
  public var to: Mailbox
  /// Where answers go; nil for who writes.
  public var replyTo: Mailbox?
  /// What a mail program shows first.
  public var subject: String
  /// An address that ends the mailing: https, at one click (RFC 8058), or mailto (RFC 2369); empty for none.
  public var unsubscribe = ""
  /// A BCP 47 tag.
  public var language: String
  /// The date as `YYYY-MM-DD`; the message says midnight UTC.
  public var date: (year: Int, month: Int, day: Int)
  /// 32 hexadecimal digits that only this message has: its id and boundaries are made of them.
  public var identifier: String
  /// The pictures inside it.
  public var pictures: [Picture] = []

  /// Makes a message without pictures.
  public init(
    from: Mailbox, to: Mailbox, subject: String, language: String,
    date: (year: Int, month: Int, day: Int), identifier: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.language = language
    self.date = date
    self.identifier = identifier
  }

  /// Appends the message (RFC 5322, RFC 2045 to 2047), with CRLF at line ends.
  public func write(text: some Collection<UInt8>, html: some Collection<UInt8>) -> [UInt8] {
    var output = headers()
    let outer = boundary("a")
    part(outer, "text/plain; charset=utf-8", &output)
    QuotedPrintable.append(text, to: &output)
    if pictures.isEmpty {
      part(outer, "text/html; charset=utf-8", &output)
      QuotedPrintable.append(html, to: &output)
    } else {
      let inner = boundary("r")
      line("--\(outer)", &output)
      line("Content-Type: multipart/related; type=\"text/html\";", &output)
      line(" boundary=\"\(inner)\"", &output)
      line("", &output)
      part(inner, "text/html; charset=utf-8", &output)
      QuotedPrintable.append(withContentIDs(html), to: &output)
      for picture in pictures { self.picture(picture, inner, &output) }
      line("--\(inner)--", &output)
    }
    line("--\(outer)--", &output)
    return output
  }

  private func headers() -> [UInt8] {
    var header = HeaderText()
    header.field("From", mailbox: from)
    header.field("To", mailbox: to)
    if let replyTo { header.field("Reply-To", mailbox: replyTo) }
    header.field("Subject", text: subject)
    header.field("Date", words: [Self.written(date)])
    header.field("Message-ID", words: ["<\(identifier)@\(from.domain)>"])
    if !unsubscribe.isEmpty {
      header.field("List-Unsubscribe", words: ["<\(unsubscribe)>"])
      if unsubscribe.hasPrefix("https:") {
        header.field("List-Unsubscribe-Post", words: ["List-Unsubscribe=One-Click"])
      }
    }
    // Nobody's holiday reply should answer a bill (RFC 3834).
    header.field("Auto-Submitted", words: ["auto-generated"])
    header.field("Content-Language", words: [language])
    header.field("MIME-Version", words: ["1.0"])
    header.field(
      "Content-Type", words: ["multipart/alternative;", "boundary=\"\(boundary("a"))\""])
    return header.bytes + [0x0D, 0x0A]
  }

  /// "=_" can stand in no quoted-printable and no base64 text, so no body holds a boundary.
  private func boundary(_ letter: String) -> String { "=_\(identifier)_\(letter)" }

  private func part(_ boundary: String, _ type: String, _ output: inout [UInt8]) {
    line("--\(boundary)", &output)
    line("Content-Type: \(type)", &output)
    line("Content-Transfer-Encoding: quoted-printable", &output)
    line("", &output)
  }

  private func picture(_ picture: Picture, _ boundary: String, _ output: inout [UInt8]) {
    line("--\(boundary)", &output)
    line("Content-Type: \(picture.type)", &output)
    line("Content-Transfer-Encoding: base64", &output)
    line("Content-ID: <\(contentID(picture))>", &output)
    line("Content-Disposition: inline;", &output)
    line(" filename=\"\(picture.name).\(picture.type == "image/png" ? "png" : "jpg")\"", &output)
    line("", &output)
    output += picture.body
  }

  /// A msg-id (RFC 2392), as no other message has it.
  private func contentID(_ picture: Picture) -> String {
    "\(picture.name).\(identifier)@\(from.domain)"
  }

  /// The HTML, its addresses `cid:NAME` as the pictures' identifiers.
  private func withContentIDs(_ html: some Collection<UInt8>) -> [UInt8] {
    let scheme = Array("cid:".utf8)
    let html = Array(html)
    var output: [UInt8] = []
    output.reserveCapacity(html.count + 128)
    var index = 0
    while index < html.count {
      output.append(html[index])
      index += 1
      guard output.last == UInt8(ascii: ":"), output.suffix(scheme.count).elementsEqual(scheme)
      else { continue }
      let name = html[index...].prefix(while: Self.isOfName)
      guard let picture = pictures.first(where: { name.elementsEqual($0.name.utf8) }) else {
        continue
      }
      output += Array(contentID(picture).utf8)
      index = name.endIndex
    }
    return output
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private func line(_ text: String, _ output: inout [UInt8]) {
    output += Array(text.utf8)
    output += [0x0D, 0x0A]
  }
}

extension EmailMessage {
  /// `Tue, 31 Mar 2026 00:00:00 +0000`.
  static func written(_ date: (year: Int, month: Int, day: Int)) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    precondition((1...12).contains(date.month), "a date was checked before")
    // Sakamoto's day of the week.
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = date.month < 3 ? date.year - 1 : date.year
    let day = (year + year / 4 - year / 100 + year / 400 + offsets[date.month - 1] + date.day) % 7
    let number = String(date.year)
    let padded = String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
    let digits = date.day < 10 ? "0\(date.day)" : "\(date.day)"
    return "\(days[day]), \(digits) \(months[date.month - 1]) \(padded) 00:00:00 +0000"
  }

  /// Base64 in lines of 76 characters (RFC 2045, section 6.8).
  static func base64Lines(of bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var output: [UInt8] = []
    var column = 0
    for index in stride(from: 0, to: bytes.count, by: 3) {
      let left = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[index + 2]) }
      for digit in 0..<4 {
        let shift = UInt32(18 - 6 * digit)
        output.append(digit <= left ? alphabet[Int(group >> shift & 63)] : UInt8(ascii: "="))
      }
      column += 4
      if column == 76 {
        output += [0x0D, 0x0A]
        column = 0
      }
    }
    if column > 0 { output += [0x0D, 0x0A] }
    return output
  }
}
