import Foundation
import Liquid

/// Renders one shared program on several threads at a time, as workers of a run do.
enum Threads {
  /// Each thread's own result, and what it renders with.
  private final class Lane: @unchecked Sendable {
    // Unchecked: one thread uses it, and the main thread reads it after that has ended.
    let bench: Bench
    var sample = Sample()

    init(_ bench: Bench) { self.bench = bench }
  }

  /// `numbers`: how many threads, then the processor time of each; prints renders and nanoseconds of all.
  static func run(_ fixture: Fixture?, _ numbers: [Int]) throws {
    guard let fixture, numbers.count == 2 else { throw HarnessError.unknownFixture("") }
    let program = try Bench.compile(fixture, as: .html)
    let lanes = (0..<numbers[0]).map { _ in Lane(Bench(fixture, program)) }
    for lane in lanes { for _ in 0..<10 { try lane.bench.render() } }
    let budget = numbers[1]
    DispatchQueue.concurrentPerform(iterations: lanes.count) { index in
      do {
        lanes[index].sample = try lanes[index].bench.render(forNanoseconds: budget)
      } catch {
        fatalError("a fixture that rendered once renders always: \(error)")
      }
    }
    let count = lanes.reduce(0) { $0 + $1.sample.count }
    let spent = lanes.reduce(0) { $0 + $1.sample.nanoseconds }
    print("\(count) \(spent)")
  }
}
