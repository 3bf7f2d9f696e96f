import Testing

@testable import Sinks

/// A run in the system's own files: what it leaves, and that a resumed one leaves the same.
@Suite struct RunWriterTests {
  typealias Kind = SinkConformanceTests.Kind
  let run = SampleRun()

  func commit(_ kind: Kind, _ units: Range<Int>, at path: String, finishing: Bool) throws {
    let maker = SinkMaker(kind)
    let (writer, _) = try maker.writer(at: path)
    #expect(writer.unitCount == units.lowerBound)
    for index in units { try writer.commit([run.unit(index, form: maker.form)]) }
    guard finishing else { return try writer.close() }
    try writer.finish(
      RunClosing(
        totals: [
          ControlTotal(name: "amount-due", group: "EUR", outcome: .rendered, amount: "10.50")
        ], sections: [("gaps", "[]")], reports: [("timings.json", Array("{}\n".utf8))]))
  }

  @Test(arguments: [Kind.directory, .directoryHeld, .packSmall, .packHeld], 0...5)
  func aResumedRunEqualsAnUnbrokenOne(_ kind: Kind, _ stop: Int) throws {
    let unbroken = TemporaryFolder()
    let resumed = TemporaryFolder()
    try commit(kind, 0..<5, at: unbroken.path, finishing: true)
    try commit(kind, 0..<stop, at: resumed.path, finishing: false)
    try commit(kind, stop..<5, at: resumed.path, finishing: true)
    #expect(try tree(resumed.path) == tree(unbroken.path))
  }

  @Test(arguments: [Kind.directory, .packSmall])
  func aSyncPublishesWhatWasStagedBeforeItBegan(_ kind: Kind) throws {
    let disk = SimulatedDisk(seed: 1)
    let maker = SinkMaker(kind)
    let units = (0..<2).map { run.unit($0, form: maker.form) }
    let (writer, _) = try maker.writer(at: "out", disk)
    func shown() throws -> Set<Int> {
      let root = try disk.openRoot("out")
      let found = Set(try documents(in: tree(of: root, disk)).keys)
      try disk.close(root)
      let paths = (1...12).map { ($0, DocumentPath.path(of: "Bill-\($0)/a") + "/index.html") }
      return Set(paths.filter { found.contains($0.1) }.map(\.0))
    }
    try writer.stage([units[0]])
    let first = try #require(writer.beginSync())
    #expect(writer.beginSync() == nil)
    first.perform()
    try writer.stage([units[1]])
    #expect(try writer.endSync(first) == 0)
    // Of packs, those that were full.
    #expect(try shown() == (kind == .directory ? [1, 2, 3, 4] : [1, 2]))
    #expect(writer.unitCount == 0)
    let second = try #require(writer.beginSync())
    second.perform()
    #expect(try writer.endSync(second) == 1)
    #expect(writer.unitCount == 1)
    #expect(try shown().isSuperset(of: 7...8))
    disk.crash()
    // The second sync made the first unit's place durable, whether its journal line is or not.
    #expect(try shown().isSuperset(of: kind == .directory ? [1, 2, 3, 4] : [1, 2]))
  }

