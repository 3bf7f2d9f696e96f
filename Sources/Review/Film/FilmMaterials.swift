public import Communication
public import Diagnostics
public import Imaging

/// What painting a template's films takes: its fonts and its pictures, the same that frames are made with.
public struct FilmMaterials: Sendable {
  /// The template's own fonts, then those of the packages its theme names.
  public let fonts: FontLibrary
  /// The pictures of `assets/`.
  public let pictures: PictureStore
  /// The template's own fonts as they were read.
  private let fontFiles: [String: SourceFile]

  /// Reads a storyboard's fonts and pictures.
  ///
  /// - Parameters:
  ///   - plan: the storyboard.
  ///   - folder: the template, where its fonts are to be known again.
  ///   - known: those of a moment ago, whose fonts are taken again where they are the same: reading them takes a
  ///     quarter of a second.
  /// - Throws: `font-package`, `font-unreadable` and `picture-unreadable`, for everything that cannot be used.
  public init(
    of plan: StoryboardPlan, in folder: TemplateFolder? = nil, knowing known: FilmMaterials? = nil
  ) throws(DiagnosticsError) {
    var log = DiagnosticLog()
    var pictures: [String: Picture] = [:]
    for (path, file) in plan.pictureFiles.sorted(by: { $0.key < $1.key }) {
      do {
        pictures[path] = try file.bytes.withUnsafeBytes { try PNGReader.read($0) }
      } catch {
        let words = (error as? PNGError)?.message ?? "it cannot be read"
        log.add(
          Diagnostic(
            code: "picture-unreadable", message: "the picture '\(path)' is refused: \(words)",
            place: .init(file: file, span: SourceSpan(0, 0)), hint: "save it as a PNG anew"))
      }
    }
    self.pictures = PictureStore(pictures)
    fontFiles = folder?.files.filter { plan.fontFiles.contains($0.value.path) } ?? [:]
    let packages = Self.packages(plan, &log)
    if let known, folder != nil, known.fontFiles == fontFiles, !log.hasErrors,
      known.fonts.catalogue == FontCatalogue(templateFiles: plan.fontFiles, packages: packages)
    {
      fonts = known.fonts
      return
    }
    // Without a package that has another name, nothing can be said of the fonts.
    let isNamed = !log.diagnostics.contains { $0.code == "font-package" }
    let library = isNamed ? Self.library(plan.fontFiles, packages, &log) : nil
    guard let library, !log.hasErrors else { throw DiagnosticsError(log) }
    fonts = library
  }

  private static func packages(
    _ plan: StoryboardPlan, _ log: inout DiagnosticLog
  ) -> [FontPackage] {
    guard let names = plan.fontPackages else { return FontPackage.allCases }
    let known = FontPackage.allCases.map(\.rawValue).joined(separator: ", ")
    for name in names where FontPackage(rawValue: name) == nil {
      log.add(
        Diagnostic(
          code: "font-package", message: "the storyboard's theme names the package '\(name)'",
          place: plan.place(ofFontPackage: name), hint: "known: \(known)"))
    }
    return names.compactMap { FontPackage(rawValue: $0) }
  }

  /// The fonts of files and packages; nil, and told, where one cannot be used.
  static func library(
    _ files: [String], _ packages: [FontPackage], _ log: inout DiagnosticLog
  ) -> FontLibrary? {
    do throws(FontError) {
      return try FontLibrary(FontCatalogue(templateFiles: files, packages: packages))
    } catch {
      var file = "assets/fonts"
      if case .unreadable(let path) = error { file = path }
      let package = packages.first { $0.files.contains(file) }
      log.add(
        Diagnostic(
          code: "font-unreadable", message: "the font '\(file)' is not there, or is none",
          hint: package.map { "install the package \($0.rawValue)" }
            ?? "put a .ttf or .otf file there"))
      return nil
    }
  }
}
