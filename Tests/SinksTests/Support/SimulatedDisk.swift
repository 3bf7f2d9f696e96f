import Glibc

@testable import Sinks

/// A disk in memory that keeps, of what was not synced, what it likes.
///
/// Every change is pending until a sync covers it. When the power fails, each pending change is
/// kept, dropped or (a write) torn, so that later ones may survive earlier ones. A sync that
/// fails forgets its changes: some are kept, the others never will be, as on real disks. A call may
/// be made the last one (`callsLeft`), or fail with an error (`faults`).
final class SimulatedDisk: FileSystem, @unchecked Sendable {
  // A test uses one disk from one thread.

  final class Node {
    let isFolder: Bool
    var bytes: [UInt8] = []
    var entries: [String: Node] = [:]
    var durableBytes: [UInt8] = []
    var durableEntries: [String: Node] = [:]

    init(isFolder: Bool) { self.isFolder = isFolder }
  }

  enum Change {
    case write(Node, at: Int, [UInt8])
    case truncate(Node, Int)
    case link(Node, String, in: Node)
    case unlink(Node, String, in: Node)
    case move(Node, String, from: Node, to: String, in: Node)
  }

  /// The power is gone: no call works any more.
  static let powerLoss = SystemFault(.status, ESHUTDOWN)

  let reportsLostBytes = true
  private(set) var calls = 0
  private(set) var syncs = 0
  /// Calls that still work; nil for all.
  var callsLeft: Int?
  /// Errors of calls by their number; of syncs by theirs.
  var faults: [Int: Int32] = [:]
  var syncFaults: Set<Int> = []
  /// Every call from this number on fails so.
  var lastingFault: (from: Int, number: Int32)?

  let root = Node(isFolder: true)
  private var pending: [Change] = []
  private var open: [Int32: Node] = [:]
  private var locked: [Int32: ObjectIdentifier] = [:]
  private var nextDescriptor: Int32 = 3
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The process dies; the disk does not notice.
  func kill() {
    open.removeAll()
    locked.removeAll()
    callsLeft = nil
    faults.removeAll()
    syncFaults.removeAll()
    lastingFault = nil
  }

  /// The power fails.
  func crash() {
    kill()
    for change in pending where !random.oneIn(2) { apply(torn(change)) }
    pending.removeAll()
    restore(root)
  }

  private func restore(_ node: Node) {
    node.bytes = node.durableBytes
    node.entries = node.durableEntries
    for child in node.entries.values { restore(child) }
  }

  /// Tears half of the writes: sectors of 16 bytes are kept or not, one by one.
  private func torn(_ change: Change) -> Change {
    guard case .write(let node, let offset, var bytes) = change, random.oneIn(2) else {
      return change
    }
    for sector in stride(from: 0, to: bytes.count, by: 16) where random.oneIn(3) {
      for at in sector..<min(sector + 16, bytes.count) {
        let old = offset + at < node.durableBytes.count ? node.durableBytes[offset + at] : 0
        bytes[at] = old
      }
    }
    return .write(node, at: offset, bytes)
  }

  /// Makes a change durable; what it presumes and is not there, it does without.
  private func apply(_ change: Change) {
    switch change {
    case .write(let node, let offset, let bytes):
      Self.put(bytes, at: offset, into: &node.durableBytes)
    case .truncate(let node, let length): Self.cut(&node.durableBytes, to: length)
    case .link(let node, let name, let folder): folder.durableEntries[name] = node
    case .unlink(let node, let name, let folder):
      if folder.durableEntries[name] === node { folder.durableEntries[name] = nil }
    case .move(let node, let name, let source, let newName, let target):
      if source.durableEntries[name] === node { source.durableEntries[name] = nil }
      target.durableEntries[newName] = node
    }
  }

  private static func put(_ bytes: [UInt8], at offset: Int, into target: inout [UInt8]) {
    if target.count < offset + bytes.count { cut(&target, to: offset + bytes.count) }
    target.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  private static func cut(_ bytes: inout [UInt8], to length: Int) {
    if bytes.count > length {
      bytes.removeLast(bytes.count - length)
    } else {
      bytes += [UInt8](repeating: 0, count: length - bytes.count)
    }
  }
}

extension SimulatedDisk {
  /// Counts a call; throws what the test has planned for it.
  private func step(_ name: SystemFault.StaticName) throws(SystemFault) {
    calls += 1
    if let left = callsLeft {
      guard left > 0 else { throw Self.powerLoss }
      callsLeft = left - 1
    }
    if let number = faults[calls] { throw SystemFault(name, number) }
    if let lastingFault, calls >= lastingFault.from {
      throw SystemFault(name, lastingFault.number)
    }
  }

  private func node(_ descriptor: Descriptor) -> Node {
    guard let node = open[descriptor.number] else { fatalError("a descriptor that is not open") }
    return node
  }

  private func find(_ path: String, from folder: Node) throws(SystemFault) -> Node {
    var at = folder
    for part in path.split(separator: "/") where part != "." {
      guard at.isFolder else { throw SystemFault(.open, ENOTDIR) }
      guard let next = at.entries[String(part)] else { throw SystemFault(.open, ENOENT) }
      at = next
    }
    return at
  }

  private func opened(_ node: Node) -> Descriptor {
    nextDescriptor += 1
    open[nextDescriptor] = node
    return Descriptor(nextDescriptor)
  }

  var openCount: Int { open.count }

  func openRoot(_ path: String) throws(SystemFault) -> Descriptor {
    try step(.open)
    return opened(root)
  }

