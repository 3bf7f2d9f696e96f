/// What was done with a run's pages: counted by visits, for all and for each group.
public struct Outcomes: Sendable {
  /// Documents that are told apart from others, and how events name them.
  public struct Group: Sendable, Hashable {
    /// Its name: a segment, or a variant and its option; `all` for all.
    public var name: String
    /// What events of its documents carry; nothing for all documents.
    public var code: String
    /// Documents of the run that belong to it.
    public var documents: Int

    /// Makes a group.
    public init(name: String, code: String = "", documents: Int) {
      self.name = name
      self.code = code
      self.documents = documents
    }
  }

  /// What was counted of a group.
  public struct Row: Sendable {
    /// The group.
    public let group: Group
    /// Visits that opened a page.
    public fileprivate(set) var opened = 0
    /// Visits that played the film.
    public fileprivate(set) var played = 0
    /// Visits by the scenes they reached, in the order in which scenes first came.
    public fileprivate(set) var scenes: [(name: String, visits: Int)] = []
    /// Visits by the actions taken, sorted by name.
    public fileprivate(set) var actions: [(name: String, visits: Int)] = []
    /// Visits with any action.
    public fileprivate(set) var acted = 0
    /// Visits that paid.
    public fileprivate(set) var paid = 0
  }

  /// A row for all documents, then one for each group.
  public private(set) var rows: [Row] = []
  /// Events counted.
  public private(set) var events = 0
  /// Lines that are no events.
  public private(set) var unreadable = 0
  /// Events of other runs.
  public private(set) var others = 0
  /// Events that came twice.
  public private(set) var doubled = 0

  /// Visits of which no event says that they opened a page: it was lost on the way, or they were made up.
  public private(set) var unopened = 0

  let run: String
  private let groups: [Group]
  private var visits: [String: Visit] = [:]
  /// Visits counted.
  public var visitCount: Int { visits.count }
  private var order: [String] = []

  private struct Visit {
    var groups: Set<String> = []
    var opened = false
    var paid = false
    var scenes: Set<String> = []
    var actions: Set<String> = []
  }

  /// Begins to count for a run; the first group is that of all documents.
  public init(run: String, groups: [Group]) {
    self.run = run
    self.groups = groups
  }

  /// Takes a line of a file of events, without its newline.
  public mutating func add(_ line: [UInt8]) {
    guard let event = ListenEvent(line) else {
      unreadable += 1
      return
    }
    guard event.run == run else {
      others += 1
      return
    }
    var visit = visits[event.visit] ?? Visit()
    let isNew: Bool
    switch event.kind {
    case .opened:
      isNew = !visit.opened
      visit.opened = true
    case .paid:
      isNew = !visit.paid
      visit.paid = true
    case .scene:
      isNew = visit.scenes.insert(event.name).inserted
      if !order.contains(event.name) { order.append(event.name) }
    case .action: isNew = visit.actions.insert(event.name).inserted
    }
    visit.groups.formUnion(event.groups)
    visits[event.visit] = visit
    if isNew { events += 1 } else { doubled += 1 }
  }

  /// Counts what was taken, of visits that opened a page.
  public mutating func count() {
    unopened = visits.values.count { !$0.opened }
    rows = groups.enumerated().map { number, group in
      // What is counted against opens must be part of them, or a share of customers is none.
      let members = visits.values.filter {
        $0.opened && (number == 0 || $0.groups.contains(group.code))
      }
      var row = Row(group: group)
      row.opened = members.count
      row.played = members.count { !$0.scenes.isEmpty }
      row.acted = members.count { !$0.actions.isEmpty }
      row.paid = members.count(where: \.paid)
      row.scenes = order.map { scene in (scene, members.count { $0.scenes.contains(scene) }) }
      let actions = Set(members.flatMap(\.actions)).sorted()
      row.actions = actions.map { action in (action, members.count { $0.actions.contains(action) })
      }
      return row
    }
  }
}
