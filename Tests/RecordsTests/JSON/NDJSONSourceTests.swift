import Testing

@testable import Records

@Suite struct NDJSONSourceTests {
  private let folder = TemporaryFolder()

  private func read(_ text: String, maximumRecords: Int = 100, maximumBytes: Int = 1 << 20)
    throws(SourceError) -> [Seen]
  {
    var source = try NDJSONSource(paths: [folder.write(text, to: "in.ndjson")])
    return try drain(&source, maximumRecords: maximumRecords, maximumBytes: maximumBytes)
  }

  @Test func bomBlankLinesAndLineEndsAreNoPartOfRecords() throws {
    let seen = try read("\u{FEFF}{\"a\":1}\r\n\r\n  \n {\"a\":2} \n{\"a\":3}")
    #expect(
      seen == [
        Seen(ordinal: 0, file: 0, offset: 3, length: 7, outcome: #"{"a":1}"#),
        Seen(ordinal: 1, file: 0, offset: 18, length: 7, outcome: #"{"a":2}"#),
        Seen(ordinal: 2, file: 0, offset: 27, length: 7, outcome: #"{"a":3}"#),
      ])
  }

  @Test func aBadLineIsOneRejectedRecord() throws {
    let seen = try read(
      "{\"a\":1}\n{\"a\":\n[1]\n{\"b\":{\"c\":[1,tru]}}\n{\"a\":\"\\ud800\"}\n{\"a\":2}\n")
    #expect(
      seen.map(\.outcome) == [
        #"{"a":1}"#, "json-syntax a", "json-not-object", "json-syntax b.c[1]",
        "json-lone-surrogate a", #"{"a":2}"#,
      ])
    #expect(seen.map(\.ordinal) == [0, 1, 2, 3, 4, 5])
  }

  @Test func pathsNeverShowWhatIsNoFieldName() throws {
    let seen = try read("{\"anna@example.com\":{\"x\":nul}}\n")
    #expect(seen.map(\.outcome) == ["json-syntax ?.x"])
  }

  @Test func batchesAreBoundedByRecordsAndBytes() throws {
    let text = (0..<1000).map { "{\"n\":\($0)}\n" }.joined()
    let whole = try read(text)
    #expect(whole.count == 1000)
    #expect(try read(text, maximumRecords: 7) == whole)
    #expect(try read(text, maximumBytes: 25) == whole)
    #expect(try read(text, maximumBytes: 1) == whole)
    var source = try NDJSONSource(paths: [folder.write(text, to: "in.ndjson")])
    var counts: Set<Int> = []
    while let batch = try source.next(maximumRecords: 50, maximumBytes: 100) {
      #expect(batch.records.reduce(0) { $0 + $1.count } <= 100)
      counts.insert(batch.records.count)
    }
    #expect(counts.max() == 13)
  }

  @Test func aRunGoesOnAnywhereWithTheSameBatches() throws {
    let lines = (0..<3000).map {
      "{\"n\":\($0),\"pad\":\"\(String(repeating: "x", count: $0 % 97))\"}"
    }
    let first = folder.write(lines[..<2000].joined(separator: "\n\n\r\n"), to: "a.ndjson")
    let second = folder.write("\u{FEFF}" + lines[2000...].joined(separator: "\r\n"), to: "b.ndjson")
    var source = try NDJSONSource(paths: [first, second])
    var batches: [[RawRecord]] = []
    while let batch = try source.next(maximumRecords: 64, maximumBytes: 4000) {
      batches.append(batch.records)
      source.recycle(batch)
    }
    for start in stride(from: 1, to: batches.count, by: 7) {
      var resumed = try NDJSONSource(paths: [first, second])
      let record = batches[start][0]
      try resumed.skip(
        toOrdinal: record.ordinal, atOffset: record.offset, file: Int(record.file))
      for expected in batches[start...] {
        let batch = try #require(try resumed.next(maximumRecords: 64, maximumBytes: 4000))
        #expect(batch.records.map(\.ordinal) == expected.map(\.ordinal))
        #expect(batch.records.map(\.offset) == expected.map(\.offset))
        resumed.recycle(batch)
      }
      #expect(try resumed.next(maximumRecords: 64, maximumBytes: 4000) == nil)
    }
  }

  @Test func aLineAboveTheBoundIsRejectedWithoutBeingKept() throws {
    let bound = LineReader.maximumLineBytes
    let fits = "{\"a\":\"" + String(repeating: "x", count: bound - 8) + "\"}"
    let long = "{\"a\":\"" + String(repeating: "x", count: bound - 7) + "\"}"
    let path = folder.write("{\"a\":1}\n\(fits)\n\(long)\n{\"a\":2}\n\(long)", to: "in.ndjson")
    var source = try NDJSONSource(paths: [path])
    let seen = try drain(&source)
    #expect(seen.map(\.length) == [7, Int64(bound), Int64(bound) + 1, 7, Int64(bound) + 1])
    #expect(
      seen.map { $0.outcome.count > 100 ? "long" : $0.outcome }
        == [#"{"a":1}"#, "long", "record-too-long", #"{"a":2}"#, "record-too-long"])
    #expect(seen[2].offset == 8 + Int64(bound) + 1)
  }

  @Test func filesWithoutLineEndsNeedLittleMemory() throws {
    let path = folder.write(String(repeating: " ", count: 40 << 20) + "{\"a\":1}", to: "in.ndjson")
    var source = try NDJSONSource(paths: [path])
    #expect(try drain(&source).map(\.outcome) == ["record-too-long"])
  }
}
