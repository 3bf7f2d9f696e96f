import Glibc
import Testing

@testable import Sinks

/// Packs as others read them: Info-ZIP's unzip, zipdetails, Python's zipfile.
@Suite struct PackTests {
  /// A folder with packs of `count` documents of one file each, all with the same contents.
  func pack(
    count: Int, limit: PackSink.Limit, page: [UInt8], at path: String, unitSize: Int = 1000
  ) throws {
    let folder = try RunFolder(at: path, for: SampleRun.identity, durability: .none)
    let writer = try RunWriter(PackSink(in: folder, limit: limit), in: folder)
    let unit = UnitOutput(form: .packed)
    let check = page.withUnsafeBytes { CyclicCheck.zip.value(of: $0) }
    var ordinal = 1
    while ordinal <= count {
      unit.begin(index: writer.unitCount, firstOrdinal: ordinal)
      for _ in 0..<min(unitSize, count - ordinal + 1) {
        withBytes("E-\(ordinal)") { unit.beginDocument(ordinal: ordinal, key: $0) }
        page.withUnsafeBytes { bytes in
          // Large ones all with a known check: without optimisation it takes a second each.
          if ordinal % 2 == 0 || bytes.count > 1 << 20 {
            var stream = ByteStore()
            StoredDeflate.append(bytes, to: &stream)
            unit.addFile("index.html", size: bytes.count, check: check, stream: stream.bytes)
          } else {
            unit.addFile("index.html", bytes)
          }
        }
        unit.endDocument()
        ordinal += 1
      }
      unit.seal()
      try writer.commit([unit])
    }
    try writer.finish(RunClosing())
  }

  func names(_ path: String) throws -> [String] {
    let files = RealFileSystem()
    let root = try files.openRoot(path + "/packs")
    defer { try? files.close(root) }
    return try files.entries(of: root).map(\.name).sorted()
  }

  /// Reads every entry, as Python's zipfile does, and prints their number and the last name.
  static let script = """
    import sys, zipfile
    z = zipfile.ZipFile(sys.argv[1])
    bad = z.testzip()
    infos = z.infolist()
    assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in infos)
    assert all(i.external_attr >> 16 == 0o100644 for i in infos)
    print(bad, len(infos), infos[-1].filename)
    """

  func expectAccepted(_ pack: String, entries: Int, last: String) throws {
    if Tool.exists("unzip") {
      let tested = try Tool.run("unzip -tq \(pack)")
      #expect(tested.status == 0 && tested.output.contains("No errors detected"))
    }
    // Its time grows with the square of the entries: 66,000 keep it busy for a quarter of an hour.
    if Tool.exists("zipdetails"), entries < 1000 {
      let details = try Tool.run("zipdetails \(pack) | tail -20")
      #expect(details.status == 0)
      #expect(details.output.contains("END CENTRAL HEADER"))
      #expect(!details.output.lowercased().contains("error"))
    }
    if Tool.exists("python3") {
      let read = try Tool.run("python3 -c '\(Self.script)' \(pack)")
      #expect(read.output == "None \(entries) \(last)\n")
    }
  }

  static let hasTools = ["unzip", "zipdetails", "python3"].allSatisfy { Tool.exists($0) }

