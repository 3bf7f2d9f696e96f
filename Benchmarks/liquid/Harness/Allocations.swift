import Foundation
import Liquid

/// Counts what a render takes from the heap after warm-up: the interposed `malloc` of `count-allocations.c`.
enum Allocations {
  private typealias Counter = @convention(c) () -> Int

  /// Prints a line a fixture and content type; true when every count is zero.
  static func report(_ fixtures: [Fixture]) throws -> Bool {
    // The handle that means "what the process has loaded" (RTLD_DEFAULT), which is no constant in Swift.
    guard let symbol = dlsym(nil, "counted_allocations") else { throw HarnessError.noCounter }
    let counter = unsafeBitCast(symbol, to: Counter.self)
    var isClean = true
    for (word, type) in [("text", ContentType.text), ("html", .html)] {
      for fixture in fixtures {
        guard let program = try? Bench.compile(fixture, as: type) else { continue }
        let bench = Bench(fixture, program)
        guard (try? bench.render()) != nil else { continue }
        for _ in 0..<warmUp { try bench.render() }
        let before = counter()
        for _ in 0..<renders { try bench.render() }
        let count = counter() - before
        isClean = isClean && count == 0
        print("\(word) \(fixture.name): \(count) allocations in \(renders) renders")
      }
    }
    return isClean
  }

  private static let warmUp = 3
  private static let renders = 20
}
