internal import Batch
internal import Glibc
internal import Records
internal import Sinks

/// Hashes an input before the run, so that a resumed run is known to read the same.
enum InputDigest {
  private static let chunk = 1 << 20

  /// Name, size and SHA-256 of an input as stored; standard input has neither size nor hash.
  ///
  /// Stops early once a signal asked the run to stop.
  static func read(_ input: InputDescription) throws(SourceError) -> RunIdentity.Input {
    if input.path == "-" { return RunIdentity.Input(name: "-", size: 0, digest: .zero) }
    let descriptor = open(input.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw SourceError(.notReadable, path: input.path, "it cannot be opened")
    }
    defer { close(descriptor) }
    // What is hashed is to be what is read.
    guard FileStamp(descriptor: descriptor) == input.stamp else { throw .changed(input.path) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
    defer { buffer.deallocate() }
    var hasher = SHA256Hasher()
    var size = 0
    while Interruption.signal == nil {
      let count = Glibc.read(descriptor, buffer.baseAddress, chunk)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw SourceError(.readFailed, path: input.path, "it cannot be read to its end")
      }
      if count == 0 { break }
      hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      size += count
    }
    let isWhole = size == input.stamp.map { Int($0.size) }
    guard Interruption.signal != nil || isWhole else { throw .changed(input.path) }
    let name = input.path.split(separator: "/").last.map(String.init) ?? input.path
    return RunIdentity.Input(name: name, size: size, digest: hasher.finish())
  }
}
