public import Diagnostics
import Glibc

/// The output cannot go on: what failed, where beneath the output folder, and what to do.
public struct SinkError: Error, Equatable, Sendable {
  /// What went wrong, as a stable word.
  public enum Code: String, Sendable {
    case noSpace = "no-space"
    case quotaExceeded = "quota-exceeded"
    case diskFault = "disk-fault"
    case syncFailed = "sync-failed"
    case tooManyFiles = "too-many-open-files"
    case fileTooLarge = "file-too-large"
    case readOnly = "read-only"
    case notPermitted = "not-permitted"
    case unsafePath = "unsafe-path"
    case duplicateDocument = "duplicate-document"
    case systemFault = "system-fault"
    case folderInUse = "folder-in-use"
    case folderNotEmpty = "folder-not-empty"
    case journalDamaged = "journal-damaged"
    case runDiffers = "run-differs"
    case runExpired = "run-expired"
    case runUnfinished = "run-unfinished"
    case outputDamaged = "output-damaged"
    case writerFailed = "writer-failed"
    case tasksFormat = "tasks-format"
    /// The tasks of a run before are of a later day.
    case tasksLater = "tasks-later"
  }

  /// What went wrong.
  public let code: Code
  /// In one sentence.
  public let message: String
  /// Beneath the output folder; the folder itself is `.`.
  public let path: String
  /// The system's symbol, such as `ENOSPC`.
  public let systemName: String?
  /// What to do.
  public let hint: String

  /// Makes an error.
  public init(
    _ code: Code, _ message: String, path: String = ".", systemName: String? = nil, hint: String
  ) {
    self.code = code
    self.message = message
    self.path = path
    self.systemName = systemName
    self.hint = hint
  }

  /// What is only done to a run that has ended was asked of one that has not.
  static var unfinished: SinkError {
    SinkError(
      .runUnfinished, "the run is not finished", path: RunFolder.successName,
      hint: "start it again to let it finish, then repeat this; or delete the folder")
  }

  /// Words for a system call that failed on `path`.
  init(_ fault: SystemFault, path: String) {
    let (code, hint) = Self.reading(fault)
    self.init(
      code, "\(fault.call.rawValue) failed with \(fault.name) on \(path)", path: path,
      systemName: fault.name, hint: hint)
  }

  /// Words for a system call that failed as `path` was only to be read.
  init(reading fault: SystemFault, path: String) {
    let (code, hint) =
      switch fault.number {
      case EACCES, EPERM:
        (Code.notPermitted, "ask for the right to read it, or read as a user who has it")
      case EIO: (Code.diskFault, "check the disk, then read the folder again")
      case EMFILE, ENFILE: Self.reading(fault)
      default: (Code.systemFault, "see what keeps it from being read, then read the folder again")
      }
    self.init(
      code, "\(fault.call.rawValue) failed with \(fault.name) on \(path)", path: path,
      systemName: fault.name, hint: hint)
  }

  /// The form that the printer shows.
  public var diagnostic: Diagnostic {
    Diagnostic(code: code.rawValue, message: message, hint: hint)
  }

  private static func reading(_ fault: SystemFault) -> (Code, String) {
    if fault.isLostSync {
      return (.syncFailed, "check the disk, then start the same run again: it resumes")
    }
    switch fault.number {
    case ENOSPC: return (.noSpace, "free space, then start the same run again: it resumes")
    case EDQUOT: return (.quotaExceeded, "raise the quota, then start the same run again")
    case EIO: return (.diskFault, "check the disk, then start the same run again: it resumes")
    case EMFILE, ENFILE: return (.tooManyFiles, "raise the limit of open files (ulimit -n)")
    case EFBIG: return (.fileTooLarge, "raise the limit of file sizes (ulimit -f) or --pack-size")
    case EROFS: return (.readOnly, "choose a folder on a file system that can be written")
    case EACCES, EPERM: return (.notPermitted, "choose a folder that this user may write")
    case ELOOP, EXDEV, ENOTDIR, EISDIR, ENXIO:
      return (.unsafePath, "remove the link or file that stands in the way, or use a new folder")
    default: return (.systemFault, "start the same run again: it resumes")
    }
  }
}

/// Runs `body`, which only reads; what fails becomes an error that names `path`.
func reading<Value>(
  _ path: @autoclosure () -> String, _ body: () throws(SystemFault) -> Value
) throws(SinkError) -> Value {
  do throws(SystemFault) {
    return try body()
  } catch {
    throw SinkError(reading: error, path: path())
  }
}

/// Runs `body`; what fails becomes an error that names `path`.
func naming<Value>(
  _ path: @autoclosure () -> String, _ body: () throws(SystemFault) -> Value
) throws(SinkError) -> Value {
  do throws(SystemFault) {
    return try body()
  } catch {
    throw SinkError(error, path: path())
  }
}
