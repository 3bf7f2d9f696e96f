internal import Dispatch
internal import Sinks
internal import Synchronization

/// Starts all threads of a run: one reads, some render, one commits, one tells how far it is.
///
/// The caller's thread reads units and hands them to workers through a bounded queue; finished units go to
/// the committer, which puts them in order again and goes on while a thread of its own waits for the disk. At most `flight`
/// units exist at a time and are used in turn, so memory does not depend on the input's length.
final class Scheduler: @unchecked Sendable {
  // Unchecked: what several threads touch stands under the lock; a unit has one owner at a time.

  private struct Shared: @unchecked Sendable {
    // Unchecked: only used under the lock.
    var waiting: [UnitTask] = []
    var finished: [Int: UnitTask] = [:]
    var free: [UnitTask] = []
    var nextToCommit = 0
    var isClosed = false
    var failure: RunError?
  }

  /// Carries what one thread has made over to the one that uses it from then on.
  private struct Handover<Content>: @unchecked Sendable {
    // Unchecked: the giver keeps nothing.
    let content: Content
    init(_ content: Content) { self.content = content }
  }

  private let shared: Mutex<Shared>
  private let waitingCount = DispatchSemaphore(value: 0)
  /// Counts free places; starts at 0 because Dispatch traps when one is freed below its first value.
  private let room = DispatchSemaphore(value: 0)
  private let group = DispatchGroup()
  private let committer = DispatchQueue(label: "billow.committer", qos: .userInitiated)
  /// Waits for the disk, for the committer.
  private let syncer = DispatchQueue(label: "billow.syncer", qos: .userInitiated)
  private let unitCommitter: any UnitCommitter
  private let workerCount: Int
  private let busy = Atomic(0)
  private let ticker: any DispatchSourceTimer
  private let tickerQueue = DispatchQueue(label: "billow.ticker", qos: .utility)

  /// Often enough to look alive, seldom enough to cost nothing.
  private static let tickInterval = DispatchTimeInterval.milliseconds(200)

  /// Units in flight: for each worker one being rendered and one waiting, and some being committed.
  ///
  /// Large ones, which are tens of megabytes each and take seconds to render, are one a worker and one being committed.
  static func flight(jobs: Int, isLarge: Bool) -> Int { isLarge ? jobs + 1 : 2 * jobs + 4 }

  /// Starts the workers; finished units go to `unitCommitter`.
  ///
  /// `tick` is called five times a second with the number of workers at work.
  init(
    workers: [Worker], startingAt firstUnit: Int, areUnitsLarge: Bool = false,
    tick: @escaping (Int) -> Void = { _ in },
    into unitCommitter: any UnitCommitter
  ) {
    var shared = Shared()
    shared.nextToCommit = firstUnit
    self.shared = Mutex(shared)
    self.unitCommitter = unitCommitter
    workerCount = workers.count
    ticker = DispatchSource.makeTimerSource(queue: tickerQueue)
    let handover = Handover(tick)
    ticker.schedule(
      deadline: .now() + Self.tickInterval, repeating: Self.tickInterval, leeway: Self.tickInterval)
    ticker.setEventHandler { [self] in handover.content(busy.load(ordering: .relaxed)) }
    ticker.activate()
    for _ in 0..<Self.flight(jobs: workers.count, isLarge: areUnitsLarge) { room.signal() }
    for worker in workers {
      let handover = Handover(worker)
      DispatchQueue(label: "billow.worker", qos: .userInitiated).async(group: group) {
        self.work(handover.content)
      }
    }
  }

  // MARK: The reader's side

  /// Waits until another unit may be in flight; a used one to fill again, if there is one.
  ///
  /// - Throws: what ended the run.
  func waitForRoom() throws(RunError) -> UnitTask? {
    room.wait()
    let (failure, free) = shared.withLock { shared in
      (shared.failure, Handover(shared.free.popLast()))
    }
    if let failure { throw failure }
    return free.content
  }

  /// Hands a unit to the workers.
  func submit(_ task: UnitTask) {
    let handover = Handover(task)
    shared.withLock { $0.waiting.append(handover.content) }
    waitingCount.signal()
  }

