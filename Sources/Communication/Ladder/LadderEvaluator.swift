import Diagnostics
import Liquid

/// Finds where one customer after another stands on the ladder; one a worker.
final class LadderEvaluator {
  let book: LadderBook
  private let renderer: Renderer
  private let scope: FilterScope
  private let constants = Scratch()
  private let members: UnsafeMutablePointer<Member>
  private let next: UnsafeMutablePointer<Member>
  /// The variable `ladder`.
  let object: Value
  private let nextObject: Value
  private let states: [Value]
  private let reasons: [Value]
  private let steps: [StepValues]
  /// By step: the field with the day it was done, and those of its prerequisites.
  private let donePaths: [FieldPath?]
  private let prerequisitePaths: [[FieldPath]]
  private var answers: [Bool]
  private(set) var position = LadderPosition()
  private var amount = Value.nil

  private struct StepValues {
    let id: Value
    let tone: Value
    let clauses: Value
    let action: Value
    let by: Value
    /// By prerequisite: what is to be done without it.
    let actions: [Value]
  }

  /// The members of `ladder`, in the order they are kept.
  enum Field: Int, CaseIterable {
    case state, reason, step, tone, clauses, date, deadline, daysOverdue, next

    var name: String { self == .daysOverdue ? "days_overdue" : "\(self)" }
  }

  /// The members of `ladder.next`.
  enum NextField: Int, CaseIterable {
    case step, tone, action, by, date
  }

  init(_ book: LadderBook, scratch: Scratch, scope: FilterScope) {
    self.book = book
    self.scope = scope
    renderer = Renderer(book.program, scratch: scratch, scope: scope)
    let arena = constants.arena
    members = Self.members(Field.allCases.map(\.name), arena)
    next = Self.members(NextField.allCases.map { "\($0)" }, arena)
    object = Value(
      object: UnsafeBufferPointer(start: members, count: Field.allCases.count))
    nextObject = Value(
      object: UnsafeBufferPointer(start: next, count: NextField.allCases.count))
    states = LadderPosition.State.allCases.map { Value($0.rawValue, in: arena) }
    reasons = book.manifest.suppressions.map { Value($0.reason, in: arena) }
    steps = book.manifest.steps.map { step in
      StepValues(
        id: Value(step.id, in: arena), tone: step.tone.isEmpty ? .nil : Value(step.tone, in: arena),
        clauses: RuleConstant.list(step.clauses.map { .text($0.name) }).value(in: arena),
        action: Value(step.action, in: arena), by: Value(step.by, in: arena),
        actions: step.prerequisites.map { Value($0.action, in: arena) })
    }
    donePaths = book.manifest.steps.map { $0.done?.path }
    prerequisitePaths = book.manifest.steps.map { $0.prerequisites.map(\.date) }
    answers = LadderBook.conditions(book.manifest).map { _ in false }
  }

  private static func members(
    _ names: [String], _ arena: Arena
  ) -> UnsafeMutablePointer<Member> {
    let members = arena.allocateMembers(names.count)
    for (index, name) in names.enumerated() {
      (members + index).initialize(to: Member(key: Value(name, in: arena), value: .nil))
    }
    return members
  }

  /// Finds where a record's customer stands on the run's date.
  func evaluate(_ record: Value, globals: [Value]) throws(RenderError) {
    for index in answers.indices { answers[index] = false }
    position = LadderPosition()
    amount = book.manifest.amount?.path.value(in: record) ?? .nil
    if !answers.isEmpty {
      scope.answer = { [unowned self] question, _ in answers[question] = true }
      defer { scope.answer = nil }
      try renderer.render(record, globals: globals)
    }
    let today = Day(number: Int(scope.now / 86_400))
    let isOnLadder = book.manifest.condition == nil || answers[0]
    do throws(RenderFailure) {
      let due = isOnLadder ? try day(book.manifest.due, record) : nil
      guard let due else { return show(nil, today) }
      let facts = try facts(record, due: due)
      position = book.clock.position(facts, on: today)
      show(facts, today)
    } catch {
      throw RenderError(failure: error, place: nil)
    }
  }

  private func facts(
    _ record: Value, due: Day
  ) throws(RenderFailure) -> LadderClock.Facts {
    var facts = LadderClock.Facts(due: due, done: [], prerequisites: [])
    facts.done.reserveCapacity(donePaths.count)
    facts.prerequisites.reserveCapacity(donePaths.count)
    for step in donePaths.indices {
      var done: Day?
      if let path = donePaths[step] { done = try day(path, record) }
      facts.done.append(done)
      var dates: [Day?] = []
      for path in prerequisitePaths[step] { dates.append(try day(path, record)) }
      facts.prerequisites.append(dates)
    }
    let first = book.manifest.condition == nil ? 0 : 1
    for (index, suppression) in book.manifest.suppressions.enumerated()
    where answers[first + index] {
      facts.suppressions.append((index, suppression.from))
    }
    return facts
  }

