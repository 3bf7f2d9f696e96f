internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Foundation
internal import Liquid
internal import Review
internal import Storyboard

/// `billow storyboard sheet TEMPLATE`: every scene of one customer's film in one picture.
struct SheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Paints every scene of one customer's film into one picture.")

  @Argument(help: "The template folder.")
  var template: String

  @Option(help: "The record: a sample's name, or a JSON file of one record.")
  var record: String

  @Option(help: "A layout of the storyboard, such as 9:16; the first one if left out.")
  var layout: String?

  @Option(help: "Pixels of the picture's rows.")
  var width = 1600

  @Option(help: "The date it is rendered for (YYYY-MM-DD); else the record's own.")
  var asOf: String?

  @Option(name: .shortAndLong, help: "The PNG file to write.")
  var output: String

  func validate() throws {
    if !(320...7680).contains(width) {
      throw ValidationError("--width takes a number from 320 to 7680")
    }
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    do {
      let folder = try TemplateFolder(reading: self.template)
      let template = try FilmTemplate(
        folder, readers: TemplateLoader.readers, asOf: asOf.flatMap { AsOfDate($0) })
      let layout = try self.layout(of: template.plan)
      let timeline = try timeline(template)
      let png = try ContactSheet.png(
        of: timeline, in: layout, width: width, materials: FilmMaterials(of: template.plan))
      try FileManager.default.write(png, to: output)
      console.out("\(output): \(timeline.scenes.count) scenes in \(layout.name)\n")
    } catch let error as DiagnosticsError {
      console.report(error.log)
      throw BillowExit.template.error
    } catch let problem as SceneProblem {
      console.report(
        Diagnostic(
          code: problem.code.rawValue, message: problem.message, hint: problem.hint))
      throw BillowExit.template.error
    }
  }

  private func layout(of plan: StoryboardPlan) throws -> StoryboardLayout {
    guard let layout else { return plan.layouts[0] }
    if let found = plan.layouts.first(where: { $0.name == layout }) { return found }
    let names = plan.layouts.map(\.name).joined(separator: ", ")
    throw ValidationError("--layout takes \(names), not '\(layout)'")
  }

  private func timeline(_ template: FilmTemplate) throws -> Timeline {
    let sample = template.samples.first { $0.name == record }
    guard
      let tree = sample?.tree ?? (try? InputFiles.file(record)).flatMap({ template.tree($0) })
    else {
      Console(printsJSON: false).report(
        Diagnostic(
          code: "input-not-found", message: "'\(record)' is neither a sample nor one JSON record",
          hint: "samples: \(template.samples.map(\.name).joined(separator: ", "))"))
      throw BillowExit.input.error
    }
    switch template.film(of: tree) {
    case .film(let timeline): return timeline
    case .failed(let failure): throw DiagnosticsError(failure.error.diagnostic)
    case .none, .rejected:
      throw DiagnosticsError(
        Diagnostic(
          code: "storyboard-unseen", message: "the record '\(record)' has no film",
          hint: "billow explain says whether it is suppressed or rejected, and why"))
    }
  }
}

extension FileManager {
  /// Writes a file; `output-unwritable` where that cannot be.
  func write(_ bytes: [UInt8], to path: String) throws {
    guard createFile(atPath: path, contents: Data(bytes)) else {
      Console(printsJSON: false).report(
        Diagnostic(
          code: "output-unwritable", message: "cannot write '\(path)'",
          hint: "check that its folder is there and that you may write to it"))
      throw BillowExit.system.error
    }
  }
}
