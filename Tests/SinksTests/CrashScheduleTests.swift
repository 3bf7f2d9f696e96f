import Glibc
import Testing

@testable import Sinks

/// Power failures, deaths, failing syncs and full disks at every moment of a run.
@Suite struct CrashScheduleTests {
  typealias Kind = SinkConformanceTests.Kind

  static let kinds: [Kind] = [
    .directory, .directoryEach, .directoryHeld, .packSmall, .packEach, .packHeld,
  ]
  /// Ten thousand in all with `BILLOW_FULL=1`, as `make test-faults` sets it.
  static let schedulesPerKind = getenv("BILLOW_FULL") == nil ? 400 : 1_700

  @Test(arguments: kinds)
  func anUnbrokenRunIsDurable(_ kind: Kind) throws {
    let course = try Course(kind)
    let disk = SimulatedDisk(seed: 1)
    try course.run(disk)
    disk.crash()
    #expect(try course.tree(disk) == course.whole)
    #expect(try documents(in: course.whole) == course.sample.expectedFiles)
  }

  @Test(arguments: kinds)
  func powerFailsAnywhere(_ kind: Kind) throws {
    let course = try Course(kind)
    for seed in 0..<Self.schedulesPerKind {
      let outcome = Result { try course.schedule(seed: UInt64(seed)) }
      if case .failure(let error) = outcome {
        Issue.record("schedule \(seed) of \(kind): \(error)")
        return
      }
    }
  }

  @Test(arguments: kinds + [.directoryEach, .packEach])
  func everySyncMayFailOnce(_ kind: Kind) throws {
    let course = try Course(kind)
    var redone = 0
    for number in 1...course.syncCount {
      let disk = SimulatedDisk(seed: UInt64(number))
      disk.syncFaults = [number]
      do {
        redone += try course.run(disk)
      } catch let error as SinkError {
        // Before the first unit and between finishing steps there is nothing to redo.
        #expect(error.code == .syncFailed)
        disk.kill()
        try course.run(disk)
      }
      disk.crash()
      try #require(try course.tree(disk) == course.whole, "sync \(number)")
    }
    #expect(redone > course.sample.unitCount / 2)
  }

  /// `_SUCCESS` may be seen and not be on the disk; what a resume would need must outlive that.
  @Test(arguments: kinds)
  func aDeathMayFollowALastSyncThatFails(_ kind: Kind) throws {
    let course = try Course(kind)
    for fault in course.syncCount - 2...course.syncCount {
      for calls in course.callCount - 12...course.callCount + 8 {
        let disk = SimulatedDisk(seed: UInt64(calls))
        disk.syncFaults = [fault]
        disk.callsLeft = calls
        _ = try? course.run(disk)
        disk.kill()
        try course.run(disk)
        disk.crash()
        try course.run(disk)
        disk.crash()
        let end = try course.tree(disk)
        try #require(end == course.whole, "sync \(fault) fails, death after \(calls) calls")
      }
    }
  }

  @Test(arguments: kinds)
  func aSyncThatAlwaysFailsEndsTheRun(_ kind: Kind) throws {
    let course = try Course(kind)
    let disk = SimulatedDisk(seed: 7)
    disk.syncFaults = Set(course.syncCount / 2..<course.syncCount * 10)
    let error = #expect(throws: SinkError.self) { try course.run(disk) }
    #expect(error?.code == .syncFailed)
    disk.crash()
    try course.run(disk)
    disk.crash()
    #expect(try course.tree(disk) == course.whole)
  }

  @Test(
    arguments: kinds,
    [ENOSPC, EIO, EDQUOT, EMFILE, EFBIG, EROFS])
  func anyCallMayFail(_ kind: Kind, _ number: Int32) throws {
    let course = try Course(kind)
    for call in stride(from: 1 + Int(number) % 5, through: course.callCount, by: 11) {
      let disk = SimulatedDisk(seed: UInt64(call))
      if call % 2 == 0 {
        disk.faults = [call: number]
      } else {
        disk.lastingFault = (call, number)
      }
      do {
        try course.run(disk)
      } catch let error as SinkError {
        #expect(error.systemName != nil && !error.hint.isEmpty)
        #expect(!error.message.contains("Bill-"), "a customer's key")
        disk.kill()
        try course.run(disk)
      }
      disk.crash()
      try #require(try course.tree(disk) == course.whole, "call \(call)")
    }
  }
}