  /// A date of the record; nil where it has none.
  private func day(_ path: FieldPath, _ record: Value) throws(RenderFailure) -> Day? {
    let value = path.value(in: record)
    if value.isNil { return nil }
    guard let day = Day(value.bytes) else {
      throw RenderFailure(.argument, "'\(path)' is no date YYYY-MM-DD, and the ladder needs one")
    }
    return day
  }

  // MARK: What templates see

  private func set(_ field: Field, _ value: Value) { members[field.rawValue].value = value }

  private func show(_ facts: LadderClock.Facts?, _ today: Day) {
    for field in Field.allCases { set(field, .nil) }
    set(.clauses, Value(array: UnsafeBufferPointer(start: nil, count: 0)))
    set(.daysOverdue, Value(0))
    let index = LadderPosition.State.allCases.firstIndex(of: position.state) ?? 0
    set(.state, states[index])
    guard let facts else { return }
    set(.daysOverdue, Value(max(0, today - facts.due)))
    if let suppression = position.suppression {
      set(.reason, reasons[suppression])
    } else if let missing = position.missing, let pending = position.pending {
      set(.reason, steps[pending].actions[missing])
    }
    showStep(facts, today)
    showNext(facts, today)
  }

  /// The step this message belongs to: the one that is due now, else the last one done.
  private func showStep(_ facts: LadderClock.Facts, _ today: Day) {
    guard let current = position.isDue ? position.pending : position.done else { return }
    let day = position.isDue ? today : facts.done[current]
    set(.step, steps[current].id)
    set(.tone, steps[current].tone)
    set(.clauses, steps[current].clauses)
    guard let day else { return }
    set(.date, day.value(in: scope.arena))
    if let term = book.manifest.steps[current].term {
      set(.deadline, book.clock.adding(term, to: day).value(in: scope.arena))
    }
  }

  private func showNext(_ facts: LadderClock.Facts, _ today: Day) {
    guard let pending = position.pending, position.state != .held else { return }
    let index = position.isDue ? pending + 1 : pending
    guard index < steps.count else { return }
    let day =
      position.isDue
      ? book.clock.day(after: pending, doneOn: today, facts)
      : position.missing == nil ? position.date : nil
    next[NextField.step.rawValue].value = steps[index].id
    next[NextField.tone.rawValue].value = steps[index].tone
    next[NextField.action.rawValue].value = steps[index].action
    next[NextField.by.rawValue].value = steps[index].by
    next[NextField.date.rawValue].value = day?.value(in: scope.arena) ?? .nil
    set(.next, nextObject)
  }

  // MARK: What the desk gets

  var outcome: LadderOutcome {
    let manifest = book.manifest
    switch position.state {
    case .none: return .closed(reason: "nothing-due")
    case .finished: return .closed(reason: "ladder-finished")
    case .held:
      return .closed(reason: position.suppression.map { manifest.suppressions[$0].reason } ?? "")
    case .waiting, .due, .overdue, .blocked: break
    }
    guard let pending = position.pending else { return .closed(reason: "ladder-finished") }
    let step = manifest.steps[pending]
    let today = Day(number: Int(scope.now / 86_400))
    let day = position.date ?? today
    let state: LadderPosition.State = day < today ? .overdue : day == today ? .due : .waiting
    var (action, by, why) = (step.action, step.by, position.why)
    if let missing = position.missing {
      let prerequisite = step.prerequisites[missing]
      (action, by) = (prerequisite.action, prerequisite.by)
      why = "\(step.id) needs \(prerequisite.date)"
    }
    return .task(
      LadderTask(
        state: state.rawValue, due: day.text, step: step.id, action: action, by: by, why: why,
        today: today.text,
        amount: amount.tag == .integer || amount.tag == .decimal
          ? String(decoding: amount.text(in: scope.arena).bytes, as: UTF8.self) : ""))
  }

  /// The line that an explanation shows.
  var answer: RuleAnswer {
    let manifest = book.manifest
    var words = position.state.rawValue
    var span = manifest.dueSpan
    if let pending = position.pending {
      span = manifest.steps[pending].idSpan
      words += ", \(manifest.steps[pending].id)"
      if let day = position.date { words += " on \(day.text)" }
      if !position.why.isEmpty { words += ", \(position.why)" }
      if let missing = position.missing {
        words += ", without \(manifest.steps[pending].prerequisites[missing].date)"
      }
    }
    if let suppression = position.suppression {
      words += ": \(manifest.suppressions[suppression].reason)"
    }
    return RuleAnswer(
      subject: "ladder", answer: words, place: .init(file: book.file, span: span),
      questions: LadderBook.conditions(manifest))
  }
}
