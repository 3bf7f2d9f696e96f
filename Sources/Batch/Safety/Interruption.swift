internal import Glibc
internal import Synchronization

/// Turns SIGINT and SIGTERM into a wish to stop: what is in flight is finished and committed.
///
/// What takes longer than `grace` is left: a run that is told to stop is gone within five seconds.
/// Standard input ends with the signal, so that a reader waiting for more of it goes on.
/// A second signal ends the process at once, as the first would have done.
public enum Interruption {
  private static let received = Atomic<Int32>(0)
  /// An input without a byte, for the handler to put in standard input's place.
  private static let nothing = Atomic<Int32>(-1)
  /// When the signal came, in nanoseconds of the monotonic clock.
  private static let receivedAt = Atomic<Int64>(0)
  /// How long units in flight may go on; the rest of the five seconds is for the disk.
  private static let grace: Int64 = 2_500_000_000

  /// Starts listening, and turns SIGPIPE and SIGXFSZ into errors of the calls that cause them.
  public static func listen() {
    nothing.store(open("/dev/null", O_RDONLY | O_CLOEXEC), ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in Interruption.note(number) }
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
    // Launchers that start us from a thread of theirs may leave these blocked.
    var both = sigset_t()
    sigemptyset(&both)
    sigaddset(&both, SIGINT)
    sigaddset(&both, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &both, nil)
    var ignore = sigaction()
    ignore.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(SIGPIPE, &ignore, nil)
    sigaction(SIGXFSZ, &ignore, nil)
  }

  /// The signal that asked to stop; nil while nobody did.
  public static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Whether a signal came so long ago that not even the unit at hand is finished.
  static var mustHurry: Bool {
    if received.load(ordering: .relaxed) == 0 { return false }
    return now() - receivedAt.load(ordering: .relaxed) > grace
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private static func note(_ number: Int32) {
    receivedAt.store(now(), ordering: .relaxed)
    if received.exchange(number, ordering: .relaxed) != 0 {
      Glibc.signal(number, SIG_DFL)
      raise(number)
    }
    // A read that waits is restarted (SA_RESTART) and finds the end. Handlers may call dup2.
    let nothing = nothing.load(ordering: .relaxed)
    if nothing >= 0 { dup2(nothing, STDIN_FILENO) }
  }
}