  @Test func finishedFoldersAreComplete() throws {
    let temporary = TemporaryFolder()
    try commit(.directory, 0..<5, at: temporary.path, finishing: true)
    let folder = try RunFolder(at: temporary.path, for: SampleRun.identity)
    #expect(folder.isComplete)
    try folder.close()
    let found = try tree(temporary.path)
    let documents = found.keys.filter { $0.hasPrefix("documents/") }
    #expect(documents.count == run.expectedFiles.count)
    #expect(
      Set(found.keys).subtracting(documents) == [
        "_SUCCESS", "documents.ndjson", "journal", "manifest.json", "rejects.ndjson",
        "suppressed.ndjson", "timings.json",
      ])
    let manifest = try #require(found["manifest.json"])
    let digest = manifest.withUnsafeBytes { SHA256Digest(of: $0) }
    #expect(found["_SUCCESS"] == Array((digest.hex + "\n").utf8))
  }

  @Test func manifestGolden() throws {
    let temporary = TemporaryFolder()
    try commit(.packSmall, 0..<5, at: temporary.path, finishing: true)
    let found = try tree(temporary.path)
    let text = String(decoding: try #require(found["manifest.json"]), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "{\"manifest\":1,")
    #expect(lines[1].hasPrefix("\"engine\":\"billow 1\",\"template\":\"energy-bill\""))
    #expect(lines[2] == #""counts":{"read":30,"rendered":20,"rejected":5,"suppressed":5},"#)
    #expect(lines[3] == "\"units\":5,")
    #expect(lines[4] == #""totals":[["amount-due","EUR","rendered","10.50"]],"#)
    let rejects = try #require(found["rejects.ndjson"])
    let digest = rejects.withUnsafeBytes { SHA256Digest(of: $0).hex }
    #expect(
      text.contains(
        #"{"name":"rejects.ndjson","bytes":\#(rejects.count),"sha256":"\#(digest)"}"#))
    #expect(text.contains(#"{"name":"packs/pack-00009.zip","bytes":"#))
    #expect(text.hasSuffix("],\n\"gaps\":[]}\n"))
  }

  @Test func booksGolden() throws {
    let temporary = TemporaryFolder()
    try commit(.directory, 0..<1, at: temporary.path, finishing: false)
    let found = try tree(temporary.path)
    func lines(_ name: String) -> [String] {
      String(decoding: found[name] ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(
      lines("rejects.ndjson") == [
        #"{"ordinal":5,"input":0,"bytes":[90,95],"code":"bad-amount","field":"bill.total","#
          + #""message":"not a number"}"#
      ])
    #expect(
      lines("suppressed.ndjson") == [
        #"{"ordinal":6,"key":"Closed-1","reason":"account-closed"}"#
      ])
    let text = SampleRun.files(of: 1)[0].text
    #expect(
      lines("documents.ndjson").first
        == #"{"ordinal":1,"key":"Bill-1/a","path":"\#(DocumentPath.path(of: "Bill-1/a"))","#
        + #""files":[{"name":"index.html","bytes":\#(text.utf8.count),"#
        + #""sha256":"\#(SampleRun.digest(text).hex)"}]}"#)
    let entries = lines("documents.ndjson").map { line in
      withBytes(line) { DocumentEntry(line: $0) }
    }
    #expect(entries.map { $0?.ordinal } == [1, 2, 3, 4])
    #expect(entries[1]?.files.map(\.name) == ["index.html", "frames/0001.png"])
  }

  /// Zeros are what a power failure leaves of a sector that was not written.
  @Test func aLineWithZerosInItsPathNamesNoDocument() throws {
    let temporary = TemporaryFolder()
    try commit(.directory, 0..<1, at: temporary.path, finishing: false)
    let book = try #require(try tree(temporary.path)["documents.ndjson"])
    var line = Array(book.prefix { $0 != 0x0A })
    #expect(line.withUnsafeBytes { DocumentEntry(line: $0) } != nil)
    let path = Array(DocumentPath.path(of: "Bill-1/a").utf8)
    let start = try #require(line.indices.first { line[$0...].starts(with: path) })
    line[start + path.count - 1] = 0
    #expect(line.withUnsafeBytes { DocumentEntry(line: $0) } == nil)
  }

  @Test func committedKeysAreReadBack() throws {
    let temporary = TemporaryFolder()
    try commit(.packSmall, 0..<2, at: temporary.path, finishing: false)
    let folder = try RunFolder(at: temporary.path, for: SampleRun.identity)
    var keys: [Int: String] = [:]
    try folder.forEachCommittedKey { keys[$0] = String(decoding: $1, as: UTF8.self) }
    #expect(keys[1] == "Bill-1/a" && keys[6] == "Closed-1" && keys[12] == "Closed-7")
    #expect(keys.count == 10)
    try folder.close()
  }

  @Test func booksOfTreesAndPacksDifferInTheHashesOfDeflatedFilesOnly() throws {
    let plain = run.unit(2, form: .plain)
    let packed = run.unit(2, form: .packed)
    #expect(plain.keys == packed.keys)
    func files(_ unit: UnitOutput) throws -> [DocumentEntry.File] {
      try unit.listing.bytes.split(separator: 0x0A).flatMap {
        try #require(DocumentEntry(line: UnsafeRawBufferPointer(rebasing: $0))).files
      }
    }
    for (file, entry) in zip(try files(plain), try files(packed)) {
      #expect(file.name == entry.name && file.size == entry.size && !file.isOverGzip)
      #expect((file.digest == entry.digest) != entry.isOverGzip)
    }
    #expect(try files(packed).contains(where: \.isOverGzip))
  }

  @Test func outputDigestIsMadeAgainFromFiles() throws {
    let plain = run.unit(2, form: .plain)
    var again = OutputDigest()
    for entry in plain.listing.bytes.split(separator: 0x0A) {
      let line = try #require(DocumentEntry(line: UnsafeRawBufferPointer(rebasing: entry)))
      for file in line.files.reversed() {
        again.add(path: "\(line.path)/\(file.name)", size: file.size, digest: file.digest)
      }
    }
    #expect(again.finish() == plain.outputs)
    #expect(plain.outputs != run.unit(3, form: .plain).outputs)
  }

  @Test func aUnitIsTheSameWhenItIsUsedAgain() throws {
    let unit = UnitOutput(form: .packed)
    for index in [4, 0, 3] { run.fill(unit, index: index) }
    let fresh = run.unit(3, form: .packed)
    #expect(unit.contents.bytes.elementsEqual(fresh.contents.bytes))
    #expect(unit.outputs == fresh.outputs && unit.counts == fresh.counts)
    #expect(unit.contentSize == fresh.contentSize && unit.totals == fresh.totals)
  }
}