  /// Says that no more units come and waits until all are rendered and committed.
  ///
  /// - Throws: what ended the run.
  func finish() throws(RunError) {
    shared.withLock { $0.isClosed = true }
    for _ in 0..<workerCount { waitingCount.signal() }
    group.wait()
    ticker.cancel()
    // After this no tick is under way: the caller may say its last word.
    tickerQueue.sync {}
    if let failure = shared.withLock({ $0.failure }) { throw failure }
  }

  // MARK: The workers' side

  private func work(_ worker: Worker) {
    worker.onOwnThread {
      while let task = nextWaiting() {
        busy.add(1, ordering: .relaxed)
        worker.process(task)
        unitCommitter.prepare(task)
        busy.subtract(1, ordering: .relaxed)
        let handover = Handover(task)
        shared.withLock { $0.finished[handover.content.index] = handover.content }
        committer.async(group: group) { self.commitReady() }
      }
    }
  }

  private func nextWaiting() -> UnitTask? {
    while true {
      waitingCount.wait()
      let (task, isClosed) = shared.withLock { shared in
        let task = shared.waiting.isEmpty ? nil : shared.waiting.removeFirst()
        return (Handover(task), shared.isClosed)
      }
      if let task = task.content { return task }
      if isClosed { return nil }
    }
  }

  // MARK: The committer's side

  private func commitReady() {
    let (ready, hasFailed) = shared.withLock { shared in
      var ready: [UnitTask] = []
      while let task = shared.finished.removeValue(forKey: shared.nextToCommit) {
        ready.append(task)
        shared.nextToCommit += 1
      }
      return (Handover(ready), shared.failure != nil)
    }
    let tasks = ready.content
    if tasks.isEmpty { return }
    if hasFailed { return free(tasks) }
    step { () throws(RunError) in
      free(try unitCommitter.take(tasks))
      try goOn()
    }
  }

  /// Lets the committer do what it has to do, up to where it waits for the disk.
  private func goOn() throws(RunError) {
    while let sync = try unitCommitter.beginSync() {
      guard sync.isWait else {
        free(try unitCommitter.endSync(sync))
        continue
      }
      return syncer.async(group: group) { [self] in
        sync.perform()
        committer.async(group: group) { [self] in
          step { () throws(RunError) in
            free(try unitCommitter.endSync(sync))
            try goOn()
          }
        }
      }
    }
  }

  /// Does a step of the committer's; what it throws ends the run.
  private func step(_ body: () throws(RunError) -> Void) {
    do throws(RunError) {
      try body()
    } catch {
      let failure = error
      // The first is the cause: what comes after it fails because of it.
      shared.withLock { if $0.failure == nil { $0.failure = failure } }
      // The reader may wait for a unit that will never be free.
      room.signal()
    }
  }

  private func free(_ tasks: [UnitTask]) {
    let handover = Handover(tasks)
    shared.withLock { $0.free += handover.content }
    for _ in tasks { room.signal() }
  }
}

/// Where finished units go; called from one thread at a time, but for `prepare`.
protocol UnitCommitter: AnyObject {
  /// Does what needs no order, on the worker's thread.
  func prepare(_ task: UnitTask)
  /// Takes consecutive units, in order; those that may be used again.
  func take(_ tasks: [UnitTask]) throws(RunError) -> [UnitTask]
  /// What the next step waits for; nil where a sync is under way or nothing is left to do.
  func beginSync() throws(RunError) -> PendingSync?
  /// Does what the sync was for; the units that may be used again.
  func endSync(_ sync: PendingSync) throws(RunError) -> [UnitTask]
}

extension UnitCommitter {
  func prepare(_ task: UnitTask) {}
  func beginSync() throws(RunError) -> PendingSync? { nil }
  func endSync(_ sync: PendingSync) throws(RunError) -> [UnitTask] { [] }
}

extension Scheduler {
  /// Calls `body` with each number below `jobs`, on as many threads, and returns when all are done.
  ///
  /// For work that is read and not rendered, such as verifying.
  static func perform(jobs: Int, _ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: jobs) { body($0) }
  }

  /// What `transform` makes of each number below `count`, in their order, made on at most `jobs` threads.
  static func map<Value: Sendable>(
    _ count: Int, jobs: Int, _ transform: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let made = Mutex([Int: Value]())
    let next = Atomic(0)
    perform(jobs: min(jobs, count)) { _ in
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        let value = transform(number)
        made.withLock { $0[number] = value }
      }
    }
    return made.withLock { made in (0..<count).compactMap { made[$0] } }
  }
}
