import Testing

@testable import Channels

@Suite("E-mail")
struct EmailMessageTests {
  private static func quoted(_ text: String) -> String {
    var output: [UInt8] = []
    QuotedPrintable.append(Array(text.utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "quoted-printable",
    arguments: [
      ("plain\n", "plain\r\n"), ("no end", "no end\r\n"), ("a\r\nb\rc\n", "a\r\nb\r\nc\r\n"),
      ("1 + 1 = 2", "1 + 1 =3D 2\r\n"), ("è", "=C3=A8\r\n"), ("end \n", "end=20\r\n"),
      ("tab\t\nx", "tab=09\r\nx\r\n"), (".hidden", "=2Ehidden\r\n"), ("From me", "=46rom me\r\n"),
      ("a.b From", "a.b From\r\n"), ("\n\n", "\r\n\r\n"), ("", ""), ("\u{0}", "=00\r\n"),
    ])
  func quotedPrintable(_ text: String, _ expected: String) {
    #expect(Self.quoted(text) == expected)
  }

  @Test("a line of 76 characters stays whole, and one of 77 is broken before its 76th")
  func lineLength() {
    let full = String(repeating: "x", count: 75)
    #expect(Self.quoted(full) == full + "\r\n")
    #expect(Self.quoted(full + "y") == full + "=\r\ny\r\n")
    for text in [String(repeating: "è", count: 300), String(repeating: "word ", count: 90)] {
      let lines = Self.quoted(text).split(separator: "\r\n")
      #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    }
  }

  @Test("no line begins with a point or \"From \", not even one that a soft break begins")
  func lineStarts() {
    let full = String(repeating: "x", count: 75)
    #expect(Self.quoted(full + ".\n.") == full + "=\r\n=2E\r\n=2E\r\n")
    #expect(Self.quoted(full + "From me") == full + "=\r\n=46rom me\r\n")
    for length in 60...80 {
      for text in ["S.p.A.", ".From .From ", "From From", ". . ."] {
        let lines = Self.quoted(String(repeating: "x", count: length) + text)
          .split(separator: "\r\n")
        #expect(lines.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("F") })
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
      }
    }
  }

  @Test("a header's words are folded, and encoded words never cut a character")
  func headers() {
    var header = HeaderText()
    header.field("Subject", text: "La tua bolletta è pronta")
    #expect(
      String(decoding: header.bytes, as: UTF8.self)
        == "Subject: =?UTF-8?Q?La_tua_bolletta_=C3=A8_pronta?=\r\n")
    let words = HeaderText.encoded([String(repeating: "日本語", count: 20)])
    #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
    #expect(words.allSatisfy { ($0.split(separator: "=").count - 1) % 3 == 0 })
    // Cut between words, and short enough beside the field's name.
    var long = HeaderText()
    long.field("Subject", text: "Un promemoria: restano da pagare 84,35 € per la bolletta di marzo")
    #expect(
      String(decoding: long.bytes, as: UTF8.self).split(separator: "\r\n") == [
        "Subject: =?UTF-8?Q?Un_promemoria=3A_restano_da_pagare_84=2C35_=E2=82=AC_?=",
        " =?UTF-8?Q?per_la_bolletta_di_marzo?=",
      ])
    #expect(HeaderText.words(of: "Plain words") == ["Plain", "words"])
    #expect(HeaderText.words(of: "=?UTF-8?Q?x?=")[0].hasPrefix("=?UTF-8?Q?=3D=3FUTF"))
    #expect(HeaderText.phrase("Olvera Energy") == ["Olvera", "Energy"])
    #expect(HeaderText.phrase("Olvera, Inc. <x@y.z>")[0].hasPrefix("=?UTF-8?Q?Olvera=2C_Inc=2E"))
  }

  @Test(
    "addresses that are plain, and those that are not",
    arguments: [
      ("a@b.example", true), ("a.b+c@d-e.example", true), ("a@b", false), ("a b@c.example", false),
      ("@c.example", false), ("a@@c.example", false), ("a@c.example, d@e.example", false),
      ("a..b@c.example", false), (".a@c.example", false), ("a@-c.example", false),
      ("a@c.example\r\nBcc: d@e.example", false), ("<a@c.example>", false), ("è@c.example", false),
      ("", false), (String(repeating: "a", count: 64) + "@c.example", true),
      (String(repeating: "a", count: 65) + "@c.example", false),
    ])
  func addresses(_ address: String, _ isPlain: Bool) {
    #expect((Mailbox(address: address) != nil) == isPlain)
  }

  @Test("a name with a line end starts no header")
  func injection() throws {
    let name = "Ann\r\nBcc: everybody@example.com\u{0}"
    let mailbox = try #require(Mailbox(name: name, address: "a@b.example"))
    var header = HeaderText()
    header.field("To", mailbox: mailbox)
    let lines = String(decoding: header.bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.hasPrefix("To:") || $0.hasPrefix(" ") })
  }

