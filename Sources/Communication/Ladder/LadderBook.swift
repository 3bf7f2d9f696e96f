import Diagnostics
public import Liquid

/// `ladder.yaml` made ready: steps, calendar and the conditions that are asked; immutable, shared by all workers.
public final class LadderBook: Sendable {
  /// The conditions, compiled.
  public let program: Program
  let manifest: LadderManifest
  let file: SourceFile
  let clock: LadderClock

  init(
    _ manifest: LadderManifest, calendar: BusinessCalendar, in file: SourceFile,
    environment: Environment
  ) throws(DiagnosticsError) {
    self.manifest = manifest
    self.file = file
    clock = LadderClock(steps: manifest.steps, calendar: calendar)
    program = try Program.compile(
      questions: [QuestionGroup(Self.conditions(manifest).map { Question(.condition, $0) })],
      of: file, environment: environment)
  }

  /// Whether it has no condition: then its program is never run.
  public var asksNothing: Bool { Self.conditions(manifest).isEmpty }

  /// Every condition, in the order it is asked: who is on the ladder, then who is left in peace.
  static func conditions(_ manifest: LadderManifest) -> [SourceSpan] {
    (manifest.condition.map { [$0] } ?? []) + manifest.suppressions.map(\.condition)
  }
}

/// What the collection desk has to do about one customer, or why nothing.
public enum LadderOutcome: Sendable {
  /// Something is to be done, now or later.
  case task(LadderTask)
  /// Nothing: not on the ladder, at its end, or held back by a reason.
  case closed(reason: String)
}

/// What is to be done next about one customer.
public struct LadderTask: Sendable {
  /// `overdue`, `due` or `waiting`.
  public let state: String
  /// The day it is to be done, as `YYYY-MM-DD`.
  public let due: String
  /// The step it belongs to.
  public let step: String
  /// What is to be done.
  public let action: String
  /// Who does it.
  public let by: String
  /// What the day was counted from.
  public let why: String
  /// The day the run believes it is.
  public let today: String
  /// What is owed, as the record writes it; empty where the ladder names no amount.
  public let amount: String
}

extension Communication {
  /// The file of a template's ladder.
  static let ladderPath = "ladder.yaml"

  /// Makes the template's ladder ready, if it has one.
  static func loadLadder(
    _ folder: TemplateFolder, _ readers: TemplateReaders, _ parts: inout CommunicationParts,
    _ log: inout DiagnosticLog
  ) {
    guard let file = folder.file(ladderPath) else { return }
    var own = DiagnosticLog()
    do throws(DiagnosticsError) {
      let manifest = LadderManifest(try readers.yaml(file), in: file, log: &own)
      parts.ladderSource = (manifest, file)
      if own.hasErrors { parts.unread.insert(.ladder) }
      parts.globalNames.append("ladder")
      let calendar = try calendar(of: manifest, file, folder, readers, &own)
      if !own.hasErrors {
        parts.ladder = try LadderBook(
          manifest, calendar: calendar, in: file,
          environment: environment(readers, parts, traces: parts.traces))
      }
    } catch {
      if parts.ladderSource == nil { parts.unread.insert(.ladder) }
      own.add(contentsOf: error.log)
    }
    log.add(contentsOf: own)
  }

  private static func calendar(
    of manifest: LadderManifest, _ file: SourceFile, _ folder: TemplateFolder,
    _ readers: TemplateReaders, _ log: inout DiagnosticLog
  ) throws(DiagnosticsError) -> BusinessCalendar {
    guard let (name, span) = manifest.calendarName else { return .everyDay }
    guard let source = folder.file("calendars/\(name).yaml") else {
      let known = folder.files(in: "calendars", ending: ".yaml").keys
      LadderFields(file: file).fault(
        "there is no calendar 'calendars/\(name).yaml'", span, &log,
        hint: Suggestion.nearest(name, in: known).map { "did you mean '\($0)'?" })
      return .everyDay
    }
    let calendar = BusinessCalendar(try readers.yaml(source), in: source, log: &log)
    for step in manifest.steps where !step.isOnAnyDay {
      if (0..<7).allSatisfy({ calendar.weekend[$0] || step.avoided[$0] }) {
        LadderFields(file: file).fault(
          "the calendar's weekend and 'never_on' leave no day for '\(step.id)'", step.idSpan, &log)
      }
    }
    return calendar
  }
}
