import Foundation
import Testing

/// That a run reads its input whole, once, and as it was - or says so and is no success.
@Suite struct InputSafetyTests {
  let scratch: Scratch
  let template: String

  init() throws {
    scratch = try Scratch()
    template = try scratch.writeSmallTemplate()
  }

  private func render(
    _ input: String, _ name: String, _ options: [String] = [], piped: String? = nil
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["render", template, input, "-o", scratch.path(name), "--as-of", Tool.asOf] + options,
      input: piped)
  }

  // MARK: Standard input

  @Test func aSecondRunOfStandardInputNeedsANewFolder() async throws {
    let tonight = try scratch.writeRecords(3, to: "tonight")
    let tomorrow = try scratch.writeRecords(5, to: "tomorrow")
    let first = try await render("-", "out", piped: tonight)
    #expect(first.code == 0, "\(first.errors)")
    let before = try Tree(scratch.path("out"))
    for input in [tonight, tomorrow] {
      let second = try await render("-", "out", piped: input)
      #expect(second.code == 2, "\(second.output)")
      #expect(second.output == "")
      #expect(second.errors.contains("holds a finished run of standard input"))
      #expect(second.errors.contains("[run-differs]\n  help: give each run a new folder"))
    }
    #expect(try Tree(scratch.path("out")) == before)
  }

  @Test func anotherInputThanWhatWasPipedInProvesNothing() async throws {
    let piped = try scratch.writeRecords(300, to: "piped")
    let shorter = try scratch.writeRecords(299, to: "shorter")
    let other = try scratch.write(
      "other", try scratch.read("piped").replacing("R-200\"", with: "Q-200\""))
    #expect(try await render("-", "out", piped: piped).code == 0)
    let longer = try scratch.write(
      "longer", try scratch.read("piped").replacing("Customer 7\"", with: "Customer Seven\""))
    let kinds = [["--leaks"], ["--re-render", "100%"]]
    for kind in kinds {
      let verify = ["verify", scratch.path("out"), "--template", template] + kind
      let good = try await Tool.run(verify + ["--input", piped])
      #expect(good.code == 0, "\(good.output) \(good.errors)")
      for (input, record) in [(shorter, 300), (other, 200), (longer, 256)] {
        let bad = try await Tool.run(verify + ["--input", input])
        #expect(bad.code == 2)
        #expect(bad.errors.contains("its record \(record) is not record \(record) of this input"))
        #expect(bad.errors.contains("[run-differs]"))
        #expect(!bad.output.contains("verified"))
      }
    }
  }
}
