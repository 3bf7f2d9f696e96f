import Foundation
import Liquid

// Usage: liquid-bench FOLDER serve text|html | allocations | threads NAME COUNT NANOSECONDS | check
let words = CommandLine.arguments
guard words.count >= 3 else {
  print("usage: liquid-bench FOLDER serve text|html | check | allocations | threads ...")
  exit(2)
}
let fixtures = try Fixture.all(in: words[1])
switch words[2] {
case "serve":
  try Server(fixtures, as: words[3] == "html" ? .html : .text).run()
case "check":
  for fixture in fixtures {
    let bench = Bench(fixture, try Bench.compile(fixture, as: .text))
    try bench.render()
    guard fixture.expects(bench.output) else {
      throw HarnessError.wrongOutput(fixture.name)
    }
  }
  print("\(fixtures.count) outputs equal the expected bytes")
case "allocations":
  exit(try Allocations.report(fixtures) ? 0 : 1)
case "threads":
  try Threads.run(fixtures.first { $0.name == words[3] }, words.dropFirst(4).compactMap { Int($0) })
default:
  throw HarnessError.unknownWord(words[2])
}
