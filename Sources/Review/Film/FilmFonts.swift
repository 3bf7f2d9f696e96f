import Communication
public import Diagnostics
import Foundation
import Imaging

/// The fonts that a template's films are painted with: its own in `assets/fonts`, then Noto's as Debian packages them.
public struct FilmFonts: Sendable {
  /// Whose files they are, to see whether another template needs others.
  public let files: [String]
  let library: FontLibrary

  /// Reads the fonts; a quarter of a second where Chinese, Japanese and Korean ones are installed.
  ///
  /// - Throws: `film-fonts` when a font of the template is none, or no font is there at all.
  public init(of template: ReviewTemplate) throws(DiagnosticsError) {
    files = Self.files(of: template)
    do throws(FontError) {
      library = try FontLibrary(FontCatalogue(files: files))
    } catch {
      let message =
        switch error {
        case .unreadable(let file): "'\(file)' is no font that can be used"
        case .empty: "there is no font to paint the film's texts with"
        }
      throw DiagnosticsError(
        Diagnostic(
          code: "film-fonts", message: message,
          hint: "put fonts into assets/fonts, or install Debian's fonts-noto-core"))
    }
  }

  /// The files a template is painted with on this machine.
  public static func files(of template: ReviewTemplate) -> [String] {
    let own = template.folder.files.filter { path, _ in
      path.hasPrefix("assets/fonts/") && [".ttf", ".otf", ".ttc"].contains { path.hasSuffix($0) }
    }
    return own.sorted { $0.key < $1.key }.map(\.value.path)
      + FontPackage.allCases.flatMap(\.files).filter { FileManager.default.fileExists(atPath: $0) }
  }
}
