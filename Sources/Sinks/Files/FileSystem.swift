import Glibc

/// Every touch of a disk that the sinks make, so that a test can stand in for the disk.
///
/// Folders and files are open descriptors; a name is one part beneath an open folder, and a path
/// is parts divided by `/`, resolved beneath that folder without following a symbolic link. A
/// call through this protocol costs nanoseconds beside the system call it makes.
public protocol FileSystem: AnyObject, Sendable {
  /// Whether `syncAll` reports bytes that were lost (Linux 5.8 and later).
  var reportsLostBytes: Bool { get }

  /// Opens the output folder, making it and its parents where they are missing.
  func openRoot(_ path: String) throws(SystemFault) -> Descriptor
  /// Opens a folder beneath `folder`.
  func openFolder(
    _ path: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> Descriptor
  /// Opens a file beneath `folder`.
  func openFile(
    _ path: UnsafePointer<CChar>, in folder: Descriptor, _ purpose: FilePurpose
  ) throws(SystemFault) -> Descriptor
  /// Closes a descriptor; it is gone even if this throws.
  func close(_ descriptor: Descriptor) throws(SystemFault)

  /// Writes all bytes at an offset, or throws.
  func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int
  ) throws(SystemFault)
  /// Reads up to the buffer's size at an offset; less only at the end of the file.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(SystemFault) -> Int
  /// The length of an open file.
  func length(of file: Descriptor) throws(SystemFault) -> Int
  /// Cuts or zero-extends a file.
  func truncate(_ file: Descriptor, to length: Int) throws(SystemFault)

  /// Makes one file's bytes, or one folder's entries, durable.
  func sync(_ descriptor: Descriptor) throws(SystemFault)
  /// Makes everything on the file system of `folder` durable.
  func syncAll(_ folder: Descriptor) throws(SystemFault)

  /// Makes a folder.
  func makeFolder(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault)
  /// Moves an entry, in one step; an existing file or empty folder in its place is replaced.
  func rename(
    _ name: UnsafePointer<CChar>, in folder: Descriptor,
    to newName: UnsafePointer<CChar>, in newFolder: Descriptor
  ) throws(SystemFault)
  /// Gives a file a second name, both beneath `folder`.
  func link(
    _ path: UnsafePointer<CChar>, to newPath: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault)
  /// Removes a file, or a folder that is empty.
  func remove(
    _ name: UnsafePointer<CChar>, isFolder: Bool, in folder: Descriptor
  ) throws(SystemFault)
  /// The entries of a folder, in no order, without `.` and `..`.
  func entries(of folder: Descriptor) throws(SystemFault) -> [FolderEntry]

  /// Takes the file `name` as this process's lock on a folder, until the descriptor closes.
  func lock(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> LockOutcome
}

extension FileSystem {
  /// Refuses, as a file system without hard links does.
  public func link(
    _ path: UnsafePointer<CChar>, to newPath: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) {
    throw SystemFault(.link, EOPNOTSUPP)
  }

  /// Appends up to `count` bytes of a file to `store`; fewer only at its end.
  func fill(
    _ store: inout ByteStore, from file: Descriptor, at offset: Int, atMost count: Int
  ) throws(SystemFault) {
    try store.append(room: count) { buffer throws(SystemFault) in
      try read(into: buffer, from: file, at: offset)
    }
  }
}

/// An open file or folder.
public struct Descriptor: Hashable, Sendable, BitwiseCopyable {
  /// The system's number for it.
  public let number: Int32

  /// Wraps a number.
  public init(_ number: Int32) { self.number = number }
}

/// What a file is opened for.
public enum FilePurpose: Sendable {
  /// Reading an existing file.
  case reading
  /// Reading and writing an existing file.
  case updating
  /// Writing a file that must not exist yet.
  case creating
  /// The same, for a file that only its owner may read.
  case creatingPrivately
}

/// One name in a folder.
public struct FolderEntry: Hashable, Sendable {
  /// The name.
  public let name: String
  /// Whether it is a folder (a symbolic link is not).
  public let isFolder: Bool
  /// Whether it is a plain file: no folder, link, pipe, socket or device.
  public let isFile: Bool

  /// Makes an entry; what is no folder is a plain file unless told otherwise.
  public init(name: String, isFolder: Bool, isFile: Bool? = nil) {
    self.name = name
    self.isFolder = isFolder
    self.isFile = isFile ?? !isFolder
  }
}

/// What came of asking for a lock.
public enum LockOutcome: Sendable {
  /// It is ours until the descriptor closes.
  case held(Descriptor)
  /// Another process holds it; what it wrote about itself.
  case taken(owner: String)
}
