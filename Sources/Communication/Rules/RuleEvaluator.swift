import Diagnostics
import Liquid

/// Answers a rule book's questions for one record after another; one a worker.
///
/// Templates see the answers as objects whose memory stays in its place: only what they hold changes from record to record.
final class RuleEvaluator {
  let book: RuleBook
  private let renderer: Renderer
  private let scope: FilterScope
  private let constants = Scratch()
  private let outcomes: Value
  private var values: Section
  private var segments: Section
  private var decisions: Section
  private var variants: Section
  /// By value: what it is where it is not computed.
  private let defaults: [Value]
  private var tables: [Table] = []
  private var choices: [Choice] = []
  private var record = Value.nil
  private var key = Value.nil
  /// What kept a question from being answered, for a place that cannot throw.
  private var failure: RenderFailure?
  /// By variant: the option shown, as an index into its options; nil for none.
  private(set) var chosen: [Int?]
  /// By table: the rows that answered.
  private(set) var hits: [[Int]]

  /// An object of named members.
  private struct Section {
    let members: UnsafeMutablePointer<Member>
    let object: Value

    init(_ names: [String], _ arena: Arena) {
      members = arena.allocateMembers(names.count)
      for (index, name) in names.enumerated() {
        (members + index).initialize(to: Member(key: Value(name, in: arena), value: .nil))
      }
      object = Value(object: UnsafeBufferPointer(start: members, count: names.count))
    }
  }

  /// A table's possible answers, made once.
  private struct Table {
    /// By row, for the first that holds: its outputs as an object.
    var rows: [Value] = []
    /// What no row gives.
    var otherwise = Value.nil
    /// For all that hold: an object of lists, and by output where its list grows.
    var lists: Section?
    var elements: [UnsafeMutablePointer<Value>] = []
    var counts: [Int] = []
    /// By row: what it adds to which output.
    var additions: [[(output: Int, value: Value)]] = []
  }

  /// A variant's options, made once.
  private struct Choice {
    let options: [Value]
    /// By group, and last for customers of no group: by share, the option.
    let shares: [[Int]]
  }

  init(_ book: RuleBook, scratch: Scratch, scope: FilterScope) {
    self.book = book
    self.scope = scope
    renderer = Renderer(book.program, scratch: scratch, scope: scope)
    let arena = constants.arena
    let manifest = book.manifest
    outcomes = manifest.outcomes?.value(in: arena) ?? .nil
    values = Section(manifest.values.map(\.name), arena)
    segments = Section(manifest.segments.map(\.name), arena)
    decisions = Section(manifest.tables.map(\.name), arena)
    variants = Section(manifest.variants.map(\.name), arena)
    chosen = manifest.variants.map { _ in nil }
    hits = manifest.tables.map { _ in [] }
    defaults = manifest.values.map { $0.otherwise?.value(in: arena) ?? .nil }
    tables = manifest.tables.map { Self.table($0, arena) }
    choices = manifest.variants.map { variant in
      let options = variant.options
      let all = variant.groups.map(\.shares) + [variant.otherwise ?? []]
      return Choice(
        options: options.map { Value($0, in: arena) },
        shares: all.map { $0.compactMap { share in options.firstIndex(of: share.option) } })
    }
  }

  /// The variables, in the order of `RulesManifest.globals`.
  var globals: [Value] {
    var globals: [Value] = []
    if book.manifest.outcomesFile != nil { globals.append(outcomes) }
    if !book.manifest.values.isEmpty { globals.append(values.object) }
    if !book.manifest.segments.isEmpty { globals.append(segments.object) }
    if !book.manifest.tables.isEmpty { globals.append(decisions.object) }
    if !book.manifest.variants.isEmpty { globals.append(variants.object) }
    return globals
  }

  /// Answers all questions for a record; `globals` hold this one's variables already.
  func evaluate(_ record: Value, key: Value, globals: [Value]) throws(RenderError) {
    self.record = record
    self.key = key
    failure = nil
    forget()
    for index in choices.indices where book.manifest.variants[index].otherwise != nil {
      choose(index, book.manifest.variants[index].groups.count)
    }
    scope.answer = { [unowned self] question, value in take(question, value) }
    defer { scope.answer = nil }
    try renderer.render(record, globals: globals)
    if let failure { throw RenderError(failure: failure, place: nil) }
  }

