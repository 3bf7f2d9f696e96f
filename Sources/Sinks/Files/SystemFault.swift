import Glibc

/// A system call that failed.
public struct SystemFault: Error, Equatable, Sendable {
  /// The call, such as `pwrite`.
  public let call: StaticName
  /// Its `errno`.
  public let number: Int32

  /// The calls the sinks make, by name.
  public enum StaticName: String, Sendable {
    case open
    case close
    case write = "pwrite"
    case read = "pread"
    case truncate = "ftruncate"
    case sync = "fsync"
    case syncAll = "syncfs"
    case makeFolder = "mkdirat"
    case rename = "renameat"
    case link = "linkat"
    case remove = "unlinkat"
    case list = "readdir"
    case status = "fstat"
    case lock = "flock"
  }

  /// Makes a fault.
  public init(_ call: StaticName, _ number: Int32) {
    self.call = call
    self.number = number
  }

  /// The fault that `errno` holds now.
  static func last(_ call: StaticName) -> SystemFault { SystemFault(call, errno) }

  /// Whether bytes may be lost that a later sync would not report again.
  var isLostSync: Bool { call == .sync || call == .syncAll }

  /// The symbol of `number`, such as `ENOSPC`; the number itself for those not listed.
  public var name: String { Self.names[number] ?? "errno \(number)" }

  private static let names: [Int32: String] = [
    EPERM: "EPERM", ENOENT: "ENOENT", EINTR: "EINTR", EIO: "EIO", ENXIO: "ENXIO",
    EBADF: "EBADF", EAGAIN: "EAGAIN", ENOMEM: "ENOMEM", EACCES: "EACCES", EBUSY: "EBUSY",
    EEXIST: "EEXIST", EXDEV: "EXDEV", ENODEV: "ENODEV", ENOTDIR: "ENOTDIR", EISDIR: "EISDIR",
    EINVAL: "EINVAL", ENFILE: "ENFILE", EMFILE: "EMFILE", EFBIG: "EFBIG", ENOSPC: "ENOSPC",
    EROFS: "EROFS", EMLINK: "EMLINK", EPIPE: "EPIPE", ENAMETOOLONG: "ENAMETOOLONG",
    ENOSYS: "ENOSYS", ENOTEMPTY: "ENOTEMPTY", ELOOP: "ELOOP", EDQUOT: "EDQUOT",
    ESTALE: "ESTALE", EOPNOTSUPP: "EOPNOTSUPP", ETIMEDOUT: "ETIMEDOUT",
  ]
}
