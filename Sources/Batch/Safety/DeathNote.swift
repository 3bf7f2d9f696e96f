internal import Glibc
internal import Sinks
internal import Synchronization

/// Names the record a worker was at when a crash ends the process, so that the next resume knows it.
///
/// The handler runs on a stack of its own, allocates nothing and calls only what signal-safety(7)
/// allows: it appends `<ordinal> <signal>` to the folder's list of deaths, says the same on standard
/// error, and lets the signal do what it would have done.
enum DeathNote {
  /// What one worker is at; written by its thread, read by the handler on that same thread.
  private struct Place: BitwiseCopyable {
    var thread: pthread_t = 0
    var ordinal = 0
  }

  /// As many as `--jobs` may ask for.
  private static let mostWorkers = 256
  /// The handler needs little; the rest is for sanitizers.
  private static let stackSize = 64 << 10

  // Unsafe: each place has one writing thread, and lives as long as the process.
  nonisolated(unsafe) private static let places: UnsafeMutablePointer<Place> = {
    let places = UnsafeMutablePointer<Place>.allocate(capacity: mostWorkers)
    places.initialize(repeating: Place(), count: mostWorkers)
    return places
  }()
  /// The output folder, for the handler to write into; -1 where there is none.
  private static let folder = Atomic<Int32>(-1)
  // Unsafe: constant, and the handler must not allocate.
  nonisolated(unsafe) private static let fileName: UnsafePointer<CChar> = {
    UnsafePointer(strdup(RunFolder.deathsName))
  }()

  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS]

  /// Starts listening for crashes, for the run in `folder`; nil for one without a folder.
  static func listen(_ folder: RunFolder?) {
    _ = places
    _ = fileName
    Self.folder.store(folder?.rootNumber ?? -1, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in DeathNote.write(number) }
    // Once only: what the handler itself does wrong must not call it again.
    action.sa_flags =
      Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND)) | Int32(SA_NODEFER)
    for number in signals { sigaction(number, &action, nil) }
  }

  /// The folder closes: from now on a death is only told on standard error.
  static func forgetFolder() { folder.store(-1, ordering: .relaxed) }

  /// Makes this thread worker `number`; on its end, `leave` gives its stack back.
  static func enter(_ number: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    var stack = stack_t()
    stack.ss_sp = memory
    stack.ss_size = stackSize
    sigaltstack(&stack, nil)
    places[number] = Place(thread: pthread_self(), ordinal: 0)
    return memory
  }

  /// This thread is worker `number` no longer.
  static func leave(_ number: Int, _ memory: UnsafeMutableRawPointer) {
    places[number] = Place()
    var stack = stack_t()
    stack.ss_flags = Int32(SS_DISABLE)
    sigaltstack(&stack, nil)
    memory.deallocate()
  }

  /// Worker `number` is at a record, counted from 1; 0 for none.
  @inline(__always)
  static func isAt(_ ordinal: Int, _ number: Int) { places[number].ordinal = ordinal }

  private static func write(_ number: Int32) {
    let own = pthread_self()
    var ordinal = 0
    for worker in 0..<mostWorkers where places[worker].thread == own {
      ordinal = places[worker].ordinal
    }
    if ordinal > 0 { write(ordinal, number) }
    Glibc.signal(number, SIG_DFL)
    raise(number)
  }

  private static func write(_ ordinal: Int, _ number: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { line in
      var count = 0
      func add(_ text: StaticString) {
        for offset in 0..<text.utf8CodeUnitCount {
          line[count] = text.utf8Start[offset]
          count += 1
        }
      }
      func add(_ value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
          line[count] = UInt8(0x30 + value / divisor % 10)
          count += 1
          divisor /= 10
        }
      }
      add(ordinal)
      add(" ")
      add(Int(number))
      add("\n")
      let folder = folder.load(ordering: .relaxed)
      if folder >= 0 {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let file = openat(folder, fileName, flags, 0o666)
        if file >= 0 {
          _ = Glibc.write(file, line.baseAddress, count)
          fsync(file)
          close(file)
        }
      }
      count = 0
      add("fatal: record ")
      add(ordinal)
      add(" crashed a worker (signal ")
      add(Int(number))
      add(")\n")
      _ = Glibc.write(STDERR_FILENO, line.baseAddress, count)
    }
  }
}
