/// Which font files pictures may be drawn with: a template's own and named packages' ones, no others.
///
/// Nothing of the machine's own font configuration is asked, so the same template gives the same pixels wherever the
/// same files are.
public struct FontCatalogue: Hashable, Sendable {
  /// Font files, those asked first in front.
  public var files: [String]

  /// Makes a catalogue of files.
  public init(files: [String]) {
    self.files = files
  }

  /// A template's files, then those of packages.
  public init(templateFiles: [String], packages: [FontPackage]) {
    files = templateFiles + packages.flatMap(\.files)
  }
}

/// A Debian package of fonts that a template may name for scripts that its own fonts lack.
public enum FontPackage: String, CaseIterable, Hashable, Sendable {
  /// Latin, Greek, Cyrillic and the scripts of the Near East, India and South-East Asia.
  case core = "fonts-noto-core"
  /// Chinese, Japanese and Korean.
  case cjk = "fonts-noto-cjk"
  /// Emoji in colour.
  case emoji = "fonts-noto-color-emoji"

  /// The files that are used; those of a package that are for historians are left out, because each file
  /// is read once per run to learn its characters.
  public var files: [String] {
    switch self {
    case .core:
      let folder = "/usr/share/fonts/truetype/noto/"
      let slanted = ["NotoSans-Italic", "NotoSans-BoldItalic"]
      let upright = Self.scripts.flatMap { ["NotoSans\($0)-Regular", "NotoSans\($0)-Bold"] }
      let regular = ["NotoSansSymbols2-Regular", "NotoSansMath-Regular"]
      return (upright + slanted + regular).map { "\(folder)\($0).ttf" }
    case .cjk:
      return ["Regular", "Bold"].map { "/usr/share/fonts/opentype/noto/NotoSansCJK-\($0).ttc" }
    case .emoji:
      return ["/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"]
    }
  }

  /// Scripts of living languages that Noto Sans has a file for, Latin, Greek and Cyrillic (no name) first.
  private static let scripts = [
    "", "Arabic", "Hebrew", "Devanagari", "Thai", "Bengali", "Tamil", "Telugu", "Gujarati",
    "Gurmukhi", "Kannada", "Malayalam", "Oriya", "Sinhala", "Lao", "Khmer", "Myanmar", "Georgian",
    "Armenian", "Ethiopic", "Symbols",
  ]
}
