import Diagnostics
import Glibc
import Testing

@testable import Sinks

/// The system's files: nothing opens outside the folder, nothing is half written.
@Suite struct RealFileSystemTests {
  /// By openat2, and by the walk of older kernels.
  @Test(arguments: [false, true])
  func noSymbolicLinkIsFollowed(_ walksPaths: Bool) throws {
    let temporary = TemporaryFolder()
    let files = RealFileSystem(walksPaths: walksPaths)
    let root = try files.openRoot(temporary.path)
    defer { try? files.close(root) }
    try files.makeFolder("real", in: root)
    let real = try files.openFolder("real", in: root)
    defer { try? files.close(real) }
    try files.close(files.openFile("real/file", in: root, .creating))
    #expect(symlink("real", temporary.path + "/folder") == 0)
    #expect(symlink("/etc/passwd", temporary.path + "/file") == 0)
    #expect(symlink("../file", temporary.path + "/real/inner") == 0)

    try files.close(files.openFile("real/file", in: root, .reading))
    let refused = [
      "folder", "folder/file", "file", "real/inner", "../etc", "real/../../x", "/etc/passwd",
    ]
    for path in refused {
      let fault = #expect(throws: SystemFault.self, "\(path)") {
        try files.openFile(path, in: root, .reading)
      }
      #expect(
        [ELOOP, EXDEV, ENOTDIR].contains(fault?.number ?? 0), "\(path): \(fault?.name ?? "")")
    }
    let fault = #expect(throws: SystemFault.self) {
      try files.openFile("folder/new", in: root, .creating)
    }
    #expect([ELOOP, ENOTDIR].contains(fault?.number ?? 0))
    #expect(throws: SystemFault.self) { try files.openFolder("folder", in: root) }
    // A link is an entry, never a folder to walk into.
    #expect(try files.entries(of: root).filter(\.isFolder).map(\.name) == ["real"])
  }

  @Test(arguments: [false, true])
  func aLinkInTheWayOfADocumentIsAnError(_ walksPaths: Bool) throws {
    let temporary = TemporaryFolder()
    let outside = TemporaryFolder()
    let files = RealFileSystem(walksPaths: walksPaths)
    let run = SampleRun()
    let (writer, _) = try SinkMaker(.directory).writer(at: temporary.path, files)
    try writer.commit([run.unit(0, form: .plain)])
    for bucket in 0..<4096 {
      let name = String(String(bucket + 4096, radix: 16).dropFirst())
      _ = symlink(outside.path, temporary.path + "/documents/" + name)
    }
    let error = #expect(throws: SinkError.self) { try writer.commit([run.unit(1, form: .plain)]) }
    #expect(error?.code == .unsafePath)
    #expect(try tree(outside.path).isEmpty)
    try writer.close()
  }

  @Test func shortWritesAreCompleted() throws {
    var moved: [Int] = []
    try RealFileSystem.transferAll(10, .write) { done in
      moved.append(done)
      return min(3, 10 - done)
    }
    #expect(moved == [0, 3, 6, 9])
  }

  @Test func interruptionsAreBoundedAndProgressCounts() throws {
    var calls = 0
    try RealFileSystem.transferAll(2, .write) { _ in
      calls += 1
      errno = EINTR
      return calls % RealFileSystem.patience == 0 ? 1 : -1
    }
    #expect(calls == 2 * RealFileSystem.patience)
    let interrupted = #expect(throws: SystemFault.self) {
      try RealFileSystem.transferAll(1, .write) { _ in
        errno = EINTR
        return -1
      }
    }
    #expect(interrupted == SystemFault(.write, EINTR))
    let idle = #expect(throws: SystemFault.self) {
      try RealFileSystem.transferAll(1, .write) { _ in 0 }
    }
    #expect(idle == SystemFault(.write, EIO))
    let full = #expect(throws: SystemFault.self) {
      try RealFileSystem.transferAll(1, .write) { _ in
        errno = ENOSPC
        return -1
      }
    }
    #expect(full == SystemFault(.write, ENOSPC))
  }

  @Test func rootIsMadeWithItsParents() throws {
    let temporary = TemporaryFolder()
    let files = RealFileSystem()
    try files.close(files.openRoot(temporary.path + "/a/b//c/"))
    #expect(access(temporary.path + "/a/b/c", F_OK) == 0)
    let fault = #expect(throws: SystemFault.self) { try files.openRoot("/dev/null/x") }
    #expect(fault?.number == ENOTDIR)
  }

  @Test func errorsSayWhatToDo() {
    let numbers: [(Int32, SinkError.Code)] = [
      (ENOSPC, .noSpace), (EDQUOT, .quotaExceeded), (EIO, .diskFault), (EMFILE, .tooManyFiles),
      (EFBIG, .fileTooLarge), (EROFS, .readOnly), (EACCES, .notPermitted), (ELOOP, .unsafePath),
      (EBADF, .systemFault),
    ]
    for (number, code) in numbers {
      let error = SinkError(SystemFault(.write, number), path: "documents/abc/x")
      #expect(error.code == code)
      #expect(error.message.contains("documents/abc/x"))
      #expect(error.diagnostic.code == code.rawValue && error.diagnostic.hint != nil)
    }
    #expect(SinkError(SystemFault(.sync, ENOSPC), path: ".").code == .syncFailed)
    #expect(SinkError(SystemFault(.write, ENOSPC), path: "journal").systemName == "ENOSPC")
  }

  /// A pipe without a writer is not waited for.
  @Test(arguments: [false, true])
  func onlyPlainFilesAreRead(_ walksPaths: Bool) throws {
    let temporary = TemporaryFolder()
    let files = RealFileSystem(walksPaths: walksPaths)
    let root = try files.openRoot(temporary.path)
    defer { try? files.close(root) }
    #expect(mkfifo(temporary.path + "/pipe", 0o600) == 0)
    try files.makeFolder("folder", in: root)
    for (name, number) in [("pipe", ENXIO), ("folder", EISDIR)] {
      let fault = #expect(throws: SystemFault.self) {
        try files.openFile(name, in: root, .reading)
      }
      #expect(fault?.number == number)
    }
    let folder = try OutputFolder(reading: temporary.path, fileSystem: files)
    #expect(try folder.contents(of: "pipe") == nil)
    #expect(try folder.length(of: "folder") == nil)
  }

  @Test func whatMayNotBeReadHasAHintAboutReading() throws {
    let disk = SimulatedDisk(seed: 1)
    let folder = try OutputFolder(reading: "out", fileSystem: disk)
    disk.lastingFault = (disk.calls + 1, EACCES)
    let error = #expect(throws: SinkError.self) { try folder.contents(of: "journal") }
    #expect(error?.code == .notPermitted)
    #expect(error?.hint == "ask for the right to read it, or read as a user who has it")
    disk.lastingFault = nil
  }
}
