import Deflate
import Glibc

/// Heap allocations a page costs once the encoder has seen its like.
enum Allocations {
  private typealias Counter = @convention(c) () -> Int

  /// Counts over all pages after a first pass; true when there were none.
  static func count(_ set: PageSet) -> Bool {
    guard let symbol = dlsym(nil, "counted_allocations") else {
      print("count-allocations.c is not preloaded")
      return false
    }
    let counter = unsafeBitCast(symbol, to: Counter.self)
    let encoder = DeflateEncoder(
      DeflateProgram(segments: set.segments, samples: set.training))
    let ours = Ours(name: "ours", encoder: encoder, knowsRuns: true)
    var size = 0
    for page in set.pages { size += ours.compress(page) }
    let before = counter()
    for page in set.pages { size += ours.compress(page) }
    let allocations = counter() - before
    print(
      "heap allocations after warm-up: \(allocations) in \(set.pages.count) pages (\(size / 2) bytes)"
    )
    return allocations == 0
  }
}
