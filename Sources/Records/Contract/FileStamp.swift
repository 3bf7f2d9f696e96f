internal import Glibc

/// What the system says of a file that another file, or the same with other bytes, does not share.
public struct FileStamp: Sendable, Hashable {
  /// The size in bytes.
  public let size: Int64
  private let device: UInt64
  private let inode: UInt64
  /// When contents were last changed; not when rights or links were, for a backup makes no other input.
  private let modified: Time

  private struct Time: Hashable {
    let seconds: Int
    let nanoseconds: Int

    init(_ time: timespec) {
      seconds = time.tv_sec
      nanoseconds = time.tv_nsec
    }
  }

  /// The stamp of a regular file; nil for pipes, devices and folders.
  init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int64(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    modified = Time(status.st_mtim)
  }

  /// The stamp of an open file; nil where it has none.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The stamp of the file at a path; nil where it has none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
