public import Communication
public import Diagnostics
import Liquid
public import Storyboard

/// A template made ready to show the films of single records; one a thread.
public final class FilmTemplate {
  /// The template.
  public let communication: Communication
  /// Its storyboard.
  public let plan: StoryboardPlan
  /// The records of `samples/`, sorted by name.
  public let samples: [ReviewRecord]
  private let renderer: DocumentRenderer
  private let readers: TemplateReaders

  /// What templates without a date of their own are looked at for.
  static let day = AsOfDate("2026-01-31")

  /// Compiles a folder.
  ///
  /// - Parameters:
  ///   - folder: the template's files.
  ///   - readers: parsers of other rooms.
  ///   - asOf: the date records are rendered for; nil takes each record's own.
  /// - Throws: every problem of the template; `storyboard-file` where it has no storyboard.
  public init(
    _ folder: TemplateFolder, readers: TemplateReaders, asOf: AsOfDate? = nil
  ) throws(DiagnosticsError) {
    communication = try Communication.load(folder, readers: readers, asksForStoryboard: true)
    guard let plan = communication.storyboard else {
      throw DiagnosticsError(
        Diagnostic(
          code: "storyboard-file",
          message: "the template '\(communication.name)' has no storyboard",
          hint: "name one among the outputs of template.yaml"))
    }
    self.plan = plan
    self.readers = readers
    samples = try ReviewTemplate.samples(of: folder, communication, readers)
    renderer = DocumentRenderer(
      communication, asOf: asOf ?? (communication.asOf == nil ? Self.day : nil))
  }

  /// A JSON file of one record; nil when it is not JSON.
  public func tree(_ file: SourceFile) -> JSONTree? {
    let scratch = Scratch()
    return (try? readers.json(file, scratch.arena)).map { JSONTree($0, in: scratch.arena) }
  }

  /// What became of a record's film.
  public enum Outcome: Sendable {
    /// It is there.
    case film(Timeline)
    /// The record is suppressed.
    case none
    /// A run refuses the record for a reason that is not its film's; whether the template told it to stop.
    case rejected(isMeant: Bool)
    /// The film cannot be made, and so a run refuses the record.
    case failed(StoryboardFailure)
  }

  /// The film of a record.
  public func film(of record: JSONTree) -> Outcome {
    renderer.scratch.reset()
    do {
      let value = try readers.json(
        SourceFile(path: "record", text: record.text), renderer.scratch.arena)
      guard case .rendered = try renderer.render(value), let timeline = renderer.timeline else {
        return .none
      }
      return .film(timeline)
    } catch DocumentFailure.notPlayable(let failure) {
      return .failed(failure)
    } catch DocumentFailure.failed(let error) {
      let isMeant = error.failure.code == .aborted
      guard let failure = renderer.storyboardFailure, !isMeant else {
        return .rejected(isMeant: isMeant)
      }
      return .failed(failure)
    } catch {
      return .rejected(isMeant: false)
    }
  }
}
