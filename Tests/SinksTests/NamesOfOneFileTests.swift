import Glibc
import Testing

@testable import Sinks

/// Files under several names: hard links where there are such, the bytes again where not.
@Suite struct NamesOfOneFileTests {
  private func unit() -> UnitOutput {
    let unit = UnitOutput(form: .plain)
    unit.begin(index: 0, firstOrdinal: 1)
    withBytes("Film") { unit.beginDocument(ordinal: 1, key: $0) }
    withBytes("one") { unit.addFile("frames/000001.png", $0) }
    unit.addName("frames/000002.png", ofFile: 0)
    unit.addName("frames/000003.png", ofFile: 1)
    withBytes("two") { unit.addFile("frames/000004.png", $0) }
    unit.endDocument()
    unit.seal()
    return unit
  }

  private func path(_ frame: Int) -> String {
    "\(DocumentPath.path(of: "Film"))/frames/00000\(frame).png"
  }

  @Test func aTreeHasLinks() throws {
    let folder = TemporaryFolder()
    let (writer, _) = try SinkMaker(.directory).writer(at: folder.path)
    try writer.commit([unit()])
    try writer.finish(RunClosing())
    var first = stat()
    #expect(stat("\(folder.path)/\(path(1))", &first) == 0)
    #expect(first.st_nlink == 3)
    for frame in 2...3 {
      var other = stat()
      #expect(stat("\(folder.path)/\(path(frame))", &other) == 0)
      #expect(other.st_ino == first.st_ino)
    }
    let found = try documents(in: tree(folder.path))
    #expect(found[path(3)] == Array("one".utf8) && found[path(4)] == Array("two".utf8))
  }

  /// Every name stands in the books with its size and digest.
  @Test func theBooksNameEach() {
    let unit = unit()
    #expect(unit.files.count == 4)
    #expect(unit.contentSize == 12)
    #expect(unit.files[0].digest == unit.files[2].digest)
    #expect(unit.files[2].target == 0, "a name of a name is a name of the file")
  }

  @Test func memoryHoldsTheBytesUnderEach() throws {
    let (writer, memory) = try SinkMaker(.memory).writer(at: TemporaryFolder().path)
    try writer.commit([unit()])
    #expect(memory?.files[path(3)] == Array("one".utf8))
  }
}
