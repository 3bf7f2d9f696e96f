internal import Glibc
internal import Synchronization

/// Turns SIGINT and SIGTERM into a wish to stop that is seen before each record.
///
/// Standard input ends with the signal, so that a reader waiting for more of it goes on.
/// A second signal ends the process at once, as the first would have done.
public enum Interruption {
  private static let received = Atomic<Int32>(0)
  /// An input without a byte, for the handler to put in standard input's place.
  private static let nothing = Atomic<Int32>(-1)

  /// Starts listening, and turns SIGPIPE and SIGXFSZ into errors of the calls that cause them.
  public static func listen() {
    nothing.store(open("/dev/null", O_RDONLY | O_CLOEXEC), ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in Interruption.note(number) }
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
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

  private static func note(_ number: Int32) {
    if received.exchange(number, ordering: .relaxed) != 0 {
      Glibc.signal(number, SIG_DFL)
      raise(number)
    }
    // A read that waits is restarted (SA_RESTART) and finds the end. Handlers may call dup2.
    let nothing = nothing.load(ordering: .relaxed)
    if nothing >= 0 { dup2(nothing, STDIN_FILENO) }
  }
}
