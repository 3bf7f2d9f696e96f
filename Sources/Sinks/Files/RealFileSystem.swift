import CSystem
import Glibc
import Synchronization

/// The system's own file system (Linux).
public final class RealFileSystem: FileSystem {
  /// How often in a row a call may be interrupted, or make no progress, before that is a fault.
  static let patience = 64

  /// Whether the kernel lacks openat2, so that paths are walked part by part.
  private let walksPaths: Atomic<Bool>
  /// As `FileSystem` asks.
  public let reportsLostBytes: Bool

  /// Makes the door to the disk; `walksPaths` forces the way of kernels before 5.6, for tests.
  public init(walksPaths: Bool = false) {
    self.walksPaths = Atomic(walksPaths)
    reportsLostBytes = Self.kernelIsAtLeast(5, 8)
  }

  /// As `FileSystem` asks.
  public func openRoot(_ path: String) throws(SystemFault) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    do throws(SystemFault) {
      return Descriptor(try patiently(.open) { Glibc.open(path, flags) })
    } catch {
      guard error.number == ENOENT, !path.isEmpty else { throw error }
    }
    let trimmed = String(path.reversed().drop { $0 == "/" }.reversed())
    if let slash = trimmed.lastIndex(of: "/"), slash != trimmed.startIndex {
      try close(openRoot(String(trimmed[..<slash])))
    }
    do throws(SystemFault) {
      _ = try patiently(.makeFolder) { mkdir(trimmed, 0o777) }
    } catch { if error.number != EEXIST { throw error } }
    return Descriptor(try patiently(.open) { Glibc.open(path, flags) })
  }

  /// As `FileSystem` asks.
  public func openFolder(
    _ path: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> Descriptor {
    try openBeneath(path, in: folder, O_RDONLY | O_DIRECTORY)
  }

  /// As `FileSystem` asks.
  public func openFile(
    _ path: UnsafePointer<CChar>, in folder: Descriptor, _ purpose: FilePurpose
  ) throws(SystemFault) -> Descriptor {
    switch purpose {
    case .reading: try openPlainFile(path, in: folder)
    case .updating: try openBeneath(path, in: folder, O_RDWR)
    case .creating: try openBeneath(path, in: folder, O_RDWR | O_CREAT | O_EXCL)
    case .creatingPrivately:
      try openBeneath(path, in: folder, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    }
  }

  /// Opens a file to read it; what is no plain file is refused with ENXIO, a folder with EISDIR.
  private func openPlainFile(
    _ path: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> Descriptor {
    // Without O_NONBLOCK the opening of a pipe waits for a writer.
    let file = try openBeneath(path, in: folder, O_RDONLY | O_NONBLOCK)
    var status = stat()
    do throws(SystemFault) {
      _ = try patiently(.status) { fstat(file.number, &status) }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return file
      case S_IFDIR: throw SystemFault(.open, EISDIR)
      default: throw SystemFault(.open, ENXIO)
      }
    } catch {
      try? close(file)
      throw error
    }
  }

  /// Opens `path` beneath `folder`, following no symbolic link in any part.
  func openBeneath(
    _ path: UnsafePointer<CChar>, in folder: Descriptor, _ purpose: Int32,
    mode asked: mode_t = 0o666
  ) throws(SystemFault) -> Descriptor {
    let flags = purpose | O_CLOEXEC | O_NOFOLLOW
    let mode: mode_t = purpose & O_CREAT != 0 ? asked : 0
    if !walksPaths.load(ordering: .relaxed) {
      do throws(SystemFault) {
        return Descriptor(
          try patiently(.open) { billow_open_beneath(folder.number, path, flags, mode) })
      } catch {
        // Old kernels know no openat2; sandboxes that do not know it answer EPERM.
        guard error.number == ENOSYS || error.number == EPERM else { throw error }
      }
    }
    let walked = try walk(path, in: folder, flags, mode)
    walksPaths.store(true, ordering: .relaxed)
    return walked
  }

  /// As `FileSystem` asks.
  public func close(_ descriptor: Descriptor) throws(SystemFault) {
    // Linux frees the descriptor whatever close returns, so it is never called twice.
    if Glibc.close(descriptor.number) != 0, errno != EINTR { throw .last(.close) }
  }

  /// As `FileSystem` asks.
  public func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int
  ) throws(SystemFault) {
    try Self.transferAll(bytes.count, .write) { done in
      pwrite(
        file.number, bytes.baseAddress.map { $0 + done }, bytes.count - done,
        off_t(offset + done))
    }
  }

  /// As `FileSystem` asks.
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(SystemFault) -> Int {
    var done = 0
    while done < buffer.count {
      let start = done
      let count = try patiently(.read) {
        pread(
          file.number, buffer.baseAddress.map { $0 + start }, buffer.count - start,
          off_t(offset + start))
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// As `FileSystem` asks.
  public func length(of file: Descriptor) throws(SystemFault) -> Int {
    var status = stat()
    _ = try patiently(.status) { fstat(file.number, &status) }
    return Int(status.st_size)
  }

  /// As `FileSystem` asks.
  public func truncate(_ file: Descriptor, to length: Int) throws(SystemFault) {
    _ = try patiently(.truncate) { ftruncate(file.number, off_t(length)) }
  }

  /// As `FileSystem` asks.
  public func sync(_ descriptor: Descriptor) throws(SystemFault) {
    // Not even EINTR is tried again here: after any failure the bytes are written anew.
    if fsync(descriptor.number) != 0 { throw .last(.sync) }
  }

  /// As `FileSystem` asks.
  public func syncAll(_ folder: Descriptor) throws(SystemFault) {
    if billow_sync_file_system(folder.number) != 0 { throw .last(.syncAll) }
  }

  /// As `FileSystem` asks.
  public func makeFolder(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) {
    _ = try patiently(.makeFolder) { mkdirat(folder.number, name, 0o777) }
  }

  /// As `FileSystem` asks.
  public func rename(
    _ name: UnsafePointer<CChar>, in folder: Descriptor,
    to newName: UnsafePointer<CChar>, in newFolder: Descriptor
  ) throws(SystemFault) {
    _ = try patiently(.rename) { renameat(folder.number, name, newFolder.number, newName) }
  }

  /// As `FileSystem` asks.
  public func link(
    _ path: UnsafePointer<CChar>, to newPath: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) {
    _ = try patiently(.link) { linkat(folder.number, path, folder.number, newPath, 0) }
  }

  /// As `FileSystem` asks.
  public func remove(
    _ name: UnsafePointer<CChar>, isFolder: Bool, in folder: Descriptor
  ) throws(SystemFault) {
    _ = try patiently(.remove) { unlinkat(folder.number, name, isFolder ? AT_REMOVEDIR : 0) }
  }

  private static func kernelIsAtLeast(_ major: Int, _ minor: Int) -> Bool {
    var system = utsname()
    guard uname(&system) == 0 else { return false }
    let release = withUnsafeBytes(of: system.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2 else { return false }
    return (numbers[0], numbers[1]) >= (major, minor)
  }
}

extension RealFileSystem {
  /// Repeats an interrupted call, a bounded number of times; throws what else it says.
  func patiently<Number: SignedInteger>(
    _ name: SystemFault.StaticName, _ call: () -> Number
  ) throws(SystemFault) -> Number {
    for _ in 0..<Self.patience {
      let outcome = call()
      if outcome >= 0 { return outcome }
      // EAGAIN: openat2 could not resolve beneath the folder while something was renamed.
      if errno != EINTR, errno != EAGAIN { throw .last(name) }
    }
    throw .last(name)
  }

  /// Calls `step` with what is done so far until all is; bounded against a disk that stands still.
  static func transferAll(
    _ total: Int, _ name: SystemFault.StaticName, _ step: (Int) -> Int
  ) throws(SystemFault) {
    var done = 0
    var idle = 0
    while done < total {
      let count = step(done)
      if count > 0 {
        done += count
        idle = 0
        continue
      }
      if count < 0, errno != EINTR { throw .last(name) }
      idle += 1
      if idle == patience { throw SystemFault(name, count < 0 ? EINTR : EIO) }
    }
  }
}
