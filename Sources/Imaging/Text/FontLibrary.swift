internal import CGraphics
internal import Synchronization

/// Why a catalogue of fonts cannot be used.
public enum FontError: Error, Equatable, Sendable {
  /// A file is not there, or holds no font.
  case unreadable(file: String)
  /// The catalogue has no file at all.
  case empty
}

/// A catalogue's fonts, looked into once and shared by all workers.
///
/// Holds a fontconfig configuration made here, of the catalogue's files and the rules below; the machine's own is never
/// read. It does not change once made, and fontconfig counts references to it under its own lock.
public final class FontLibrary: @unchecked Sendable {
  // @unchecked: the pointer is set once, and what it points at is only read after `init`.
  let configuration: OpaquePointer
  /// Whose fonts they are.
  public let catalogue: FontCatalogue

  /// Reads every file's characters and names.
  ///
  /// Cost: about 2 ms a file, a quarter of a second for all of Noto CJK.
  public init(_ catalogue: FontCatalogue) throws(FontError) {
    guard !catalogue.files.isEmpty else { throw .empty }
    self.catalogue = catalogue
    guard let made = FcConfigCreate() else { fatalError("fontconfig has no memory") }
    configuration = made
    let isRead = Self.rules.withCString { text in
      text.withMemoryRebound(to: FcChar8.self, capacity: Self.rules.utf8.count) {
        FcConfigParseAndLoadFromMemory(made, $0, FcBool(1))
      }
    }
    precondition(isRead == 1, "the rules below are well formed")
    // pango starts fontconfig when its first font map is made, and fontconfig reads the machine's configuration
    // unless it has a current one.
    Self.hasCurrent.withLock { hasCurrent in
      if hasCurrent { return }
      FcConfigSetCurrent(made)
      hasCurrent = true
    }
    for file in catalogue.files {
      let isAdded = file.withCString { path in
        path.withMemoryRebound(to: FcChar8.self, capacity: file.utf8.count) {
          FcConfigAppFontAddFile(made, $0)
        }
      }
      guard isAdded == 1 else { throw .unreadable(file: file) }
    }
  }

  deinit { FcConfigDestroy(configuration) }

  private static let hasCurrent = Mutex(false)

  /// What the machine's configuration would otherwise say, as far as pictures need it.
  private static let rules = """
    <?xml version="1.0"?>
    <fontconfig>
    \(alias("sans-serif", "Noto Sans"))\(alias("serif", "Noto Sans"))
    \(alias("system-ui", "Noto Sans"))\(alias("emoji", "Noto Color Emoji"))
    \(["ja": "JP", "ko": "KR", "zh-cn": "SC", "zh-tw": "TC", "zh-hk": "HK"].sorted { $0.key < $1.key }
    .map(han).joined())
    <match target="pattern">
    <edit name="family" mode="append_last" binding="weak"><string>Noto Sans</string></edit>
    </match>
    </fontconfig>
    """

  private static func alias(_ family: String, _ preferred: String) -> String {
    "<alias binding=\"same\"><family>\(family)</family>"
      + "<prefer><family>\(preferred)</family></prefer></alias>"
  }

  /// One character of Chinese writing is drawn in five ways; the language decides which.
  private static func han(_ language: String, _ region: String) -> String {
    """
    <match target="pattern"><test name="lang"><string>\(language)</string></test>
    <edit name="family" mode="append"><string>Noto Sans CJK \(region)</string></edit></match>
    """
  }
}
