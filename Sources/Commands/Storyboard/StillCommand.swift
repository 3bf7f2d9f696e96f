internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Review
internal import Storyboard

/// `billow storyboard still SCENE...`: plain scenes painted at instants.
struct StillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "still", abstract: "Paints plain scenes, without Liquid, at instants.",
    discussion: """
      Writes NAME-SECONDS.png for each scene and instant, of scenes of one name PATH-SECONDS.png with _ for each slash.
      What is outside the scene dialect is told, and the next
      scene is painted. Exit codes: 0 all painted, 1 some are not in the dialect, 4 a scene cannot be read, 5 a picture
      cannot be written.
      """)

  @Argument(help: "SVG files.")
  var scenes: [String]

  @Option(help: "Seconds from the scene's start, with commas between.")
  var at = "0"

  @Option(help: "The size in pixels.")
  var size = "1280x720"

  @Option(help: "The layout whose groups are shown; 16:9 if left out.")
  var layout: String?

  private static let usualLayout = "16:9"

  @Option(name: .shortAndLong, help: "The folder to write into; it must be there.")
  var output: String

  func validate() throws {
    _ = try times()
    _ = try pixels()
  }

  /// A scene's name, and where another has the same its whole path: no picture is written over another.
  private func name(of path: String) -> String {
    func last(_ path: String) -> String {
      URL(filePath: path).deletingPathExtension().lastPathComponent
    }
    let name = last(path)
    if scenes.allSatisfy({ $0 == path || last($0) != name }) { return name }
    return path.split(separator: "/").joined(separator: "_")
  }

  private func times() throws -> [(name: String, seconds: Double)] {
    try at.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let seconds = Double(part), (0...86_400).contains(seconds) else {
        throw ValidationError(
          "--at takes seconds such as 0,0.5,1.75, at most a day, not '\(at)'")
      }
      return (String(part), seconds)
    }
  }

  private func pixels() throws -> (width: Int, height: Int) {
    let parts = size.split(separator: "x", omittingEmptySubsequences: false)
    let sides = parts.compactMap { Int($0) }
    guard parts.count == 2, sides.count == 2, sides.allSatisfy({ (16...4096).contains($0) }) else {
      throw ValidationError("--size takes WIDTHxHEIGHT, numbers from 16 to 4096, not '\(size)'")
    }
    return (sides[0], sides[1])
  }

  func run() throws {
    let console = Console(printsJSON: false)
    let (width, height) = try pixels()
    let times = try times()
    try checkLayout()
    let stills: SceneStills
    do throws(DiagnosticsError) {
      stills = try SceneStills(
        layout: StoryboardLayout(name: layout ?? Self.usualLayout, width: width, height: height))
    } catch {
      console.report(error.log)
      throw BillowExit.system.error
    }
    var isWhole = true
    for path in scenes {
      do throws(DiagnosticsError) {
        try paint(path, times, stills)
        console.out("\(path): \(times.count) painted\n")
      } catch {
        isWhole = false
        console.report(error.log)
        switch error.log.diagnostics.first?.code {
        case "input-not-found": throw BillowExit.input.error
        case "output-unwritable": throw BillowExit.system.error
        default: break
        }
      }
    }
    if !isWhole { throw BillowExit.overLimit.error }
  }

  /// A layout that no scene names is a slip: everything that is of some layout would be missing.
  private func checkLayout() throws {
    guard let layout else { return }
    var known: Set = [Self.usualLayout]
    for path in scenes {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      known.formUnion(SceneDialect.layouts(in: Array(data)).map(\.text))
    }
    if known.contains(layout) { return }
    throw ValidationError(
      "--layout takes what the scenes name (\(known.sorted().joined(separator: ", "))), not '\(layout)'"
    )
  }

  private func paint(
    _ path: String, _ times: [(name: String, seconds: Double)], _ stills: SceneStills
  ) throws(DiagnosticsError) {
    let pictures = try stills.pictures(of: read(path), at: times.map(\.seconds))
    let name = name(of: path)
    for (time, picture) in zip(times, pictures) {
      try write(picture, "\(name)-\(time.name).png")
    }
  }

  private func read(_ path: String) throws(DiagnosticsError) -> SourceFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        Diagnostic(code: "input-not-found", message: "cannot read '\(path)'"))
    }
    return SourceFile(path: path, bytes: Array(data))
  }

  private func write(_ picture: [UInt8], _ name: String) throws(DiagnosticsError) {
    if FileManager.default.createFile(atPath: "\(output)/\(name)", contents: Data(picture)) {
      return
    }
    throw DiagnosticsError(
      Diagnostic(
        code: "output-unwritable", message: "cannot write '\(output)/\(name)'",
        hint: "check that the folder is there and that you may write to it"))
  }
}