  func openFolder(
    _ path: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> Descriptor {
    try step(.open)
    let found = try find(String(cString: path), from: node(folder))
    guard found.isFolder else { throw SystemFault(.open, ENOTDIR) }
    return opened(found)
  }

  func openFile(
    _ path: UnsafePointer<CChar>, in folder: Descriptor, _ purpose: FilePurpose
  ) throws(SystemFault) -> Descriptor {
    try step(.open)
    let path = String(cString: path)
    switch purpose {
    case .reading, .updating: return opened(try find(path, from: node(folder)))
    case .creating, .creatingPrivately: break
    }
    let parts = path.split(separator: "/")
    let parent = try find(parts.dropLast().joined(separator: "/"), from: node(folder))
    let name = String(parts[parts.count - 1])
    guard parent.entries[name] == nil else { throw SystemFault(.open, EEXIST) }
    let made = Node(isFolder: false)
    parent.entries[name] = made
    pending.append(.link(made, name, in: parent))
    return opened(made)
  }

  func close(_ descriptor: Descriptor) throws(SystemFault) {
    open[descriptor.number] = nil
    locked[descriptor.number] = nil
    try step(.close)
  }

  func write(
    _ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int
  ) throws(SystemFault) {
    do throws(SystemFault) {
      try step(.write)
    } catch {
      // Some of it may have arrived all the same.
      record([UInt8](bytes.prefix(Int(random.next() % UInt64(bytes.count + 1)))), file, offset)
      throw error
    }
    record([UInt8](bytes), file, offset)
  }

  private func record(_ bytes: [UInt8], _ file: Descriptor, _ offset: Int) {
    guard !bytes.isEmpty, let node = open[file.number] else { return }
    Self.put(bytes, at: offset, into: &node.bytes)
    pending.append(.write(node, at: offset, bytes))
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, from file: Descriptor, at offset: Int
  ) throws(SystemFault) -> Int {
    try step(.read)
    let bytes = node(file).bytes
    guard offset < bytes.count else { return 0 }
    let part = bytes[offset..<min(bytes.count, offset + buffer.count)]
    buffer.copyBytes(from: part)
    return part.count
  }

  func length(of file: Descriptor) throws(SystemFault) -> Int {
    try step(.status)
    return node(file).bytes.count
  }

  func truncate(_ file: Descriptor, to length: Int) throws(SystemFault) {
    try step(.truncate)
    Self.cut(&node(file).bytes, to: length)
    pending.append(.truncate(node(file), length))
  }

  func sync(_ descriptor: Descriptor) throws(SystemFault) {
    let synced = node(descriptor)
    try settle(.sync) { change in
      switch change {
      case .write(let node, _, _), .truncate(let node, _): node === synced
      case .link(_, _, let folder), .unlink(_, _, let folder): folder === synced
      case .move(_, _, let source, _, let target): source === synced || target === synced
      }
    }
  }

  func syncAll(_ folder: Descriptor) throws(SystemFault) { try settle(.syncAll) { _ in true } }

  /// Makes durable what is `covered`; a failing sync keeps some of it and forgets the rest.
  private func settle(
    _ name: SystemFault.StaticName, _ isCovered: (Change) -> Bool
  ) throws(SystemFault) {
    syncs += 1
    try step(name)
    let fails = syncFaults.contains(syncs)
    for change in pending where isCovered(change) && !(fails && random.oneIn(2)) { apply(change) }
    pending.removeAll(where: isCovered)
    if fails { throw SystemFault(name, EIO) }
  }

  func makeFolder(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) {
    try step(.makeFolder)
    let name = String(cString: name)
    let parent = node(folder)
    guard parent.entries[name] == nil else { throw SystemFault(.makeFolder, EEXIST) }
    let made = Node(isFolder: true)
    parent.entries[name] = made
    pending.append(.link(made, name, in: parent))
  }

  func rename(
    _ name: UnsafePointer<CChar>, in folder: Descriptor,
    to newName: UnsafePointer<CChar>, in newFolder: Descriptor
  ) throws(SystemFault) {
    try step(.rename)
    let name = String(cString: name)
    let newName = String(cString: newName)
    let source = node(folder)
    let target = node(newFolder)
    guard let moved = source.entries[name] else { throw SystemFault(.rename, ENOENT) }
    if let there = target.entries[newName], there.isFolder, !there.entries.isEmpty {
      throw SystemFault(.rename, ENOTEMPTY)
    }
    source.entries[name] = nil
    target.entries[newName] = moved
    pending.append(.move(moved, name, from: source, to: newName, in: target))
  }

  func remove(
    _ name: UnsafePointer<CChar>, isFolder: Bool, in folder: Descriptor
  ) throws(SystemFault) {
    try step(.remove)
    let name = String(cString: name)
    let parent = node(folder)
    guard let found = parent.entries[name] else { throw SystemFault(.remove, ENOENT) }
    guard found.isFolder == isFolder else {
      throw SystemFault(.remove, isFolder ? ENOTDIR : EISDIR)
    }
    guard found.entries.isEmpty else { throw SystemFault(.remove, ENOTEMPTY) }
    parent.entries[name] = nil
    pending.append(.unlink(found, name, in: parent))
  }

  func entries(of folder: Descriptor) throws(SystemFault) -> [FolderEntry] {
    try step(.list)
    return node(folder).entries.map { FolderEntry(name: $0.key, isFolder: $0.value.isFolder) }
      .sorted { $0.name < $1.name }
  }

  func lock(
    _ name: UnsafePointer<CChar>, in folder: Descriptor
  ) throws(SystemFault) -> LockOutcome {
    let file: Descriptor
    if node(folder).entries[String(cString: name)] == nil {
      file = try openFile(name, in: folder, .creating)
    } else {
      file = try openFile(name, in: folder, .updating)
    }
    let identity = ObjectIdentifier(node(file))
    guard !locked.values.contains(identity) else { return .taken(owner: "another") }
    locked[file.number] = identity
    return .held(file)
  }
}
