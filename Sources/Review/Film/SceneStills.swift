public import Diagnostics
import Imaging
public import Storyboard

/// Paints scenes without a template: files of a designer's tool, as they are.
public final class SceneStills {
  private let fonts: FontLibrary
  private let layout: StoryboardLayout

  /// Makes a painter of pictures of a layout's size.
  ///
  /// - Throws: `font-unreadable` where a font is missing.
  public init(layout: StoryboardLayout) throws(DiagnosticsError) {
    self.layout = layout
    var log = DiagnosticLog()
    guard let fonts = FilmMaterials.library([], FontPackage.allCases, &log) else {
      throw DiagnosticsError(log)
    }
    self.fonts = fonts
  }

  /// A scene at instants, as PNG files; its viewBox fills the picture as well as its shape allows.
  ///
  /// Opens no file: pictures that the scene names are left out.
  ///
  /// - Parameters:
  ///   - scene: the scene, rendered: no Liquid.
  ///   - times: seconds from its start.
  /// - Returns: one file an instant.
  /// - Throws: everything in it that is outside the dialect.
  public func pictures(
    of scene: SourceFile, at times: [Double]
  ) throws(DiagnosticsError) -> [[UInt8]] {
    let maker = FrameMaker(
      FrameSettings(width: layout.width, height: layout.height, reusesBands: false), fonts: fonts,
      pictures: PictureStore(), store: FrameStore())
    let resolver = SceneResolver(families: ["Noto Sans"], measuring: maker.fonts)
    let problems = scene.bytes.withUnsafeBytes {
      resolver.load($0, layout: layout.name, isPersonal: false)
    }
    var log = DiagnosticLog()
    for problem in problems { log.add(Self.diagnostic(problem, scene)) }
    if log.hasErrors { throw DiagnosticsError(log) }
    guard resolver.width > 0, resolver.height > 0 else {
      throw DiagnosticsError(
        Diagnostic(
          code: "scene-value", message: "the scene's viewBox holds nothing",
          place: .init(file: scene, span: SourceSpan(0, 0)), hint: "give it a width and height"))
    }
    var result: [[UInt8]] = []
    for time in times {
      var list = DisplayList(width: resolver.width, height: resolver.height)
      do throws(SceneProblem) {
        try resolver.append(at: time, to: &list)
      } catch {
        throw DiagnosticsError(Self.diagnostic(error, scene))
      }
      var bytes: [UInt8] = []
      do throws(FrameError) {
        _ = try maker.show(list)
      } catch {
        preconditionFailure("no band is used again")
      }
      maker.appendFile(to: &bytes)
      result.append(bytes)
    }
    return result
  }

  private static func diagnostic(_ problem: SceneProblem, _ file: SourceFile) -> Diagnostic {
    Diagnostic(
      code: problem.code.rawValue, message: problem.message,
      place: .init(file: file, span: file.span(ofLine: problem.line)), hint: problem.hint)
  }
}

extension SourceFile {
  /// A line, from 1, without its white space at the start.
  fileprivate func span(ofLine line: Int) -> SourceSpan {
    var start = 0
    var number = 1
    while number < line, let end = bytes[start...].firstIndex(of: 0x0A) {
      start = end + 1
      number += 1
    }
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    // A caret under a line of a megabyte helps nobody.
    end = min(end, start + 80)
    return SourceSpan(start, end)
  }
}
