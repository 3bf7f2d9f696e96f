import Glibc

/// Ways for old kernels, and what is needed rarely: walking paths, listing, locking.
extension RealFileSystem {
  /// Opens `path` part by part, each without following a symbolic link.
  ///
  /// Stands in for openat2: a part that is swapped meanwhile is still opened beneath its parent.
  func walk(
    _ path: UnsafePointer<CChar>, in folder: Descriptor, _ flags: Int32, _ mode: mode_t
  ) throws(SystemFault) -> Descriptor {
    let parts = String(cString: path).split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, !parts.contains(".."), !parts.contains("") else {
      throw SystemFault(.open, EXDEV)
    }
    var parent = folder
    defer { if parent != folder { _ = Glibc.close(parent.number) } }
    for part in parts.dropLast() {
      let name = String(part)
      let held = parent
      let step = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      let next = Descriptor(try patiently(.open) { openat(held.number, name, step) })
      if parent != folder { _ = Glibc.close(parent.number) }
      parent = next
    }
    let held = parent
    let name = String(last)
    return Descriptor(try patiently(.open) { openat(held.number, name, flags, mode) })
  }

  /// As `FileSystem` asks.
  public func entries(of folder: Descriptor) throws(SystemFault) -> [FolderEntry] {
    // A fresh descriptor: one made by dup would share, and move, the folder's read position.
    let own = try openBeneath(".", in: folder, O_RDONLY | O_DIRECTORY)
    guard let stream = fdopendir(own.number) else {
      let fault = SystemFault.last(.list)
      _ = Glibc.close(own.number)
      throw fault
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .last(.list) }
        return entries
      }
      let kind = entry.pointee.d_type
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      var isFolder = kind == DT_DIR
      var isFile = kind == DT_REG
      if kind == DT_UNKNOWN {
        var status = stat()
        _ = try patiently(.status) { fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) }
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isFile = status.st_mode & S_IFMT == S_IFREG
      }
      entries.append(FolderEntry(name: name, isFolder: isFolder, isFile: isFile))
    }
  }

  /// As `FileSystem` asks.
  public func lock(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> LockOutcome {
    for _ in 0..<Self.patience {
      let file = try openBeneath(name, in: folder, O_RDWR | O_CREAT)
      do throws(SystemFault) {
        _ = try patientlyLock(file)
      } catch {
        defer { _ = Glibc.close(file.number) }
        guard error.number == EWOULDBLOCK else { throw error }
        return .taken(owner: try lockOwner(file))
      }
      if try isStill(file, name, in: folder) {
        try truncate(file, to: 0)
        var owner = ByteStore()
        owner.append(text: Self.ownProcess())
        try write(owner.bytes, to: file, at: 0)
        return .held(file)
      }
      // A finished run removed the file between our open and our lock: take the new one.
      _ = Glibc.close(file.number)
    }
    throw SystemFault(.lock, EBUSY)
  }

  /// As `patiently`, but EAGAIN means here that another holds the lock.
  private func patientlyLock(_ file: Descriptor) throws(SystemFault) {
    for _ in 0..<Self.patience {
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return }
      if errno != EINTR { throw .last(.lock) }
    }
    throw .last(.lock)
  }

  private func lockOwner(_ file: Descriptor) throws(SystemFault) -> String {
    var owner = ByteStore()
    try fill(&owner, from: file, at: 0, atMost: 200)
    let text = String(decoding: owner.bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    return text.isEmpty ? "a process that has just started" : text
  }

  private func isStill(
    _ file: Descriptor, _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> Bool {
    var ours = stat()
    var named = stat()
    _ = try patiently(.status) { fstat(file.number, &ours) }
    do throws(SystemFault) {
      _ = try patiently(.status) { fstatat(folder.number, name, &named, AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error.number == ENOENT { return false }
      throw error
    }
    return ours.st_ino == named.st_ino && ours.st_dev == named.st_dev
  }

  /// This process, so that a number used again by another is not taken for it.
  ///
  /// The start is in clock ticks since the machine came up (proc(5), field 22 of `stat`).
  private static func ownProcess() -> String {
    var start = "unknown"
    if let file = fopen("/proc/self/stat", "r") {
      var bytes = [UInt8](repeating: 0, count: 1024)
      let count = fread(&bytes, 1, bytes.count, file)
      fclose(file)
      // Field 2 is the program's name in parentheses and may hold anything.
      if let close = bytes[..<count].lastIndex(of: 0x29) {
        let fields = bytes[(close + 1)..<count].split(separator: 0x20)
        if fields.count > 19 { start = String(decoding: fields[19], as: UTF8.self) }
      }
    }
    return "process \(getpid()), started at tick \(start)\n"
  }
}
