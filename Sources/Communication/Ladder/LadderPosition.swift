/// Where a customer stands on the ladder on one day: computed from dates alone.
struct LadderPosition: Hashable, Sendable {
  /// How a customer stands.
  enum State: String, Sendable, CaseIterable {
    /// Not on the ladder: nothing is due, or no due date is known.
    case none
    /// The next step's day is still to come.
    case waiting
    /// The next step is to be done today.
    case due
    /// The next step's day is past.
    case overdue
    /// The next step's day has come, and something that must be known before is not.
    case blocked
    /// A step would be next, and a reason speaks against it.
    case held
    /// Every step is done.
    case finished
  }

  var state = State.none
  /// The last step done, as an index.
  var done: Int?
  /// The step that is next.
  var pending: Int?
  /// The day from which the next step may be done; while it is blocked, as far as that is known.
  var date: Day?
  /// What the next step's day was counted from, in words: `reminder of 2026-02-23`.
  var why = ""
  /// The prerequisite of the next step of which no date is known.
  var missing: Int?
  /// The suppression that holds.
  var suppression: Int?

  /// Whether the next step can be done now.
  var isDue: Bool { state == .due || state == .overdue }
}

/// Computes positions: steps, a calendar, and dates in; a position out.
struct LadderClock: Sendable {
  let steps: [LadderManifest.Step]
  let calendar: BusinessCalendar

  /// What is known of one customer.
  struct Facts {
    var due: Day
    /// By step: the day it was done; nil for not, or not known.
    var done: [Day?]
    /// By step and prerequisite: its date.
    var prerequisites: [[Day?]]
    /// The suppressions that hold.
    var suppressions: [(index: Int, from: Int)] = []
  }

  /// Where a customer stands on a day.
  ///
  /// A step without a field for its day counts as done once its day is past.
  func position(_ facts: Facts, on today: Day) -> LadderPosition {
    var position = LadderPosition()
    var days = facts.done
    for index in steps.indices {
      if let day = days[index], day <= today {
        position.done = index
      } else if days[index] == nil, steps[index].done == nil,
        position.done == index - 1
          || index == 0
      {
        let (date, missing, _) = date(of: index, facts, days)
        guard let date, missing == nil, date < today else { continue }
        days[index] = date
        position.done = index
      }
    }
    let next = position.done.map { $0 + 1 } ?? 0
    guard next < steps.count else {
      position.state = .finished
      return position
    }
    position.pending = next
    let (date, missing, why) = date(of: next, facts, days)
    position.date = date
    position.missing = missing
    position.why = why
    if let held = facts.suppressions.first(where: { $0.from <= next }) {
      position.suppression = held.index
      position.state = .held
    } else if let date, date <= today {
      position.state = missing != nil ? .blocked : date < today ? .overdue : .due
    } else {
      position.state = .waiting
    }
    return position
  }

  /// The day of the step after `step`, if that is done on `day` and nothing more comes to be known.
  func day(after step: Int, doneOn day: Day, _ facts: Facts) -> Day? {
    guard step + 1 < steps.count else { return nil }
    var days = facts.done
    days[step] = day
    let (date, missing, _) = date(of: step + 1, facts, days)
    return missing == nil ? date : nil
  }

  /// The first day a step may be done, the prerequisite that is not known, and what decided.
  private func date(
    of index: Int, _ facts: Facts, _ done: [Day?]
  ) -> (date: Day?, missing: Int?, why: String) {
    let step = steps[index]
    var base: Day
    var why: String
    switch step.anchor {
    case .due:
      base = facts.due
      why = "due date \(facts.due.text)"
    case .step(let anchor):
      // A step that was skipped has no day: what came after it stands for it.
      guard let day = done[anchor] ?? done[anchor..<index].compactMap({ $0 }).first else {
        return (nil, nil, "\(steps[anchor].id) has no date")
      }
      base = day
      why = "\(steps[anchor].id) of \(day.text)"
    }
    var date = adding(step.after, to: base)
    why = Self.words(step.after) + why
    var missing: Int?
    for (number, prerequisite) in step.prerequisites.enumerated() {
      guard let day = facts.prerequisites[index][number] else {
        missing = missing ?? number
        continue
      }
      let earliest = adding(prerequisite.offset, to: day)
      guard earliest > date else { continue }
      date = earliest
      why = Self.words(prerequisite.offset) + "\(prerequisite.date) of \(day.text)"
    }
    return (rolled(date, step), missing, why)
  }

  /// The day so much after another.
  func adding(_ offset: LadderManifest.Offset, to day: Day) -> Day {
    calendar.adding(offset.businessDays, to: day + offset.days)
  }

  private func rolled(_ day: Day, _ step: LadderManifest.Step) -> Day {
    var day = day
    while !isMeant(day, step) { day = day + 1 }
    return day
  }

  private func isMeant(_ day: Day, _ step: LadderManifest.Step) -> Bool {
    if !step.isOnAnyDay, !calendar.isBusinessDay(day) { return false }
    return !step.avoided[day.weekday] && !(step.avoidsEves && calendar.isHoliday(day + 1))
  }

  private static func words(_ offset: LadderManifest.Offset) -> String {
    var parts: [String] = []
    if offset.days > 0 { parts.append("\(offset.days) days") }
    if offset.businessDays > 0 { parts.append("\(offset.businessDays) business days") }
    return parts.isEmpty ? "" : parts.joined(separator: " and ") + " after "
  }
}
