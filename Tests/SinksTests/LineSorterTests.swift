import Testing

@testable import Sinks

@Suite("Sorting lines through files")
struct LineSorterTests {
  private static func sorted(
    _ lines: [[UInt8]], memory: Int, in folder: TemporaryFolder
  ) throws -> [[UInt8]] {
    let files = RealFileSystem()
    let root = try files.openRoot(folder.path)
    defer { try? files.close(root) }
    let sorter = LineSorter("sort", in: root, files, memory: memory)
    for line in lines { try line.withUnsafeBytes { try sorter.add($0) } }
    let sorted = try sorter.sorted()
    var found: [[UInt8]] = []
    while try sorted.next() { found.append([UInt8](sorted.line)) }
    return found
  }

  private static func lines(_ count: Int) -> [[UInt8]] {
    var random = SeededGenerator(seed: 7)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        // No newline: a line has none in it.
        UInt8.random(in: 0x20...0xFF, using: &random)
      }
    }
  }

  @Test(
    "in memory, through some files, and through more files than are merged at a time",
    arguments: [1 << 20, 10_000, 300])
  func isSorted(_ memory: Int) throws {
    let lines = Self.lines(5_000)
    let found = try Self.sorted(lines, memory: memory, in: TemporaryFolder())
    #expect(found == lines.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test("nothing, one line, and a line larger than the memory")
  func small() throws {
    #expect(try Self.sorted([], memory: 100, in: TemporaryFolder()) == [])
    #expect(try Self.sorted([[0x61]], memory: 100, in: TemporaryFolder()) == [[0x61]])
    let long = [UInt8](repeating: 0x62, count: 200_000)
    #expect(
      try Self.sorted([long, [0x61], long], memory: 100, in: TemporaryFolder())
        == [[0x61], long, long])
  }
}
