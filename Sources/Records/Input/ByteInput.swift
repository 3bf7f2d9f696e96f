/// The bytes of one input, unpacked if they are gzip, with the offset of the next one.
final class ByteInput {
  /// How much is looked at to tell one kind of file from another.
  private static let headSize = 4096

  let path: String
  let isCompressed: Bool
  /// The first bytes, for guessing the format; at most 4,096.
  private(set) var head: [UInt8] = []
  /// The offset of the next byte to be read.
  private(set) var offset: Int64 = 0

  /// What it was when it was opened; nil for standard input that is a pipe.
  var stamp: FileStamp? { file.stamp }
  private var size: Int64? { file.size }

  private let file: FileDescriptor
  private let inflater: Inflater?
  private var headTaken = 0

  /// Opens an input and reads its first bytes; `-` is standard input.
  init(path: String) throws(SourceError) {
    file = try FileDescriptor(path: path)
    self.path = path
    let stored = try Self.fill(Self.headSize, path, file.read)
    isCompressed = stored.starts(with: [0x1F, 0x8B])
    if isCompressed {
      let inflater = Inflater(file, head: stored)
      self.inflater = inflater
      head = try Self.fill(Self.headSize, path, inflater.read)
    } else {
      inflater = nil
      head = stored
    }
  }

  /// Reads at least one byte; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    var count = 0
    if headTaken < head.count {
      count = min(buffer.count, head.count - headTaken)
      buffer.copyBytes(from: head[headTaken..<(headTaken + count)])
      headTaken += count
    } else {
      count = try readStored(into: buffer)
    }
    offset += Int64(count)
    return count
  }

  /// Goes forward to an offset.
  func skip(to target: Int64) throws(SourceError) {
    if inflater == nil, target > Int64(head.count), let size, target <= size,
      file.seek(to: target)
    {
      headTaken = head.count
      offset = target
      return
    }
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { scratch.deallocate() }
    while offset < target {
      let wanted = Int(min(Int64(scratch.count), target - offset))
      if try read(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<wanted])) == 0 {
        throw SourceError(
          .shorter, path: path, "ends before byte \(target), where the run is to go on",
          hint: "the input has changed since the run was started; start a new run")
      }
    }
  }

  /// Checks that the input is still what it was when it was first looked at, and at its end that no byte was left out.
  func requireUnchanged(since first: FileStamp?, isAtEnd: Bool) throws(SourceError) {
    guard path != "-", let first else { return }
    if file.matches(first), !isAtEnd || file.position == first.size { return }
    throw SourceError.changed(path)
  }

  private func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    if let inflater { return try inflater.read(into: buffer) }
    return try file.read(into: buffer)
  }

  private static func fill(
    _ wanted: Int, _ path: String,
    _ read: (UnsafeMutableRawBufferPointer) throws(SourceError) -> Int
  ) throws(SourceError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 16)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < wanted {
      let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return Array(buffer[..<filled])
  }
}
