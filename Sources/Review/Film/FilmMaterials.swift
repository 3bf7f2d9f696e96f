public import Communication
public import Diagnostics
public import Imaging

/// What painting a template's films takes: its fonts and its pictures.
public struct FilmMaterials: Sendable {
  /// The template's own fonts, then those of the packages that Billow stands on.
  public let fonts: FontLibrary
  /// The pictures of `assets/`.
  public let pictures: PictureStore

  /// Reads a template's fonts and pictures.
  ///
  /// - Throws: `storyboard-font` and `storyboard-picture`, for every file that cannot be used.
  public init(of folder: TemplateFolder) throws(DiagnosticsError) {
    var log = DiagnosticLog()
    var pictures: [String: Picture] = [:]
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key })
    where path.hasPrefix("assets/") && path.hasSuffix(".png") {
      do throws(PNGError) {
        pictures[path] = try Self.picture(file)
      } catch {
        log.add(
          Diagnostic(
            code: "storyboard-picture", message: "'\(path)' cannot be shown: \(error.message)",
            place: .init(file: file, span: SourceSpan(0, 0)),
            hint: "write it anew as PNG of at most \(PNGReader.sideLimit) pixels a side"))
      }
    }
    self.pictures = PictureStore(pictures)
    let library = Self.fonts(of: folder, &log)
    guard let library, !log.hasErrors else { throw DiagnosticsError(log) }
    fonts = library
  }

  private static func picture(_ file: SourceFile) throws(PNGError) -> Picture {
    // A closure would lose the kind of error.
    var result: Result<Picture, PNGError>?
    file.bytes.withUnsafeBytes { bytes in
      do throws(PNGError) {
        result = .success(try PNGReader.read(bytes))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { preconditionFailure("an array lends its bytes once") }
    return try result.get()
  }

  private static func fonts(of folder: TemplateFolder, _ log: inout DiagnosticLog) -> FontLibrary? {
    let endings = [".ttf", ".otf", ".ttc"]
    let own = folder.files.keys.filter { path in
      path.hasPrefix("assets/fonts/") && endings.contains { path.hasSuffix($0) }
    }
    do throws(FontError) {
      return try FontLibrary(
        FontCatalogue(
          templateFiles: own.sorted().map { "\(folder.path)/\($0)" },
          packages: FontPackage.allCases))
    } catch {
      var message = "there is no font at all"
      if case .unreadable(let file) = error { message = "the font '\(file)' cannot be read" }
      log.add(
        Diagnostic(
          code: "storyboard-font", message: message,
          hint: "install " + FontPackage.allCases.map(\.rawValue).joined(separator: ", ")))
      return nil
    }
  }
}
