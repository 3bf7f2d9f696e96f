import Testing

@testable import Sinks

/// The journal's text, and what is believed of it when it is damaged.
@Suite struct JournalTests {
  /// A journal of four units, and where each of its lines ends.
  static let sample: (bytes: [UInt8], lines: [JournalLine], ends: [Int]) = {
    var chain = JournalChain()
    var text = JournalRecord.opening(of: SampleRun.identity, &chain)
    let run = SampleRun(unitCount: 4, documentsPerUnit: 2)
    var lines: [JournalLine] = []
    var ends = [text.count]
    for index in 0..<run.unitCount {
      var line = JournalLine(of: run.unit(index, form: .packed))
      line.books = BookLengths(documents: 10 * index, rejects: 7, suppressed: 0)
      line.pack = index == 0 ? nil : PackPosition(pack: index, length: 5, documents: 1)
      if line.pack == nil { line.stored = .zero }
      chain.append(to: &text) { line.append(to: &$0) }
      lines.append(line)
      ends.append(text.count)
    }
    return ([UInt8](text.bytes), lines, ends)
  }()

  static func read(_ bytes: [UInt8]) -> JournalRecord? {
    bytes.withUnsafeBytes { JournalRecord($0) }
  }

  @Test func whatIsWrittenIsRead() throws {
    let record = try #require(Self.read(Self.sample.bytes))
    #expect(record.identity == SampleRun.identity)
    #expect(record.lines == Self.sample.lines)
    #expect(record.tornLength == 0)
    #expect(record.lines.last?.nextOrdinal == 17)
  }

  @Test func firstLineGolden() {
    let end = Self.sample.ends[0]
    let text = String(decoding: Self.sample.bytes[..<end], as: UTF8.self)
    #expect(
      text == """
        {"journal":2,"engine":"billow 1","template":"energy-bill","templateHash":"\
        \(SampleRun.digest("template").hex)","asOf":"2026-01-31",\
        "options":[["pack","no"],["limit","none"]],\
        "inputs":[{"name":"bills.ndjson","bytes":1000,"sha256":"\(SampleRun.digest("bills").hex)"}],\
        "previous":"\(String(repeating: "0", count: 64))","crc32c":"\
        \(text.suffix(11).prefix(8))"}

        """)
  }

  @Test func aTailTornAnywhereIsCut() throws {
    let (bytes, lines, ends) = Self.sample
    for cut in ends[0]...bytes.count {
      let record = try #require(Self.read(Array(bytes[..<cut])))
      let whole = ends.lastIndex { $0 <= cut } ?? 0
      try #require(record.lines == Array(lines[..<whole]))
      try #require(record.goodLength == ends[whole])
      try #require(record.tornLength == cut - ends[whole])
    }
    for cut in 0..<ends[0] { #expect(Self.read(Array(bytes[..<cut])) == nil) }
  }

  @Test func anAlteredByteEndsWhatIsBelieved() throws {
    let (bytes, lines, ends) = Self.sample
    for at in bytes.indices {
      var altered = bytes
      altered[at] ^= 1 << UInt8(at % 8)
      let record = Self.read(altered)
      let whole = ends.lastIndex { $0 <= at } ?? -1
      if whole < 0 {
        try #require(record == nil, "byte \(at)")
      } else {
        try #require(record?.lines == Array(lines[..<whole]), "byte \(at)")
      }
    }
  }

  @Test func zerosAndGarbageAreATornTail() throws {
    let bytes = Self.sample.bytes
    let zeros = [UInt8](repeating: 0, count: 600)
    #expect(Self.read(bytes + zeros)?.tornLength == 600)
    #expect(Self.read(bytes + zeros + [0x0A])?.lines.count == 4)
    // A line a second time, or one left out, is not the next unit.
    let ends = Self.sample.ends
    #expect(Self.read(bytes + bytes[ends[3]...])?.lines.count == 4)
    #expect(Self.read(Array(bytes[..<ends[1]] + bytes[ends[2]...]))?.lines.count == 1)
  }

  @Test func stringsSurvive() throws {
    var identity = SampleRun.identity
    identity.options = [.init("a\"\\\n\t\u{1}\u{7F}", "é\u{2028}\r")]
    var chain = JournalChain()
    let text = JournalRecord.opening(of: identity, &chain)
    #expect(JournalRecord(text.bytes)?.identity == identity)
  }

  @Test func differencesAreNamed() {
    var other = SampleRun.identity
    #expect(other.differences(from: SampleRun.identity).isEmpty)
    other.engine = "billow 2"
    other.asOf = "2026-02-01"
    other.options = [.init("pack", "yes"), .init("gzip", "yes")]
    other.inputs[0].size = 999
    #expect(
      other.differences(from: SampleRun.identity) == [
        "the engine was billow 1 and is billow 2",
        "the as-of date was 2026-01-31 and is 2026-02-01",
        "option pack was no and is yes",
        "option gzip was not set and is yes",
        "option limit was none and is not set",
        "input 1's size was 1000 bytes and is 999 bytes",
      ])
    var moved = SampleRun.identity
    moved.options.reverse()
    #expect(moved.differences(from: SampleRun.identity).count == 1)
  }
}
