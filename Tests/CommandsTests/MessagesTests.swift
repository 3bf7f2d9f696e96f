import Foundation
import Testing

/// E-mails and text messages of a run: made when they are asked for, counted, and refused where they cannot be.
@Suite struct MessagesTests {
  private static func write(
    _ scratch: Scratch, onRequest: Bool = true, picture: String = "", sms: String = "segments: 3"
  ) throws -> String {
    let template = try scratch.writeSmallTemplate()
    let ask = onRequest ? "on_request: true, " : ""
    try scratch.write(
      "small/template.yaml",
      """
      name: small
      record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
      outputs:
        page: { page: pages/page.liquid, as: index.html }
        mail:
          email: pages/mail.liquid
          text: pages/mail-text.liquid
          as: mail.eml
          \(ask.replacing(", ", with: ""))
          when: amount > 10
          from: bills@example.com
          to: "{{ id }}@example.com"
          subject: "{{ amount }}"
          \(picture)
        sms: { sms: pages/sms.liquid, as: sms.txt, \(ask)\(sms) }

      """)
    try scratch.write("small/pages/mail.liquid", "<p>{{ name }}</p>\n")
    try scratch.write("small/pages/mail-text.liquid", "{{ name }}\n")
    // 2 places a euro sign: 80 of them fill one message, more take several.
    try scratch.write(
      "small/pages/sms.liquid",
      "{% if amount > 15 %}{% for n in (1..200) %}€{% endfor %}{% else %}{{ name }}{% endif %}\n")
    return template
  }

  private static func sizes(_ scratch: Scratch, _ run: String) throws -> [String] {
    try scratch.lines("\(run)/documents.ndjson").map { line in
      line.firstMatch(of: /"sms":(\{[^}]*\})/).map { String($0.output.1) } ?? "none"
    }
  }

  @Test func messagesAreMadeWhenTheyAreAskedFor() async throws {
    let scratch = try Scratch()
    let template = try Self.write(scratch)
    let records = try scratch.writeRecords(20)
    let words = ["render", template, records, "--as-of", "2026-03-31", "-o"]
    let silent = try await Tool.run(words + [scratch.path("silent")])
    #expect(silent.code == 0 && !silent.output.contains("messages:"), "\(silent.errors)")
    #expect(try Self.sizes(scratch, "silent") == Array(repeating: "none", count: 20))
    #expect(try !scratch.read("silent/manifest.json").contains("\"messages\":"))

    let asked = try await Tool.run(words + [scratch.path("asked"), "--messages"])
    #expect(asked.code == 0, "\(asked.errors)")
    // Amounts are 1.50 to 20.50: eleven are above 10, six above 15.
    #expect(asked.output.contains("  messages: mail 11, sms 20 (32 billed)\n"), "\(asked.output)")
    let sizes = try Self.sizes(scratch, "asked")
    #expect(sizes[0] == #"{"alphabet":"GSM-7","length":10,"segments":1}"#)
    #expect(sizes[19] == #"{"alphabet":"GSM-7","length":400,"segments":3}"#)
    let manifest = try scratch.read("asked/manifest.json")
    #expect(
      manifest.contains(
        """
        "messages":[
        {"name":"mail","rendered":11},
        {"name":"sms","segments":1,"rendered":14,"billed":14},
        {"name":"sms","segments":2,"rendered":0,"billed":0},
        {"name":"sms","segments":3,"rendered":6,"billed":18}]
        """))
    let verified = try await Tool.run(
      "verify", scratch.path("asked"), "--template", template, "--input", records, "--re-render",
      "100%")
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    let packed = try await Tool.run(words + [scratch.path("packed"), "--messages", "--pack"])
    #expect(packed.code == 0)
    #expect(try Self.sizes(scratch, "packed") == sizes)
    let zipped = try await Tool.run(words + [scratch.path("zipped"), "--messages", "--gzip"])
    #expect(zipped.code == 0)
    #expect(try Self.sizes(scratch, "zipped") == sizes)
    // Nobody who has a link may fetch what stands beside its page.
    let nginx = try scratch.read("asked/headers/nginx.conf")
    #expect(nginx.contains(#"location ~ /(mail\.eml|sms\.txt)(\.gz)?$ { return 404; }"#))
    #expect(
      try scratch.read("asked/headers/Caddyfile").contains(
        "\t@messages path */mail.eml */mail.eml.gz */sms.txt */sms.txt.gz\n\trespond @messages 404\n}\n"
      ))
    #expect(
      try scratch.read("asked/headers/cloudfront-function.js").contains(
        #"if (/\/(mail\.eml|sms\.txt)(\.gz)?$/.test(path)) return { statusCode: 404 };"#))
    #expect(try !scratch.read("silent/headers/nginx.conf").contains("location ~"))
    let locked = try await Tool.run(words + [scratch.path("locked"), "--messages", "--lock"])
    #expect(locked.code == 2)
  }

  @Test(arguments: [
    ("{ film: poster, otherwise: assets/p.png }", "has no storyboard"),
    ("{ film: first, otherwise: assets/p.png }", "'film' is poster"),
    ("{ film: poster, otherwise: assets/p.jpg }", "is a .png file"),
    ("{ film: poster }", "'otherwise' is missing here"),
    ("assets/p.png", "is no PNG picture"), ("assets/p.jpg", "is no JPEG picture"),
  ])
  func aPosterThatCannotBe(picture: String, words: String) async throws {
    let scratch = try Scratch()
    let template = try Self.write(scratch, picture: "pictures: { poster: \(picture) }")
    try scratch.write("small/assets/p.png", "-")
    try scratch.write("small/assets/p.jpg", "-")
    let check = try await Tool.run("check", template)
    #expect(check.code == 1 && check.errors.contains(words), "\(check.output)\(check.errors)")
    #expect(check.errors.contains("small/template.yaml:14:"))
  }

  /// Where its text stands in the template, and what to do about it.
  @Test(arguments: [
    ("", "segments: 3, alphabet: gsm-7", "sms-alphabet", "U+00A0 first", "pages/sms.liquid:1:1"),
    ("", "segments: 1", "sms-too-long", "takes 2 messages", "pages/sms.liquid:1:1"),
    ("reply_to: \"{{ id }}\"", "segments: 3", "email-address", "name@domain", "template.yaml:14:"),
    (
      "unsubscribe: \"https://\"", "segments: 3", "email-unsubscribe", "https or mailto",
      "template.yaml:14:"
    ),
    (
      "unsubscribe: \"mailto:\"", "segments: 3", "email-unsubscribe", "https or mailto",
      "template.yaml:14:"
    ),
  ])
  func whatCannotBeSentIsToldWithItsPlace(
    mail: String, sms: String, code: String, words: String, place: String
  ) async throws {
    let scratch = try Scratch()
    let template = try Self.write(scratch, onRequest: false, picture: mail, sms: sms)
    try scratch.write("small/pages/sms.liquid", String(repeating: "a\u{A0}b", count: 30) + "\n")
    let run = try await Tool.run(
      "render", template, try scratch.writeRecords(20), "-o", scratch.path("run"), "--as-of",
      "2026-03-31", "--max-rejects", "100%")
    #expect(run.code == 0, "\(run.errors)")
    let rejects = try scratch.lines("run/rejects.ndjson")
    #expect(
      !rejects.isEmpty
        && rejects.allSatisfy { $0.contains("\"code\":\"\(code)\"") && $0.contains(words) },
      "\(rejects)")
    #expect(rejects.allSatisfy { $0.contains("\"field\":\"\(place)") }, "\(rejects)")
  }
}
