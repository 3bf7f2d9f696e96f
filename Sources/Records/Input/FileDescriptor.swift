internal import Glibc

/// An open file, closed with its owner.
final class FileDescriptor {
  let number: Int32
  let path: String
  /// The size of a regular file; nil for pipes.
  let size: Int64?
  private let isOwned: Bool

  /// Opens a file for reading; `-` is standard input.
  init(path: String) throws(SourceError) {
    self.path = path
    if path == "-" {
      number = STDIN_FILENO
      isOwned = false
    } else {
      var opened: Int32
      repeat { opened = open(path, O_RDONLY | O_CLOEXEC) } while opened < 0 && errno == EINTR
      if opened < 0 { throw Self.openError(path, errno) }
      number = opened
      isOwned = true
    }
    var status = stat()
    if fstat(number, &status) != 0 {
      let reason = errno
      if isOwned { close(number) }
      throw SourceError(.readFailed, path: path, "cannot be examined (\(Self.words(reason)))")
    }
    size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    if isOwned, size != nil { posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL) }
  }

  deinit { if isOwned { close(number) } }

  /// Reads what there is, at least one byte; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      let reason = errno
      if reason == EINTR { continue }
      if reason == EISDIR {
        throw SourceError(.wrongKind, path: path, "is a folder, not a file")
      }
      throw SourceError(.readFailed, path: path, "cannot be read (\(Self.words(reason)))")
    }
  }

  /// Moves to an offset; false for what cannot seek.
  func seek(to offset: Int64) -> Bool { size != nil && lseek(number, off_t(offset), SEEK_SET) >= 0 }

  private static func openError(_ path: String, _ reason: Int32) -> SourceError {
    switch reason {
    case ENOENT, ENOTDIR:
      SourceError(.notFound, path: path, "no such file or folder", hint: "check the path")
    case EACCES, EPERM:
      SourceError(
        .notReadable, path: path, "may not be read by this user", hint: "check its permissions")
    default: SourceError(.readFailed, path: path, "cannot be opened (\(words(reason)))")
    }
  }

  static func words(_ reason: Int32) -> String { String(cString: strerror(reason)) }
}
