import Testing

@testable import Liquid

@Suite struct ArenaTests {
  @Test func valuesAreSixteenBytes() {
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<Member>.stride == 32)
  }

  @Test func longStringsSurviveGrowthAndChunkChanges() {
    let scratch = Scratch()
    var writer = ArenaWriter(scratch.arena, capacity: 16)
    let other = scratch.arena.allocate(64)
    for index in 0..<600_000 { writer.append(UInt8(truncatingIfNeeded: index)) }
    let value = writer.finish()
    #expect(value.bytes.count == 600_000)
    #expect(value.bytes[599_999] == UInt8(truncatingIfNeeded: 599_999))
    #expect(UnsafeRawPointer(other) != value.bytes.baseAddress)
    scratch.reset()
    #expect(scratch.arena.usedBytes == 0)
  }
}