  /// Whether the record is in a segment.
  func isIn(_ segment: Int) -> Bool { segments.members[segment].value.isTruthy }

  /// The value of a number, for explanations.
  func value(_ index: Int) -> Value { values.members[index].value }

  // MARK: Answers

  private func forget() {
    for index in defaults.indices { values.members[index].value = defaults[index] }
    for index in book.manifest.segments.indices { segments.members[index].value = Value(false) }
    for index in book.manifest.variants.indices {
      variants.members[index].value = .nil
      chosen[index] = nil
    }
    for index in tables.indices {
      decisions.members[index].value = tables[index].lists?.object ?? tables[index].otherwise
      hits[index].removeAll(keepingCapacity: true)
      guard let lists = tables[index].lists else { continue }
      for output in tables[index].counts.indices {
        tables[index].counts[output] = 0
        lists.members[output].value =
          tables[index].otherwise.isNil
          ? Value(array: UnsafeBufferPointer(start: nil, count: 0))
          : tables[index].otherwise.members[output].value
      }
    }
  }

  private func take(_ question: Int, _ value: Value) {
    switch book.targets[question] {
    case .value(let index): values.members[index].value = value
    case .segment(let index): segments.members[index].value = Value(true)
    case .row(let table, let row): take(row: row, of: table)
    case .group(let variant, let group): choose(variant, group)
    }
  }

  private func take(row: Int, of number: Int) {
    hits[number].append(row)
    guard let lists = tables[number].lists else {
      decisions.members[number].value = tables[number].rows[row]
      return
    }
    if hits[number].count == 1 {
      for output in tables[number].counts.indices {
        lists.members[output].value = Value(array: UnsafeBufferPointer(start: nil, count: 0))
      }
    }
    for (output, value) in tables[number].additions[row] {
      let count = tables[number].counts[output]
      tables[number].elements[output][count] = value
      tables[number].counts[output] = count + 1
      lists.members[output].value = Value(
        array: UnsafeBufferPointer(start: tables[number].elements[output], count: count + 1))
    }
  }

  private func choose(_ number: Int, _ group: Int) {
    let variant = book.manifest.variants[number]
    let shares =
      group < variant.groups.count ? variant.groups[group].shares : variant.otherwise ?? []
    var share = 0
    if shares.count > 1 {
      let unit = variant.by.map { $0.path.value(in: record) } ?? key
      let text = unit.tag == .integer ? unit.text(in: scope.arena) : unit
      guard !text.bytes.isEmpty else {
        failure = RenderFailure(
          .argument,
          "variant '\(variant.name)' is split by '\(variant.by?.path.description ?? "the key")', "
            + "and the record has none")
        return
      }
      share = RuleBook.option(at: book.place(of: text.bytes, salt: variant.salt), of: shares)
    }
    let option = choices[number].shares[group][share]
    chosen[number] = option
    variants.members[number].value = choices[number].options[option]
  }

  // MARK: Tables

  private static func table(_ source: RulesManifest.Table, _ arena: Arena) -> Table {
    let names = source.outputNames
    var table = Table()
    func object(_ outputs: [RulesManifest.Output]) -> Section {
      let section = Section(names, arena)
      for output in outputs {
        guard let index = names.firstIndex(of: output.name) else { continue }
        section.members[index].value = output.value.value(in: arena)
      }
      return section
    }
    guard source.hit == .all else {
      table.rows = source.rows.map { object($0.outputs).object }
      table.otherwise = source.otherwise.map { object($0).object } ?? .nil
      return table
    }
    table.lists = Section(names, arena)
    table.counts = names.map { _ in 0 }
    table.elements = names.map { _ in arena.allocateValues(source.rows.count) }
    table.additions = source.rows.map { row in
      row.outputs.compactMap { output in
        names.firstIndex(of: output.name).map { ($0, output.value.value(in: arena)) }
      }
    }
    if let otherwise = source.otherwise {
      // One list of one element for each output that is spelled out.
      let section = object(otherwise)
      for index in names.indices {
        let value = section.members[index].value
        let element = arena.allocateValues(1)
        element.initialize(to: value)
        section.members[index].value = Value(
          array: UnsafeBufferPointer(start: element, count: value.isNil ? 0 : 1))
      }
      table.otherwise = section.object
    }
    return table
  }
}
