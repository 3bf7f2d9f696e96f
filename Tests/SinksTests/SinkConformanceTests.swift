import Testing

@testable import Sinks

/// What every sink does with the same units, however they are grouped.
@Suite struct SinkConformanceTests {
  enum Kind: String, CaseIterable {
    case directory
    case directoryEach
    case directoryUnsynced
    case directoryHeld
    case pack
    case packEach
    case packSmall
    case packHeld
    case memory
    case null
  }

  let run = SampleRun()

  /// Commits the sample in groups and returns what a reader finds of it.
  func commit(_ kind: Kind, groups: [Range<Int>], at path: String) throws -> [String: [UInt8]] {
    let maker = SinkMaker(kind)
    let (writer, memory) = try maker.writer(at: path)
    for group in groups {
      try writer.commit(group.map { run.unit($0, form: maker.form) })
    }
    #expect(writer.unitCount == run.unitCount)
    #expect(writer.counts.read == run.unitCount * (run.documentsPerUnit + 2))
    try writer.finish(RunClosing())
    if let memory { return memory.files }
    guard kind != .null else { return [:] }
    return try documents(in: tree(path))
  }

  @Test(arguments: Kind.allCases)
  func publishesEveryDocumentOnce(_ kind: Kind) throws {
    let folder = TemporaryFolder()
    let found = try commit(kind, groups: [0..<1, 1..<4, 4..<5], at: folder.path)
    if kind != .null { #expect(found == run.expectedFiles) }
  }

  @Test(arguments: Kind.allCases)
  func groupingLeavesNoTrace(_ kind: Kind) throws {
    let first = TemporaryFolder()
    let second = TemporaryFolder()
    _ = try commit(kind, groups: [0..<5], at: first.path)
    _ = try commit(kind, groups: (0..<5).map { $0..<$0 + 1 }, at: second.path)
    #expect(try tree(first.path) == tree(second.path))
  }

  @Test(arguments: Kind.allCases)
  func emptyUnitsAreUnits(_ kind: Kind) throws {
    let folder = TemporaryFolder()
    let maker = SinkMaker(kind)
    let (writer, _) = try maker.writer(at: folder.path)
    let unit = UnitOutput(form: maker.form)
    unit.begin(index: 0, firstOrdinal: 1)
    unit.seal()
    try writer.commit([unit])
    try writer.finish(RunClosing())
    #expect(writer.unitCount == 1)
  }

  @Test(arguments: [Kind.directory, .pack, .memory])
  func aFailedRecordLeavesNothing(_ kind: Kind) throws {
    let folder = TemporaryFolder()
    let maker = SinkMaker(kind)
    let (writer, memory) = try maker.writer(at: folder.path)
    let unit = UnitOutput(form: maker.form)
    unit.begin(index: 0, firstOrdinal: 1)
    for ordinal in 1...3 {
      withBytes("k\(ordinal)") { unit.beginDocument(ordinal: ordinal, key: $0) }
      withBytes("page \(ordinal)") { unit.addFile("index.html", $0) }
      if ordinal == 2 {
        unit.abandonDocument()
        unit.addReject(
          Reject(
            ordinal: 2, range: InputRange(input: 0, bytes: 0..<9), code: "abort", message: "no"))
      } else {
        unit.endDocument()
      }
    }
    unit.seal()
    try writer.commit([unit])
    try writer.finish(RunClosing())
    let found = try memory?.files ?? documents(in: tree(folder.path))
    let names = ["k1", "k3"].map { DocumentPath.path(of: $0) + "/index.html" }
    #expect(Set(found.keys) == Set(names))
    #expect(writer.counts.rejected == 1)
  }

  @Test(arguments: [Kind.directory, .memory])
  func aKeyTwiceIsAnError(_ kind: Kind) throws {
    let folder = TemporaryFolder()
    let (writer, _) = try SinkMaker(kind).writer(at: folder.path)
    let first = run.unit(0, form: .plain)
    let second = UnitOutput(form: .plain)
    second.begin(index: 1, firstOrdinal: 7)
    withBytes("Bill-1/a") { second.beginDocument(ordinal: 7, key: $0) }
    withBytes("other") { second.addFile("index.html", $0) }
    second.endDocument()
    second.seal()
    try writer.commit([first])
    let error = #expect(throws: SinkError.self) { try writer.commit([second]) }
    #expect(error?.code == .duplicateDocument)
    let later = #expect(throws: SinkError.self) {
      try writer.commit([])
      try writer.finish(.init())
    }
    #expect(later?.code == .writerFailed)
    try writer.close()
    guard kind == .directory else { return }
    // The first of the two stays when the folder is opened again.
    let (resumed, _) = try SinkMaker(kind).writer(at: folder.path)
    #expect(resumed.unitCount == 1)
    try resumed.close()
    let text = try tree(folder.path)[DocumentPath.path(of: "Bill-1/a") + "/index.html"]
    #expect(text == Array(SampleRun.files(of: 1)[0].text.utf8))
  }
}

/// Makes each kind of sink and a writer for it.
struct SinkMaker {
  let kind: SinkConformanceTests.Kind

  init(_ kind: SinkConformanceTests.Kind) { self.kind = kind }

  var form: UnitForm {
    switch kind {
    case .pack, .packEach, .packSmall, .packHeld: .packed
    case .null: .counted
    default: .plain
    }
  }

  func writer(
    at path: String, _ files: any FileSystem = RealFileSystem()
  ) throws -> (RunWriter, MemorySink?) {
    switch kind {
    case .memory:
      let sink = MemorySink()
      return (try RunWriter(sink), sink)
    case .null: return (try RunWriter(NullSink()), nil)
    default:
      let folder = try folder(at: path, files)
      return (try RunWriter(sink(in: folder), in: folder), nil)
    }
  }

  func folder(at path: String, _ files: any FileSystem) throws -> RunFolder {
    let durability: Durability =
      switch kind {
      case .directoryEach, .packEach: .each
      case .directoryUnsynced: .none
      default: .grouped
      }
    return try RunFolder(
      at: path, for: SampleRun.identity, durability: durability,
      holdsBack: kind == .directoryHeld || kind == .packHeld, fileSystem: files)
  }

  func sink(in folder: RunFolder) -> any Sink {
    guard form == .packed else { return DirectorySink(in: folder) }
    let limit =
      kind == .pack ? PackSink.Limit() : PackSink.Limit(documents: 2, bytes: 100_000)
    return PackSink(in: folder, limit: limit)
  }
}