  @Test(.enabled(if: hasTools, "unzip, zipdetails or python3 is missing"))
  func othersAcceptSmallPacks() throws {
    let temporary = TemporaryFolder()
    let limit = PackSink.Limit(documents: 7)
    try pack(
      count: 20, limit: limit, page: Array("<p>hello</p>".utf8), at: temporary.path, unitSize: 3)
    #expect(
      try names(temporary.path) == ["pack-00000.zip", "pack-00001.zip", "pack-00002.zip"])
    for (number, (count, last)) in [(7, 7), (7, 14), (6, 20)].enumerated() {
      try expectAccepted(
        temporary.path + "/packs/pack-0000\(number).zip", entries: count,
        last: DocumentPath.path(of: "E-\(last)") + "/index.html")
    }
    // Unpacked, they are the tree that the directory sink makes.
    let unpacked = try Tool.run(
      "cd \(temporary.path) && for p in packs/*.zip; do unzip -qn $p || exit 1; done"
        + " && cat documents/*/*/index.html | wc -c")
    #expect(unpacked.status == 0)
    #expect(unpacked.output.split(separator: "\n").last == "240")
  }

  /// Makes a gzip member of each deflated entry, and prints how many have the hash that the books give.
  static let memberScript = """
    import gzip, hashlib, json, struct, sys, zipfile
    listed = {}
    for line in open(sys.argv[1] + "/documents.ndjson"):
        entry = json.loads(line)
        for file in entry["files"]:
            listed[entry["path"] + "/" + file["name"]] = file
    z = zipfile.ZipFile(sys.argv[1] + "/packs/pack-00000.zip")
    members = plain = 0
    for i in z.infolist():
        file = listed.pop(i.filename)
        if i.compress_type == 0:
            plain += hashlib.sha256(z.read(i)).hexdigest() == file["sha256"]
            continue
        z.fp.seek(i.header_offset + 30 + len(i.filename))
        stream = z.fp.read(i.compress_size)
        member = bytes.fromhex("1f8b08000000000000ff") + stream
        member += struct.pack("<II", i.CRC, i.file_size)
        assert gzip.decompress(member) == z.read(i)
        members += hashlib.sha256(member).hexdigest() == file["gzipSha256"]
    print(members, plain, len(listed))
    """

  @Test(.enabled(if: hasTools, "unzip, zipdetails or python3 is missing"))
  func booksGiveTheHashOfAnEntrysGzipMember() throws {
    let temporary = TemporaryFolder()
    try pack(
      count: 20, limit: PackSink.Limit(), page: Array("<p>hello</p>".utf8), at: temporary.path)
    let read = try Tool.run("python3 -c '\(Self.memberScript)' \(temporary.path)")
    #expect(read.output == "10 10 0\n")
  }

  @Test(.enabled(if: hasTools, "unzip, zipdetails or python3 is missing"))
  func othersAcceptMoreThan65535Entries() throws {
    let temporary = TemporaryFolder()
    try pack(count: 66_000, limit: PackSink.Limit(), page: [0x61], at: temporary.path)
    #expect(try names(temporary.path) == ["pack-00000.zip"])
    try expectAccepted(
      temporary.path + "/packs/pack-00000.zip", entries: 66_000,
      last: DocumentPath.path(of: "E-66000") + "/index.html")
  }

  @Test(
    .enabled(
      if: hasTools && getenv("BILLOW_FULL") != nil, "5 GB are written only with BILLOW_FULL=1"))
  func othersAcceptMoreThanFourGibibytes() throws {
    let temporary = TemporaryFolder(onDisk: true)
    let page = [UInt8](repeating: 0x62, count: 50 << 20)
    let limit = PackSink.Limit(bytes: 1 << 40)
    try pack(count: 90, limit: limit, page: page, at: temporary.path, unitSize: 1)
    #expect(try names(temporary.path) == ["pack-00000.zip"])
    try expectAccepted(
      temporary.path + "/packs/pack-00000.zip", entries: 90,
      last: DocumentPath.path(of: "E-90") + "/index.html")
  }

  /// Limit and limit + 1.
  @Test func packsEndAtTheirLimits() throws {
    for (count, expected) in [(5, 1), (6, 2)] {
      let temporary = TemporaryFolder()
      let limit = PackSink.Limit(documents: 5)
      try pack(count: count, limit: limit, page: [1], at: temporary.path)
      #expect(try names(temporary.path).count == expected)
    }
    let two = sizeOfTwo()
    for (bytes, expected) in [(two, 1), (two - 1, 2)] {
      let temporary = TemporaryFolder()
      let limit = PackSink.Limit(bytes: bytes)
      try pack(
        count: 2, limit: limit, page: [UInt8](repeating: 7, count: 500), at: temporary.path)
      #expect(try names(temporary.path).count == expected)
    }
    // A document longer than the limit has a pack of its own.
    let temporary = TemporaryFolder()
    try pack(
      count: 3, limit: PackSink.Limit(bytes: 10), page: [UInt8](repeating: 7, count: 500),
      at: temporary.path)
    #expect(try names(temporary.path).count == 3)
  }

  private func sizeOfTwo() -> Int {
    let name = (DocumentPath.path(of: "E-1") + "/index.html").utf8.count
    // Headers of 30 and 46 bytes, five of one stored block, and room for one ZIP64 offset.
    return 2 * (30 + name + 500 + 46 + name) + 5 + 12 + ZIPRecord.endSize
  }
}
