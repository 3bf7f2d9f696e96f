/// Tells how much others use the core: what a loop of arithmetic takes while the benchmark runs.
///
/// A virtual core is often one of two threads of a real one. While a stranger's work is on the other, code that keeps the whole core busy takes
/// up to twice as long, and code that waits for memory or for branches hardly longer: ratios between the two change, too.
package struct SharedCore {
  private var times: [Int] = []
  private var sums: UInt64 = 0

  package init() {}

  /// Runs the loop once, some milliseconds.
  package mutating func sample() {
    let start = Clock.process()
    // Six chains that need nothing of each other: more than a core does at once, so that half a core takes longer.
    var (a, b, c, d, e, f) = (sums, sums &+ 1, sums &+ 2, sums &+ 3, sums &+ 4, sums &+ 5)
    for step: UInt64 in 0..<4_000_000 {
      a = a &+ step ^ 1
      b = b ^ step &+ 3
      c = c &+ step ^ 5
      d = d ^ step &+ 7
      e = e &* 5 &+ step
      f = f &* 9 ^ step
    }
    sums = a ^ b ^ c ^ d ^ e ^ f
    times.append(Clock.process() - start)
  }

  /// The loop's median beside its least, to one decimal; 1.0 where the core was ours alone all the time, or never.
  package var description: String {
    // What the loop made is looked at, so that it is not left out.
    guard sums != 0, let least = times.min(), least > 0 else { return "not known" }
    let tenths = (10 * times.sorted()[times.count / 2] + least / 2) / least
    return "\(tenths / 10).\(tenths % 10)"
  }
}
