import Liquid
import Testing

@testable import Communication

/// The word that opens a locked page.
@Suite struct LockWordTests {
  @Test(arguments: [
    ("sw1a 1aa", "SW1A1AA"), ("31.12-1999", "31121999"), ("2012", "2012"), ("a/b-c d", "ABCD"),
  ])
  func asPeopleTypeIt(text: String, word: String) {
    let scratch = Scratch()
    let value = Value(text, in: scratch.arena)
    #expect(LockWord.word(value, in: scratch.arena) == Array(word.utf8))
  }

  @Test(arguments: ["", "201", "a-b-c", "Köln 5000", "20121_", "\u{660}\u{661}\u{662}\u{663}"])
  func whatNobodyCouldBeAskedFor(text: String) {
    let scratch = Scratch()
    #expect(LockWord.word(Value(text, in: scratch.arena), in: scratch.arena) == nil)
    #expect(LockWord.word(.nil, in: scratch.arena) == nil)
  }

  @Test func numbersAreWordsToo() {
    let scratch = Scratch()
    #expect(LockWord.word(Value(20121), in: scratch.arena) == Array("20121".utf8))
  }
}
