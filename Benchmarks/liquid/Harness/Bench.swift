import Diagnostics
import Foundation
import Liquid

/// A compiled fixture with everything one worker needs to render it again and again.
final class Bench {
  let fixture: Fixture
  private let renderer: Renderer
  private let scratch = Scratch()
  private let scope: FilterScope
  private let globals: [Value]

  init(_ fixture: Fixture, _ program: Program) {
    self.fixture = fixture
    var limits = RenderLimits()
    // The fixtures measure speed, not limits; they stay on, wide enough for the largest.
    limits.steps = 100_000_000
    scope = FilterScope(arena: scratch.arena, limits: limits, now: fixture.now)
    renderer = Renderer(program, scratch: scratch, scope: scope)
    globals = fixture.globals.isEmpty ? [] : fixture.data.members.map(\.value)
  }

  static func compile(_ fixture: Fixture, as type: ContentType) throws -> Program {
    try Program.compile(
      fixture.template, as: type, snippets: fixture.snippets,
      environment: Environment(globals: fixture.globals))
  }

  /// Renders once; the page stands in `output`.
  @inline(never)
  func render() throws {
    scratch.reset()
    scope.resetSteps()
    try renderer.render(fixture.data, globals: globals)
  }

  var output: UnsafeRawBufferPointer { scratch.output.bytes }

  /// Renders until the thread has used so much processor time.
  func render(forNanoseconds budget: Int) throws -> Sample {
    var sample = Sample()
    var batch = 1
    let start = Clock.thread()
    while sample.nanoseconds < budget {
      for _ in 0..<batch { try render() }
      sample.count += batch
      sample.nanoseconds = Clock.thread() - start
      // A few clock readings a round are enough.
      if sample.nanoseconds < budget / 16 { batch *= 2 }
    }
    return sample
  }
}

/// Renders and the processor time they took.
struct Sample {
  var count = 0
  var nanoseconds = 0
}

/// Processor time.
enum Clock {
  /// Of this thread, in nanoseconds.
  static func thread() -> Int { read(CLOCK_THREAD_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
