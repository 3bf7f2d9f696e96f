internal import Foundation

/// Processor time.
package enum Clock {
  /// Of the whole process, in nanoseconds.
  package static func process() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
