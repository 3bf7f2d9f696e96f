import Foundation
import Liquid

/// Answers the driver's questions on standard input, one a line, so that it can alternate between engines.
///
/// - `list`: the fixtures that compile, by name
/// - `output NAME`: the page's length on a line, then its bytes
/// - `time NAME NANOSECONDS`: renders until so much processor time is used: count and nanoseconds
struct Server {
  private var benches: [String: Bench] = [:]
  private var names: [String] = []

  init(_ fixtures: [Fixture], as type: ContentType) {
    for fixture in fixtures {
      guard let program = try? Bench.compile(fixture, as: type) else { continue }
      let bench = Bench(fixture, program)
      // What the contexts refuse at run time is no render either.
      guard (try? bench.render()) != nil else { continue }
      benches[fixture.name] = bench
      names.append(fixture.name)
    }
  }

  func run() throws {
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "list": say(names.joined(separator: " "))
      case "output":
        guard let bench = benches[words[1]] else { throw HarnessError.unknownFixture(words[1]) }
        try bench.render()
        say("\(bench.output.count)")
        FileHandle.standardOutput.write(Data(bench.output))
      case "time":
        guard let bench = benches[words[1]] else { throw HarnessError.unknownFixture(words[1]) }
        let sample = try bench.render(forNanoseconds: Int(words[2]) ?? 0)
        say("\(sample.count) \(sample.nanoseconds)")
      default: throw HarnessError.unknownWord(line)
      }
    }
  }

  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

enum HarnessError: Error {
  case unknownFixture(String)
  case unknownWord(String)
  case wrongOutput(String)
  case noCounter
}
