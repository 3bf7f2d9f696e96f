/// Text of bounded length, put together in memory of the caller's.
struct ShortText {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

  /// What was put.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: room[..<count]) }

  /// Appends markup as it is.
  @inline(__always)
  mutating func put(_ markup: StaticString) {
    let length = markup.utf8CodeUnitCount
    precondition(count + length <= room.count, "longer than was said")
    for index in 0..<length { room[count &+ index] = markup.utf8Start[index] }
    count &+= length
  }

  /// Appends a number from 0 to 999.
  @inline(__always)
  mutating func put(_ number: Int) {
    precondition(number >= 0 && number < 1000 && count + 3 <= room.count, "longer than was said")
    if number >= 100 { append(number / 100) }
    if number >= 10 { append(number / 10 % 10) }
    append(number % 10)
  }

  @inline(__always)
  private mutating func append(_ digit: Int) {
    room[count] = 0x30 + UInt8(truncatingIfNeeded: digit)
    count &+= 1
  }
}
