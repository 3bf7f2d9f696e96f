internal import Glibc

/// An open file, closed with its owner.
final class FileDescriptor {
  let number: Int32
  let path: String
  /// What it was when it was opened; nil for standard input that is a pipe.
  let stamp: FileStamp?
  /// The offset of the next byte to be read.
  private(set) var position: Int64 = 0
  private let isOwned: Bool

  /// The size of a regular file; nil for a pipe.
  var size: Int64? { stamp?.size }

  /// Opens a regular file for reading; `-` is standard input, of any kind.
  ///
  /// An input is opened several times - to be looked at, hashed and read - and a pipe gives its bytes but once.
  init(path: String) throws(SourceError) {
    self.path = path
    if path == "-" {
      number = STDIN_FILENO
      isOwned = false
    } else {
      var opened: Int32
      // Without O_NONBLOCK a pipe that nobody writes to would be waited for.
      repeat {
        opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      } while opened < 0 && errno == EINTR
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
    stamp = FileStamp(status)
    guard isOwned else { return }
    if stamp == nil {
      close(number)
      throw Self.notFile(path, status)
    }
    posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { if isOwned { close(number) } }

  /// Reads what there is, at least one byte; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 {
        position += Int64(count)
        return count
      }
      let reason = errno
      if reason == EINTR { continue }
      if reason == EISDIR {
        throw SourceError(.wrongKind, path: path, "is a folder, not a file")
      }
      throw SourceError(.readFailed, path: path, "cannot be read (\(Self.words(reason)))")
    }
  }

  /// Moves to an offset; false for what cannot seek.
  func seek(to offset: Int64) -> Bool {
    guard size != nil, lseek(number, off_t(offset), SEEK_SET) >= 0 else { return false }
    position = offset
    return true
  }

  /// Whether the open file and the one at its path are still what the stamp says.
  func matches(_ stamp: FileStamp) -> Bool {
    FileStamp(descriptor: number) == stamp && FileStamp(path: path) == stamp
  }

  private static func notFile(_ path: String, _ status: stat) -> SourceError {
    if status.st_mode & S_IFMT == S_IFDIR {
      return SourceError(.wrongKind, path: path, "is a folder, not a file")
    }
    return SourceError(
      .notFile, path: path, "is a pipe or a device, and an input is read more than once",
      hint: "give - to read from a pipe, or save it to a file")
  }

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
