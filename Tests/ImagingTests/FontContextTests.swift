import Foundation
import Storyboard
import Testing

@testable import Imaging

@Suite struct FontContextTests {
  private let fonts = FontContext(testFonts)

  private func shape(
    _ text: String, language: String = "", isRightToLeft: Bool = false, spacing: Double = 0,
    size: Double = 100
  ) -> ShapedText {
    let font = TextFont(
      families: ["Noto Sans", "sans-serif"], size: size, letterSpacing: spacing,
      language: language)
    return Array(text.utf8).withUnsafeBufferPointer {
      fonts.shape($0, font: font, isRightToLeft: isRightToLeft)
    }
  }

  private func faces(_ shaped: ShapedText) -> Set<String> {
    Set(
      shaped.glyphs.map { glyph in
        let key = fonts.faces[glyph.face].key
        return "\(key.file.split(separator: "/").last ?? "")#\(key.index & 0xFFFF)"
      })
  }

  /// Each script takes its own Noto font, and every character has a glyph.
  @Test(arguments: [
    ("Ωμέγα", "", "NotoSans-Regular.ttf#0"), ("Ёлка", "", "NotoSans-Regular.ttf#0"),
    ("فاتورة", "ar", "NotoSansArabic-Regular.ttf#0"),
    ("חשבון", "he", "NotoSansHebrew-Regular.ttf#0"),
    ("बिल", "hi", "NotoSansDevanagari-Regular.ttf#0"), ("ใบแจ้ง", "th", "NotoSansThai-Regular.ttf#0"),
    ("直骨", "ja", "NotoSansCJK-Regular.ttc#0"), ("청구서", "ko", "NotoSansCJK-Regular.ttc#1"),
    ("直骨", "zh-CN", "NotoSansCJK-Regular.ttc#2"), ("直骨", "zh-TW", "NotoSansCJK-Regular.ttc#3"),
    ("😀", "", "NotoColorEmoji.ttf#0"),
  ])
  func scriptsHaveTheirFonts(text: String, language: String, face: String) {
    let shaped = shape(text, language: language)
    #expect(faces(shaped) == [face])
    #expect(shaped.missingGlyphs == 0)
  }

  @Test func lettersJoinAsTheirScriptsDo() {
    // Arabic lam-alef is one glyph; in Devanagari the vowel sign goes before its consonant.
    #expect(shape("لا", language: "ar").glyphs.count < 2 + 1)
    #expect(shape("क्ष", language: "hi").glyphs.count == 1)
    // A family of emoji joined by joiners is one picture.
    #expect(shape("👩‍👩‍👧").glyphs.count == 1)
    #expect(shape("🇮🇹").glyphs.count == 1)
    // Noto Sans has ligatures for f and i.
    #expect(
      shape("ffi").glyphs.count < 3 || shape("ffi").width != shape("f").width * 2 + shape("i").width
    )
  }

  @Test func rightToLeftRunsAreVisuallyOrdered() {
    // The first letter in memory stands rightmost.
    let shaped = shape("אב", language: "he", isRightToLeft: true)
    let alone = shape("א", language: "he", isRightToLeft: true)
    #expect(shaped.glyphs.last?.glyph == alone.glyphs.first?.glyph)
  }

  @Test func missingCharactersAreCounted() {
    #expect(shape("a\u{10FFFD}b\u{10FFFC}").missingGlyphs == 2)
  }

  @Test func widthsGrowWithSizeAndSpacing() {
    let plain = shape("Amount").width
    #expect(abs(shape("Amount", size: 50).width * 2 - plain) < 0.1)
    #expect(abs(shape("Amount", spacing: 3).width - plain - 18) < 0.01)
    #expect(shape("").width == 0)
    #expect(shape("").ascent > 50 && shape("").descent > 0)
  }

  @Test func anEmojiIsAsWideAsItIsDrawn() {
    let width = shape("😀").width
    #expect(width > 100 && width < 140)
  }

  @Test func fontsOutsideTheCatalogueAreNotUsed() throws {
    let one = try FontLibrary(
      FontCatalogue(files: ["/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"]))
    let fonts = FontContext(one)
    let font = TextFont(families: ["DejaVu Sans", "serif"], size: 20)
    let shaped = Array("abc 直".utf8).withUnsafeBufferPointer {
      fonts.shape($0, font: font, isRightToLeft: false)
    }
    #expect(shaped.missingGlyphs == 1)
    #expect(fonts.faces.map(\.key.file) == one.catalogue.files)
  }

  @Test func aFileThatIsNoFontIsNamed() {
    #expect(throws: FontError.unreadable(file: "/nowhere.ttf")) {
      try FontLibrary(FontCatalogue(files: ["/nowhere.ttf"]))
    }
  }
}
