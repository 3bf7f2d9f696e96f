import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Sinks

/// Whose folder it is: made, refused, locked, resumed.
@Suite struct RunFolderTests {
  func open(_ path: String, _ identity: RunIdentity = SampleRun.identity) throws -> RunFolder {
    try RunFolder(at: path, for: identity, durability: .none)
  }

  func code(_ body: () throws -> Void) -> SinkError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? SinkError)?.code
    }
  }

  @Test func aFolderOfOthersIsRefusedAndLeftAlone() throws {
    let temporary = TemporaryFolder()
    #expect(mkdir(temporary.path + "/holiday", 0o777) == 0)
    #expect(code { _ = try open(temporary.path) } == .folderNotEmpty)
    let files = RealFileSystem()
    let root = try files.openRoot(temporary.path)
    #expect(try files.entries(of: root).map(\.name) == ["holiday"])
    try files.close(root)
  }

  @Test func aFileIsNoFolder() throws {
    let temporary = TemporaryFolder()
    close(creat(temporary.path + "/file", 0o666))
    #expect(code { _ = try open(temporary.path + "/file") } == .unsafePath)
  }

  @Test func anotherRunIsRefusedAndNamed() throws {
    let temporary = TemporaryFolder()
    try open(temporary.path).close()
    var other = SampleRun.identity
    other.asOf = "2027-01-01"
    // Nothing is committed yet: still it is the other's folder.
    do {
      _ = try open(temporary.path, other)
      Issue.record("another run's folder was taken")
    } catch let error as SinkError {
      #expect(error.code == .runDiffers)
      #expect(error.message.contains("the as-of date was 2026-01-31 and is 2027-01-01"))
    }
    #expect(access(temporary.path + "/.billow.lock", F_OK) != 0, "the refused run's lock stays")
    try open(temporary.path).close()
  }

  @Test func aDamagedJournalIsRefused() throws {
    let temporary = TemporaryFolder()
    try open(temporary.path).close()
    let file = Glibc.open(temporary.path + "/journal", O_WRONLY)
    #expect(pwrite(file, "x", 1, 5) == 1)
    close(file)
    #expect(code { _ = try open(temporary.path) } == .journalDamaged)
  }

  @Test func booksShorterThanTheJournalSaysAreRefused() throws {
    let temporary = TemporaryFolder()
    let (writer, _) = try SinkMaker(.directoryUnsynced).writer(at: temporary.path)
    try writer.commit([SampleRun().unit(0, form: .plain)])
    try writer.close()
    #expect(truncate(temporary.path + "/rejects.ndjson", 3) == 0)
    let resumed = code { _ = try SinkMaker(.directoryUnsynced).writer(at: temporary.path) }
    #expect(resumed == .outputDamaged)
  }

  @Test func aSecondOpeningIsRefusedUntilTheFirstCloses() throws {
    let temporary = TemporaryFolder()
    let first = try open(temporary.path)
    do {
      _ = try open(temporary.path)
      Issue.record("two hold the folder")
    } catch let error as SinkError {
      #expect(error.code == .folderInUse)
      #expect(error.message.contains("process \(getpid()), started at tick"))
    }
    try first.close()
    try open(temporary.path).close()
  }

  @Test func theLockOfTheDeadIsNoBlock() throws {
    let temporary = TemporaryFolder()
    let folder = try open(temporary.path)
    try folder.close()
    let file = creat(temporary.path + "/.billow.lock", 0o666)
    #expect(pwrite(file, "process 1, started at tick 1\n", 29, 0) == 29)
    close(file)
    try open(temporary.path).close()
  }

  @Test func ofFiftyStartsOneProceeds() throws {
    for round in 0..<5 {
      let temporary = TemporaryFolder()
      let held = Mutex<[RunFolder]>([])
      let refused = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 50) { _ in
        do throws(SinkError) {
          let folder = try RunFolder(
            at: temporary.path + "/out", for: SampleRun.identity, durability: .none)
          held.withLock { $0.append(folder) }
        } catch {
          if error.code == .folderInUse { refused.add(1, ordering: .relaxed) }
        }
      }
      #expect(held.withLock { $0.count } == 1, "round \(round)")
      #expect(refused.load(ordering: .relaxed) == 49)
      try held.withLock { try $0.first?.close() }
    }
  }

  @Test func whoeverComesAsAnotherFinishesFindsAWholeFolder() throws {
    let temporary = TemporaryFolder()
    let proceeded = Atomic(0)
    let failures = Mutex<[SinkError]>([])
    DispatchQueue.concurrentPerform(iterations: 40) { _ in
      do throws(SinkError) {
        let folder = try RunFolder(
          at: temporary.path, for: SampleRun.identity, durability: .none)
        if !folder.isComplete {
          proceeded.add(1, ordering: .relaxed)
          try RunWriter(DirectorySink(in: folder), in: folder).finish(RunClosing())
        }
        try folder.close()
      } catch {
        if error.code != .folderInUse { failures.withLock { $0.append(error) } }
      }
    }
    #expect(proceeded.load(ordering: .relaxed) == 1)
    #expect(failures.withLock { $0 } == [])
    #expect(try tree(temporary.path)["_SUCCESS"] != nil)
    #expect(try tree(temporary.path).keys.filter { $0.hasPrefix(".") } == [])
  }
}
