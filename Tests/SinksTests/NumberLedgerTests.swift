import Testing

@testable import Sinks

/// What the books say of gaps between invoice numbers, and of their order.
@Suite struct NumberLedgerTests {
  private func numbers(_ keys: some Sequence<String>) -> NumberRuns {
    var numbers = NumberRuns()
    for key in keys { Array(key.utf8).withUnsafeBytes { numbers.add($0) } }
    numbers.seal()
    return numbers
  }

  /// The ledger of keys cut into units.
  private func ledger(_ keys: [String], unit: Int = 256) -> NumberLedger {
    var ledger = NumberLedger()
    for start in stride(from: 0, to: keys.count, by: unit) {
      ledger.add(numbers(keys[start..<min(start + unit, keys.count)]))
    }
    return ledger
  }

  private func invoice(_ number: Int) -> String { "INV-\(1_000_000 + number)" }

  @Test func seriesThatTakeTurnsHaveNoGaps() {
    let keys = (1...1000).flatMap { [invoice($0), "CN-\($0)"] }.filter { $0 != "CN-500" }
    let ledger = ledger(keys)
    #expect(ledger.series.map(\.count) == [1000, 999])
    #expect(ledger.series.map(\.missing) == [0, 1])
    #expect(ledger.series.map(\.outOfOrder) == [0, 0])
    #expect(ledger.series[1].gaps == [500...500])
    #expect(ledger.unnumbered == 0)
  }

  @Test func shuffledNumbersHaveTheGapsThatAreThere() throws {
    var generator = SeededGenerator(seed: 7)
    let keys = (1...20_000).filter { $0 % 5000 != 0 || $0 == 20_000 }.map(invoice)
      .shuffled(using: &generator)
    let ledger = ledger(keys)
    let series = try #require(ledger.series.first)
    #expect(ledger.series.count == 1)
    #expect(series.count == 19_997)
    #expect(series.gaps == [1_005_000...1_005_000, 1_010_000...1_010_000, 1_015_000...1_015_000])
    #expect(series.missing == 3)
    let descents = zip(keys, keys.dropFirst()).count { $0 > $1 }
    #expect(series.outOfOrder == descents, "the same however the input is cut into units")
    #expect(self.ledger(keys, unit: 7).series == [series])
  }

  @Test func aNumberThatComesTwiceCountsTwiceAndLeavesNoGap() throws {
    let series = try #require(ledger(["A1", "A2", "A02", "A3"], unit: 2).series.first)
    #expect(series.count == 4)
    #expect(series.missing == 0)
    #expect(series.outOfOrder == 1)
  }

  @Test func aUnitOfTooManySeriesTellsOfNoGaps() {
    let most = (0..<NumberRuns.mostSeries).map { "S\($0)-\(1)" }
    let whole = ledger(["INV-1", "INV-3"] + most.dropLast())
    #expect(whole.series[0].missing == 1)
    let beyond = ledger(["INV-1", "INV-3"] + most)
    #expect(beyond.series.allSatisfy { $0.missing == nil && $0.gaps.isEmpty })
    #expect(beyond.unnumbered == 1)
  }

  @Test func moreRunsThanAreKeptTellOfNoGaps() throws {
    let keys = (0..<NumberLedger.mostRuns).map { invoice(2 * $0) } + ["CN-1", "CN-3"]
    let within = ledger(Array(keys[2...]))
    #expect(within.series.map(\.missing) == [NumberLedger.mostRuns - 3, 1])
    let beyond = ledger(keys)
    #expect(beyond.series.map(\.missing) == [nil, 1], "the series that takes the room")
    #expect(beyond.series[0].gaps == [])
    #expect(beyond.series[0].count == NumberLedger.mostRuns)
    #expect(beyond.series[0].runs.count == 1, "memory does not grow on")
  }

  @Test func theJournalHoldsThemAsTheyAre() throws {
    var chain = JournalChain()
    var text = JournalRecord.opening(of: SampleRun.identity, &chain)
    var line = JournalLine()
    line.counts.rendered = 10
    line.numbers = numbers(["INV-7", "CN-3", "INV-9", "none", "INV-8", "INV-2"])
    line.numbers.leftOut = 4
    chain.append(to: &text) { line.append(to: &$0) }
    #expect(
      String(decoding: text.bytes, as: UTF8.self).contains(
        #""numbers":[["INV-",[1,4,2,7,2],[2,2,7,9]],["CN-",[1,1,0,3,3],[3,3]]],"unnumbered":1,"leftOut":4"#
      ))
    let record = try #require(JournalRecord(text.bytes))
    #expect(record.lines == [line])
  }

  @Test func aJournalThatWasMadeUpIsNotBelieved() throws {
    let told = #"[["INV-",[1,2,0,7,8],[7,8]]]"#
    for series in [
      #"[["INV-",[19,2,0,7,8],[7,8]]]"#, #"[["INV-",[1,0,0,7,8],[7,8]]]"#,
      #"[["INV-",[1,2,2,7,8],[7,8]]]"#, #"[["INV-",[1,5,0,7,8],[7,8]]]"#,
      #"[["INV-",[1,2,0,7,8],[7,9223372036854775807,9,10]]]"#,
    ] {
      for (text, count) in [(told, 1), (series, 0)] {
        var line = JournalLine()
        line.counts.rendered = 4
        line.numbers = numbers(["INV-7", "INV-8"])
        var written = ByteStore()
        line.append(to: &written)
        let whole = String(decoding: written.bytes, as: UTF8.self)
        #expect(whole.contains(told))
        var chain = JournalChain()
        var journal = JournalRecord.opening(of: SampleRun.identity, &chain)
        chain.append(to: &journal) { $0.append(text: whole.replacing(told, with: text)) }
        #expect(JournalRecord(journal.bytes)?.lines.count == count, "\(text)")
      }
    }
  }

  @Test func anErasedNumberIsNowhere() {
    var erased = numbers(["INV-7", "INV-8", "INV-9", "CN-3"])
    erased.remove(Array("INV-9".utf8))
    erased.remove(Array("CN-3".utf8))
    #expect(erased.series.count == 1)
    #expect(erased.series[0].runs == [7...8])
    #expect(erased.series[0].lastRead == 8)
    #expect(erased.series[0].count == 2)
  }
}
