import Channels
import Testing

@Suite("Text messages")
struct SMSTextTests {
  private static func size(_ text: String) -> String {
    let size = SMSText(text)
    return "\(size.encoding.rawValue) \(size.length) \(size.segments)"
  }

  @Test("every limit is a pair: it passes, one more is another message")
  func limits() {
    func text(_ letter: String, _ count: Int) -> String { String(repeating: letter, count: count) }
    #expect(Self.size("") == "GSM-7 0 0")
    #expect(Self.size(text("a", 160)) == "GSM-7 160 1")
    #expect(Self.size(text("a", 161)) == "GSM-7 161 2")
    #expect(Self.size(text("a", 306)) == "GSM-7 306 2")
    #expect(Self.size(text("a", 307)) == "GSM-7 307 3")
    #expect(Self.size(text("ж", 70)) == "UCS-2 70 1")
    #expect(Self.size(text("ж", 71)) == "UCS-2 71 2")
    #expect(Self.size(text("ж", 134)) == "UCS-2 134 2")
    #expect(Self.size(text("ж", 135)) == "UCS-2 135 3")
  }

  @Test("characters of the extension table take two places, and are never cut in two")
  func extended() {
    #expect(Self.size("€") == "GSM-7 2 1")
    #expect(Self.size(String(repeating: "€", count: 80)) == "GSM-7 160 1")
    #expect(Self.size(String(repeating: "€", count: 81)) == "GSM-7 162 2")
    // 76 pairs fill 152 of 153 places: the 77th begins the next message.
    #expect(Self.size(String(repeating: "€", count: 153)) == "GSM-7 306 3")
    #expect(Self.size(String(repeating: "😀", count: 35)) == "UCS-2 70 1")
    #expect(Self.size(String(repeating: "😀", count: 67)) == "UCS-2 134 3")
  }

  @Test("what is in GSM-7 and what is not")
  func alphabet() {
    let inside = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€"
    #expect(SMSText(inside).encoding == .gsm7)
    for outside in ["ç", "ê", "’", "“", "–", "À", "ą", "`", "\u{A0}"] {
      #expect(SMSText(outside).encoding == .ucs2, "\(outside)")
    }
  }
}
