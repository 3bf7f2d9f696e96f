internal import ArgumentParser
internal import Communication
internal import Glibc

/// `billow sample`: bills for load, as many as wanted, the same on every run.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Writes made-up energy bills as NDJSON to standard output.",
    discussion: """
      The same seed gives the same bytes, and bill N does not depend on how many are asked for:
      --from 501 --count 500 is the second half of --count 1000. Docs/sample.md says what the bills
      hold and how often.

        billow sample --count 100000 | billow render templates/energy-bill - -o DIR
      """)

  @Option(help: "How many bills.")
  var count: Int

  @Option(help: "Which bills: another seed, other bills.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first bill.")
  var from = 1

  @Option(help: "The date on which what the bills say is true (YYYY-MM-DD).")
  var asOf = "2026-03-31"

  /// Bill numbers have ten digits for it.
  private static let lastOrdinal = 9_999_999_999

  func validate() throws {
    guard let date = AsOfDate(asOf) else {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
    // History reaches back two years, contracts and plans some years ahead.
    guard (1700..<9900).contains(Int(date.description.prefix(4)) ?? 0) else {
      throw ValidationError("--as-of takes a year from 1700 to 9899")
    }
    if count < 0 { throw ValidationError("--count takes a number from 0") }
    if from < 1 { throw ValidationError("--from takes a number from 1") }
    if count > Self.lastOrdinal || from > Self.lastOrdinal - count + 1 {
      throw ValidationError("bills are numbered up to \(Self.lastOrdinal)")
    }
  }

  func run() throws {
    guard let date = AsOfDate(asOf) else { return }
    var generator = SampleGenerator(seed: seed, asOf: date)
    var buffer = SampleBuffer()
    do {
      for ordinal in from..<(from + count) {
        generator.write(ordinal, to: &buffer)
        if buffer.isFull { try buffer.drain(Self.print) }
      }
      try buffer.drain(Self.print)
    } catch OutputFault.readerIsGone {
      // As after `| head`: whoever reads has enough.
      return
    } catch OutputFault.failed(let number) {
      Console(printsJSON: false).note(
        "error: cannot write to standard output: \(String(cString: strerror(number)))\n")
      throw BillowExit.system.error
    }
  }

  private enum OutputFault: Error {
    case readerIsGone
    case failed(Int32)
  }

  private static func print(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = write(STDOUT_FILENO, start, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw errno == EPIPE ? OutputFault.readerIsGone : OutputFault.failed(errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
