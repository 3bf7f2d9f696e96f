import Glibc
import Testing

@testable import Records

/// An input is hashed before it is read: what is read must be what was hashed.
@Suite struct ChangingInputTests {
  private let folder = TemporaryFolder()

  enum Change: CaseIterable {
    case grown, cut, rewritten, replaced

    /// Changes a file a moment after it was looked at: clocks of file systems tick every few milliseconds.
    func make(_ path: String) {
      usleep(50_000)
      let length = ChangingInputTests.line.utf8.count
      switch self {
      case .grown: ChangingInputTests.write(ChangingInputTests.line, to: path, O_APPEND)
      case .cut: truncate(path, off_t(length))
      case .rewritten: ChangingInputTests.write("{\"a\":2}\n", to: path, 0)
      case .replaced:
        ChangingInputTests.write(ChangingInputTests.text, to: path + ".new", O_CREAT)
        rename(path + ".new", path)
      }
    }
  }

  private static let line = "{\"a\":1}\n"
  private static let text = String(repeating: line, count: 30_000)

  private static func write(_ text: String, to path: String, _ flags: Int32) {
    let descriptor = open(path, O_WRONLY | flags, 0o600)
    defer { close(descriptor) }
    let written = Array(text.utf8).withUnsafeBytes {
      Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    #expect(written == text.utf8.count)
  }

  @Test(arguments: Change.allCases)
  func aChangeIsToldOfWhereTheInputEnds(_ change: Change) throws {
    let path = folder.write(Self.text, to: "in.ndjson")
    var source = try RecordInputs.open([path])
    _ = try source.next(maximumRecords: 10, maximumBytes: 1 << 20)
    try source.requireUnchanged()
    change.make(path)
    #expect(
      sourceError { () throws(SourceError) in try source.requireUnchanged() }?.code == .changed)
    let error = sourceError { () throws(SourceError) in _ = try drainAny(&source) }
    #expect(error?.code == .changed)
    #expect(error?.path == path)
  }

  @Test(arguments: [Change.grown, .rewritten, .replaced])
  func alsoOfAnInputThatIsNotBegunYet(_ change: Change) throws {
    let first = folder.write(Self.line, to: "first")
    let second = folder.write(Self.text, to: "second")
    var source = try RecordInputs.open([first, second])
    change.make(second)
    let error = sourceError { () throws(SourceError) in _ = try drainAny(&source) }
    #expect(error?.code == .changed)
    #expect(error?.path == second)
  }

  @Test func alsoOfInvoicesAndCompressedInputs() throws {
    let invoice = folder.write("<a/>", to: "a.xml")
    // `{"a":1}` and `{"a":2}`, a line each.
    let packed = folder.write(
      [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56,
        0x4A, 0x54, 0xB2, 0x32, 0xAC, 0xE5, 0xAA, 0x06, 0xD1, 0x46, 0xB5, 0x5C,
        0x00, 0x66, 0xC0, 0x5A, 0x19, 0x10, 0x00, 0x00, 0x00,
      ], to: "in.gz")
    for path in [invoice, packed] {
      var unchanged = try RecordInputs.open([path])
      #expect(try !drainAny(&unchanged).isEmpty)
      var source = try RecordInputs.open([path])
      usleep(50_000)
      // Zeros behind a gzip member are padding, which is no fault of its own.
      Self.write(path == packed ? "\0" : "\n", to: path, O_APPEND)
      let error = sourceError { () throws(SourceError) in _ = try drainAny(&source) }
      #expect(error?.code == .changed, "\(path)")
    }
  }

  @Test func aResumedReadingCountsWhatItPassedOver() throws {
    let path = folder.write(Self.text, to: "in.ndjson")
    var source = try RecordInputs.open([path])
    try source.skip(
      toOrdinal: 29_999, atOffset: Int64(29_999 * Self.line.utf8.count), file: 0)
    #expect(try drainAny(&source).count == 1)
  }

  @Test func aPipeIsNoFile() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    defer { unlink(pipe) }
    for path in [pipe, "/dev/null"] {
      let error = sourceError { () throws(SourceError) in _ = try RecordInputs.open([path]) }
      #expect(error?.code == .notFile)
      #expect(error?.hint?.contains("give - to read from a pipe") == true)
    }
  }
}
