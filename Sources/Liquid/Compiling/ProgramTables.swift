/// What the machine reads of a program while it runs: plain memory, no reference counts.
///
/// Workers share a program; arrays and strings in it would make them fight over their counts.
struct ProgramTables {
  /// A variable and what it is filled from.
  struct SlotPair: BitwiseCopyable {
    let slot: Int
    let other: Int
  }

  struct NamedSlot: BitwiseCopyable {
    let name: Value
    let slot: Int
  }

  /// As `Program.Unit`.
  struct Unit: BitwiseCopyable {
    let slotCount: Int
    let recordSlots: UnsafeBufferPointer<SlotPair>
    let globalSlots: UnsafeBufferPointer<SlotPair>
    let counterSlots: UnsafeBufferPointer<SlotPair>
    /// Variables that a value may name.
    let names: UnsafeBufferPointer<NamedSlot>
    /// The variable `forloop`; -1 when nothing reads it.
    let loopSlot: Int
  }

  /// As `Program.Entry`.
  struct Entry: BitwiseCopyable {
    let name: Value
    let start: Int
    let argumentSlot: Int
    let steps: Int
  }

  let filters: UnsafeMutablePointer<Filter>
  let filterCount: Int
  let tags: UnsafeMutablePointer<TagRow.Function>
  let tagCount: Int
  let units: UnsafeMutablePointer<Unit>
  let entries: UnsafeMutablePointer<Entry>
  let entryTables: UnsafeMutablePointer<UnsafeBufferPointer<Int>>
  let bindings: UnsafePointer<Int>

  /// Lays the tables out; lists and names go into `arena`, which must outlive them.
  init(_ parts: ProgramParts, filters: [FilterRow], tags: [TagRow], arena: Arena) {
    filterCount = filters.count
    self.filters = .allocate(capacity: max(1, filters.count))
    for (index, row) in filters.enumerated() {
      (self.filters + index).initialize(
        to: Filter(row))
    }
    tagCount = tags.count
    self.tags = .allocate(capacity: max(1, tags.count))
    for (index, row) in tags.enumerated() { (self.tags + index).initialize(to: row.apply) }
    units = .allocate(capacity: max(1, parts.units.count))
    for (index, unit) in parts.units.enumerated() {
      (units + index).initialize(to: Self.table(of: unit, arena))
    }
    entries = .allocate(capacity: max(1, parts.entries.count))
    for (index, entry) in parts.entries.enumerated() {
      (entries + index).initialize(
        to: Entry(
          name: Value(entry.name, in: arena), start: entry.start,
          argumentSlot: entry.argumentSlot, steps: entry.steps))
    }
    entryTables = .allocate(capacity: max(1, parts.entryTables.count))
    for (index, table) in parts.entryTables.enumerated() {
      (entryTables + index).initialize(to: Self.list(table.entries, arena))
    }
    bindings = Self.pointer(parts.bindings, arena)
  }

  func deallocate() {
    filters.deinitialize(count: filterCount)
    filters.deallocate()
    tags.deinitialize(count: tagCount)
    tags.deallocate()
    units.deallocate()
    entries.deallocate()
    entryTables.deallocate()
  }
}

extension ProgramTables {
  private static func table(of unit: Program.Unit, _ arena: Arena) -> Unit {
    let names = unit.names.filter { !$0.key.text.hasPrefix("\u{0}") }.sorted { $0.value < $1.value }
    return Unit(
      slotCount: unit.slotCount,
      recordSlots: list(unit.recordSlots.map { SlotPair(slot: $0.slot, other: $0.name) }, arena),
      globalSlots: list(unit.globalSlots.map { SlotPair(slot: $0.slot, other: $0.global) }, arena),
      counterSlots: list(
        unit.counterSlots.map { SlotPair(slot: $0.slot, other: $0.environment) }, arena),
      names: list(
        names.map { NamedSlot(name: Value($0.key.text, in: arena), slot: $0.value) }, arena),
      loopSlot: unit.names["forloop"] ?? -1)
  }

  private static func list<Element: BitwiseCopyable>(
    _ elements: [Element], _ arena: Arena
  ) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: pointer(elements, arena), count: elements.count)
  }

  private static func pointer<Element: BitwiseCopyable>(
    _ elements: [Element], _ arena: Arena
  ) -> UnsafePointer<Element> {
    let bytes = arena.allocate(max(1, elements.count) * MemoryLayout<Element>.stride)
    let start = bytes.bindMemory(to: Element.self, capacity: max(1, elements.count))
    start.initialize(from: elements, count: elements.count)
    return UnsafePointer(start)
  }
}
