#if DEBUG
internal import Glibc

/// Crashes a worker on purpose, or sends the process a signal, at the record that
/// `BILLOW_CRASH_DRILL=ORDINAL:KIND` names.
///
/// For tests of what that leaves behind. Release builds do not have it, and no record can reach it.
enum CrashDrill {
  private static let order: (ordinal: Int, kind: String)? = {
    guard let text = getenv("BILLOW_CRASH_DRILL") else { return nil }
    let parts = String(cString: text).split(separator: ":")
    guard parts.count == 2, let ordinal = Int(parts[0]) else { return nil }
    return (ordinal, String(parts[1]))
  }()

  static func crash(at ordinal: Int) {
    guard let order, order.ordinal == ordinal else { return }
    switch order.kind {
    case "trap": fatalError("a drill")
    case "abort": abort()
    case "terminate": kill(getpid(), SIGTERM)
    case "interrupt": kill(getpid(), SIGINT)
    case "stop": kill(getpid(), SIGSTOP)
    case "overflow": _ = deepen(0)
    default: raise(SIGSEGV)
    }
  }

  @inline(never)
  private static func deepen(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { page in
      page[depth & 4095] = UInt8(truncatingIfNeeded: depth)
      return depth < .max ? deepen(depth + 1) + Int(page[0]) : 0
    }
  }
}
#endif
