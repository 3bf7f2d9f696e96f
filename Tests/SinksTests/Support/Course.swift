@testable import Sinks

/// One kind of sink's way through the sample run, on simulated disks.
final class Course {
  struct Violation: Error, CustomStringConvertible {
    let description: String
  }

  let sample = SampleRun(unitCount: 4, documentsPerUnit: 3)
  let maker: SinkMaker
  /// The folder after an unbroken run.
  private(set) var whole: [String: [UInt8]] = [:]
  private(set) var callCount = 0
  private(set) var syncCount = 0
  private let units: [UnitOutput]
  /// Two units, one, two: what a committer takes is chance, and must leave no trace.
  private let groupSizes = [2, 1, 2]

  init(_ kind: SinkConformanceTests.Kind) throws {
    let sample = sample
    let maker = SinkMaker(kind)
    self.maker = maker
    units = (0..<sample.unitCount).map { sample.unit($0, form: maker.form) }
    let disk = SimulatedDisk(seed: 0)
    try run(disk)
    callCount = disk.calls
    syncCount = disk.syncs
    whole = try tree(disk)
  }

  /// Begins or resumes the run and finishes it; how many groups were redone.
  ///
  /// Where it `overlaps`, each group is staged while the sync of the one before it is under way, as in a batch, and every other
  /// group is written before that sync has done its work.
  @discardableResult
  func run(_ disk: SimulatedDisk, overlaps: Bool = true) throws -> Int {
    let folder = try maker.folder(at: "out", disk)
    if folder.isComplete {
      try folder.close()
      return 0
    }
    let writer = try RunWriter(maker.sink(in: folder), in: folder)
    var next = writer.unitCount
    var turn = 0
    var underWay: PendingSync?
    while next < units.count {
      let size = min(groupSizes[turn % groupSizes.count], units.count - next)
      let group = Array(units[next..<next + size])
      next += size
      turn += 1
      let following = units[next..<min(units.count, next + groupSizes[turn % groupSizes.count])]
      guard overlaps else {
        try writer.commit(group)
        continue
      }
      // What was written and is staged only after a sync that failed may be lost in part.
      if turn % 2 == 0, let sync = underWay {
        underWay = nil
        try writer.endSync(sync)
      }
      try writer.stage(group)
      if let underWay { try writer.endSync(underWay) }
      underWay = writer.beginSync()
      if turn % 2 == 1 { for unit in following { try writer.write(unit) } }
      // What is staged from here on is none of its business.
      underWay?.perform()
    }
    if let underWay { try writer.endSync(underWay) }
    try writer.finish(
      RunClosing(
        totals: [ControlTotal(name: "sum", group: "EUR", outcome: .rendered, amount: "10.50")],
        reports: [("report.html", [1, 2, 3])]))
    if disk.openCount != 0 { throw Violation(description: "\(disk.openCount) left open") }
    return writer.redoneCount
  }

  /// Breaks a run once or more at moments that `seed` chooses, then lets it finish.
  func schedule(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed ^ 0xB111_0000)
    let disk = SimulatedDisk(seed: seed)
    var syncsFailed = false
    for _ in 0...(random.next() % 3) {
      disk.callsLeft = Int(random.next() % UInt64(callCount))
      if random.oneIn(4) {
        disk.syncFaults = [disk.syncs + 1 + Int(random.next() % 12)]
        syncsFailed = true
      }
      do {
        try run(disk, overlaps: !random.oneIn(3))
      } catch let error as SinkError {
        guard error.systemName == SimulatedDisk.powerLoss.name || error.code == .syncFailed else {
          throw error
        }
      }
      if random.oneIn(3) { disk.kill() } else { disk.crash() }
      try check(disk)
    }
    disk.kill()
    try run(disk)
    disk.crash()
    // A process killed just after the sync of `_SUCCESS` failed leaves a name that only looks
    // certain; that costs another start, no byte.
    if syncsFailed { try run(disk) }
    let end = try tree(disk)
    guard end == whole else {
      let names = Set(end.keys).symmetricDifference(whole.keys)
      let altered = whole.keys.filter { end[$0] != nil && end[$0] != whole[$0] }
      throw Violation(description: "the end differs: \(names.sorted()), \(altered.sorted())")
    }
  }

  func tree(_ disk: SimulatedDisk) throws -> [String: [UInt8]] {
    let root = try disk.openRoot("out")
    defer { try? disk.close(root) }
    return try SinksTests.tree(of: root, disk)
  }

  /// What must hold in a folder however it was left.
  private func check(_ disk: SimulatedDisk) throws {
    let found = try tree(disk)
    let expected = sample.expectedFiles
    let published = try documents(in: found)
    for (path, bytes) in published where expected[path] != bytes {
      throw Violation(description: "published and not whole: \(path)")
    }
    // A document is a folder: one of its files is there only with all the others.
    let shown = Set(published.keys.map(Self.document))
    for path in expected.keys where shown.contains(Self.document(path)) {
      if published[path] == nil { throw Violation(description: "part of a document: \(path)") }
    }
    let record = found["journal"].flatMap { bytes in bytes.withUnsafeBytes { JournalRecord($0) } }
    if maker.form == .plain, let record, !isHeldBack {
      let count = record.lines.reduce(0) { $0 + $1.counts.rendered }
      if shown.count < count { throw Violation(description: "committed and not published") }
    }
    if isHeldBack, !published.isEmpty, record?.lines.count != sample.unitCount {
      throw Violation(description: "shown before the end")
    }
    guard found["_SUCCESS"] != nil else { return }
    let rest = found.filter { !$0.key.hasPrefix(".billow") }
    if rest != whole { throw Violation(description: "_SUCCESS before the end") }
  }

  private var isHeldBack: Bool { maker.kind == .directoryHeld || maker.kind == .packHeld }

  private static func document(_ path: String) -> String {
    path.split(separator: "/").prefix(3).joined(separator: "/")
  }
}