  @Test("dates name their day of the week")
  func dates() {
    #expect(EmailMessage.written((2026, 3, 31)) == "Tue, 31 Mar 2026 00:00:00 +0000")
    #expect(EmailMessage.written((2024, 2, 29)) == "Thu, 29 Feb 2024 00:00:00 +0000")
    #expect(EmailMessage.written((2000, 1, 1)) == "Sat, 01 Jan 2000 00:00:00 +0000")
  }

  @Test("one click is promised of https alone, and nothing where there is no address")
  func unsubscribe() throws {
    let mailbox = try #require(Mailbox(name: "Olvera", address: "service@olvera.example"))
    func head(_ address: String) -> [String] {
      var message = EmailMessage(
        from: mailbox, to: mailbox, subject: "Hello", language: "en", date: (2026, 3, 31),
        identifier: "0123456789abcdef0123456789abcdef")
      message.unsubscribe = address
      let bytes = message.write(text: [], html: [])
      return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
        .filter { $0.hasPrefix("List-") }
    }
    #expect(
      head("https://olvera.example/bye") == [
        "List-Unsubscribe: <https://olvera.example/bye>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      ])
    #expect(
      head("mailto:bye@olvera.example") == ["List-Unsubscribe: <mailto:bye@olvera.example>"])
    #expect(head("").isEmpty)
  }

  @Test("a message has the same bytes each time, CRLF only, and a picture in lines of 76")
  func message() throws {
    let from = try #require(Mailbox(name: "Olvera", address: "service@olvera.example"))
    let to = try #require(Mailbox(name: "Zoë", address: "zoe@example.com"))
    var message = EmailMessage(
      from: from, to: to, subject: "Hello", language: "en", date: (2026, 3, 31),
      identifier: "0123456789abcdef0123456789abcdef")
    message.unsubscribe = "https://olvera.example/bye"
    let picture = [UInt8](repeating: 0xFF, count: 100)
    message.pictures = [.init(name: "poster", type: "image/png", file: picture)]
    let html = "<p>é</p>\n<img src=\"cid:poster\"><img src=\"cid:posters\">\n"
    let bytes = message.write(text: Array("Hi\n".utf8), html: Array(html.utf8))
    #expect(bytes == message.write(text: Array("Hi\n".utf8), html: Array(html.utf8)))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(bytes.allSatisfy { $0 < 0x80 })
    #expect(text.split(separator: "\r\n").allSatisfy { !$0.contains("\n") && $0.utf8.count <= 78 })
    for line in [
      "To: =?UTF-8?Q?Zo=C3=AB?= <zoe@example.com>",
      "Message-ID: <0123456789abcdef0123456789abcdef@olvera.example>",
      "List-Unsubscribe: <https://olvera.example/bye>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "Content-ID: <poster.0123456789abcdef0123456789abcdef@olvera.example>",
      "Content-Disposition: inline;", " filename=\"poster.png\"",
    ] { #expect(text.contains("\r\n\(line)\r\n"), "\(line)") }
    let sent = text.replacing("=\r\n", with: "").replacing("=3D", with: "=")
    #expect(
      sent.contains("src=\"cid:poster.0123456789abcdef0123456789abcdef@olvera.example\"><img"))
    #expect(sent.contains("src=\"cid:posters\">"))
  }
}
