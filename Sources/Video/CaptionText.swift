internal import Storyboard

/// Captions as the two file formats hold them.
enum CaptionText {
  /// One caption's packet.
  static func packet(_ text: String, _ format: VideoFormat) -> [UInt8] {
    switch format {
    case .webm: return Array(Timeline.cueText(text).utf8)
    case .mp4:
      // 3GPP TS 26.245, 5.17: a length in 16 bits, then UTF-8. What is longer is cut between two characters.
      var bytes = Array(text.utf8.prefix(Int(UInt16.max)))
      if bytes.count < text.utf8.count {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      }
      return [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
    }
  }

  /// How captions look in MP4 (3GPP TS 26.245, 5.16): at the bottom, in the middle, white on three quarters of black, a
  /// twentieth of the picture high.
  static func description(height: Int) -> [UInt8] {
    let size = UInt8(clamping: height / 20)
    let name = Array("Sans-Serif".utf8)
    let fonts = 8 + 2 + 2 + 1 + name.count
    return [0, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0xC0]
      // The box is the whole picture; the characters from 0 to 0, which means all, in font 1.
      + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, size, 0xFF, 0xFF, 0xFF, 0xFF]
      + [0, 0, 0, UInt8(fonts)] + Array("ftab".utf8) + [0, 1, 0, 1, UInt8(name.count)] + name
  }
}

/// Languages as film files name them.
enum LanguageCode {
  /// ISO 639-2's three letters for a BCP 47 tag; `und` for a language that is not known here.
  static func threeLetters(_ tag: String) -> String {
    let language = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    if language.count == 3 { return language }
    return codes[language] ?? "und"
  }

  /// The official languages of the world's states that have two letters in ISO 639-1.
  private static let codes: [String: String] = Dictionary(
    uniqueKeysWithValues: """
      af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu dz:dzo
      el:ell en:eng es:spa et:est eu:eus fa:fas fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gl:glg gu:guj
      he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz kl:kal km:khm
      kn:kan ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav mg:mlg mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa
      mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor pa:pan pl:pol ps:pus pt:por rm:roh ro:ron ru:rus
      rw:kin si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk
      tr:tur uk:ukr ur:urd uz:uzb vi:vie xh:xho zh:zho zu:zul
      """.split(whereSeparator: \.isWhitespace).map { pair in
        (String(pair.prefix(2)), String(pair.suffix(3)))
      })
}
