import Glibc
import Testing

@testable import Sinks

/// A pack taken up earlier than the run had come: its journal was damaged, and later packs were published.
@Suite struct PackRecoveryTests {
  let run = SampleRun()

  func commit(_ units: Range<Int>, at path: String, finishing: Bool) throws {
    let maker = SinkMaker(.packSmall)
    let (writer, _) = try maker.writer(at: path)
    #expect(writer.unitCount == units.lowerBound)
    for index in units { try writer.commit([run.unit(index, form: maker.form)]) }
    guard finishing else { return try writer.close() }
    try writer.finish(RunClosing())
  }

  /// Spoils a line of the journal, or cuts its last byte.
  func spoil(_ line: Int?, _ path: String) throws {
    let journal = try #require(try tree(path)["journal"])
    guard let line else {
      return #expect(truncate(path + "/journal", off_t(journal.count - 1)) == 0)
    }
    let ends = journal.indices.filter { journal[$0] == 0x0A }
    let file = open(path + "/journal", O_WRONLY)
    defer { close(file) }
    #expect(pwrite(file, "x", 1, off_t(ends[line] - 5)) == 1)
  }

  @Test(arguments: [nil, 1, 2, 3, 4, 5] as [Int?])
  func aDamagedJournalLineCostsNoByte(_ line: Int?) throws {
    let unbroken = TemporaryFolder()
    let resumed = TemporaryFolder()
    try commit(0..<5, at: unbroken.path, finishing: true)
    try commit(0..<5, at: resumed.path, finishing: false)
    try spoil(line, resumed.path)
    try commit((line.map { $0 - 1 } ?? 4)..<5, at: resumed.path, finishing: true)
    #expect(try tree(resumed.path) == tree(unbroken.path))
  }

  @Test func aDeathOnTheWayBackCostsNoByte() throws {
    let course = try Course(.packSmall)
    for calls in 0..<200 {
      let disk = SimulatedDisk(seed: UInt64(calls))
      disk.callsLeft = course.callCount - 40
      _ = try? course.run(disk)
      disk.kill()
      try spoilThirdLine(disk)
      disk.callsLeft = calls
      _ = try? course.run(disk)
      if calls % 2 == 0 { disk.crash() } else { disk.kill() }
      try course.run(disk)
      try #require(try course.tree(disk) == course.whole, "death after \(calls) calls")
    }
  }

  private func spoilThirdLine(_ disk: SimulatedDisk) throws {
    let root = try disk.openRoot("out")
    let journal = try #require(try tree(of: root, disk)["journal"])
    let ends = journal.indices.filter { journal[$0] == 0x0A }
    try #require(ends.count > 2)
    let file = try disk.openFile("journal", in: root, .updating)
    try withBytes("x") { try disk.write($0, to: file, at: ends[2] - 5) }
    try disk.sync(file)
    try disk.close(file)
    try disk.close(root)
  }

  /// Limit and one less: as many bytes as the journal says are enough.
  @Test(arguments: [false, true]) func aPackThatIsShorterIsRefusedAndNothingRemoved(_ isCut: Bool)
    throws
  {
    let temporary = TemporaryFolder()
    try commit(0..<5, at: temporary.path, finishing: false)
    try spoil(3, temporary.path)
    let record = try #require(
      try tree(temporary.path)["journal"]?.withUnsafeBytes { JournalRecord($0) })
    let position = try #require(record.lines.last?.pack)
    let pack = "packs/" + OpenPack.Names(position.pack).data
    #expect(truncate("\(temporary.path)/\(pack)", off_t(position.length - (isCut ? 1 : 0))) == 0)
    let before = try tree(temporary.path).keys.sorted()
    guard isCut else { return try commit(2..<5, at: temporary.path, finishing: true) }
    let error = #expect(throws: SinkError.self) {
      try commit(2..<5, at: temporary.path, finishing: true)
    }
    #expect(error?.code == .outputDamaged)
    #expect(error?.path == pack)
    let after = try tree(temporary.path)
    #expect(before.allSatisfy { after[$0] != nil || $0.hasPrefix(".billow/") })
  }

  /// A pack before the one to go on with, gone or cut by a byte: the manifest would vouch for what is left.
  @Test(arguments: [false, true]) func anEarlierPackThatIsNotWholeIsRefused(_ isCut: Bool) throws {
    let temporary = TemporaryFolder()
    try commit(0..<5, at: temporary.path, finishing: false)
    let pack = "packs/pack-00001.zip"
    let whole = try #require(try tree(temporary.path)[pack])
    if isCut {
      #expect(truncate("\(temporary.path)/\(pack)", off_t(whole.count - 1)) == 0)
    } else {
      #expect(unlink("\(temporary.path)/\(pack)") == 0)
    }
    try spoil(nil, temporary.path)
    let before = try tree(temporary.path)
    let error = #expect(throws: SinkError.self) {
      try commit(4..<5, at: temporary.path, finishing: true)
    }
    #expect(error?.code == .outputDamaged)
    #expect(error?.path == pack)
    #expect(
      error?.message == "pack-00001.zip "
        + (isCut ? "has no sound end: it is cut or altered there" : "is not there"))
    let after = try tree(temporary.path)
    #expect(before.allSatisfy { after[$0.key] == $0.value }, "the journal's end stays, too")
  }

  @Test func whatIsNoPackStaysAndIsNoneOfTheManifest() throws {
    let temporary = TemporaryFolder()
    try commit(0..<3, at: temporary.path, finishing: false)
    let file = open("\(temporary.path)/packs/pack-00000.zip.bak", O_WRONLY | O_CREAT, 0o644)
    #expect(write(file, "mine", 4) == 4)
    close(file)
    try commit(3..<5, at: temporary.path, finishing: true)
    let after = try tree(temporary.path)
    #expect(after["packs/pack-00000.zip.bak"] == Array("mine".utf8))
    let manifest = String(decoding: try #require(after["manifest.json"]), as: UTF8.self)
    #expect(manifest.contains("pack-00000.zip\"") && !manifest.contains("bak"))
  }

  @Test func anAlteredHeaderIsRefusedAndNothingRemoved() throws {
    let temporary = TemporaryFolder()
    try commit(0..<5, at: temporary.path, finishing: false)
    try spoil(3, temporary.path)
    let packs = try tree(temporary.path).keys.filter { $0.hasPrefix("packs/") }.sorted()
    #expect(packs.count > 6)
    let file = open("\(temporary.path)/\(packs[3])", O_WRONLY)
    #expect(pwrite(file, "x", 1, 0) == 1)
    close(file)
    let error = #expect(throws: SinkError.self) {
      try commit(2..<5, at: temporary.path, finishing: true)
    }
    #expect(error?.code == .outputDamaged)
    #expect(error?.message == "pack-00003.zip does not hold the entries that the journal says")
    #expect(try tree(temporary.path).keys.filter { $0.hasPrefix("packs/") }.sorted() == packs)
  }

  @Test func aBookThatIsShorterIsRefusedBeforePacksAreRemoved() throws {
    let temporary = TemporaryFolder()
    try commit(0..<5, at: temporary.path, finishing: false)
    try spoil(3, temporary.path)
    let before = try tree(temporary.path)
    #expect(truncate(temporary.path + "/rejects.ndjson", 3) == 0)
    let error = #expect(throws: SinkError.self) {
      try commit(2..<5, at: temporary.path, finishing: true)
    }
    #expect(error?.code == .outputDamaged)
    let after = try tree(temporary.path)
    for name in before.keys where name != "rejects.ndjson" {
      #expect(after[name] == before[name], "\(name)")
    }
  }
}
