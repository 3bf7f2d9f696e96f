import Foundation

// storyboard-bench TEMPLATE RECORDS FOLDER MODE [START END ROUNDS]; prints one JSON object.
let words = CommandLine.arguments
guard words.count >= 5 else {
  print(
    "usage: storyboard-bench TEMPLATE RECORDS FOLDER cold|batch|whole|links|encode|pictures [START END ROUNDS]"
  )
  exit(2)
}
let numbers = words.dropFirst(5).compactMap { Int($0) }
let bench = try StoryboardBench(
  template: words[1], records: words[2], folder: words[3],
  frames: (numbers.first ?? 150)..<(numbers.count > 1 ? numbers[1] : 250),
  rounds: numbers.count > 2 ? numbers[2] : 3)
switch words[4] {
case "cold": try bench.slice(customers: 1, reusesBands: true)
case "batch": try bench.slice(customers: bench.timelines.count, reusesBands: true)
case "whole": try bench.slice(customers: 1, reusesBands: false)
case "links": try bench.links()
case "encode": try bench.encode()
case "pictures": try bench.pictures()
default: exit(2)
}
