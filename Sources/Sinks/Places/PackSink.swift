/// Documents in ZIP files, in input order: `packs/pack-00000.zip` and on.
///
/// A pack grows in the staging folder by one write a unit, its directory beside it; when it is
/// full the directory is put at its end and it is published by a rename. Which document goes into
/// which pack depends on the documents alone. Unpacked, the packs give the tree of `DirectorySink`.
public final class PackSink: Sink {
  /// As `Sink` asks.
  public let form = UnitForm.packed

  /// When a pack is full; the first to be reached counts.
  public struct Limit: Sendable {
    /// Documents in a pack.
    public var documents: Int
    /// Bytes of a pack, its directory included, unless one document alone is longer.
    public var bytes: Int

    /// The default: 100,000 documents or 2 GiB, which every unpacker can take.
    public init(documents: Int = 100_000, bytes: Int = 2 << 30) {
      precondition(documents > 0 && bytes > 0, "a pack holds at least one document")
      self.documents = documents
      self.bytes = bytes
    }
  }

  static let root = "packs"

  private let folder: RunFolder
  private let files: any FileSystem
  private let limit: Limit
  private var packs: Descriptor?
  private var open: OpenPack?
  /// Where the open pack stands, or the last one before the first document of the next.
  private var position: PackPosition?
  private var certain: PackPosition?
  /// The positions after the units that are not certain.
  private var uncertain: [PackPosition?] = []
  /// Units staged, published and certain since the last `discard`.
  private var stagedCount = 0
  private var publishedCount = 0
  private var certainCount = 0
  /// Filled and not yet published; published and not yet certain; certain, directory not removed.
  private var filled: [Filled] = []
  private var published: [Filled] = []
  private var retired: [Int] = []

  private struct Filled {
    var pack: Int
    /// The unit, of those staged, that did not fit any more.
    var unit: Int
  }

  /// Makes a sink that publishes into an open folder.
  public init(in folder: RunFolder, limit: Limit = Limit()) {
    self.folder = folder
    files = folder.files
    self.limit = limit
  }

  /// As `Sink` asks.
  public func check(at position: PackPosition?) throws(SinkError) {
    guard let position else { return }
    let packs = try RunFolder.openOrMake(Self.root, in: folder.output, files)
    defer { try? files.close(packs) }
    try PackRecovery(position, in: folder, packs).check()
  }

  /// As `Sink` asks.
  public func prepare(at position: PackPosition?, uncommitted: [String]) throws(SinkError) {
    try takeUp(at: position)
  }

  private func takeUp(at position: PackPosition?) throws(SinkError) {
    let packs = try RunFolder.openOrMake(Self.root, in: folder.output, files)
    self.packs = packs
    // Before anything is removed: the later packs are all there is if this one cannot be taken up.
    if let position { try PackRecovery(position, in: folder, packs).perform() }
    var isTakenUp = false
    try naming(Self.root) { () throws(SystemFault) in
      for entry in try files.entries(of: packs) {
        // What is no pack is not the run's: it stays, for `verify` to tell.
        guard let number = OpenPack.number(of: entry.name) else { continue }
        let names = OpenPack.Names(position?.pack ?? 0)
        if let position, number <= position.pack {
          // The last pack was filled after the last certain unit: take it up again.
          guard number == position.pack else { continue }
          try files.rename(names.data, in: packs, to: names.data, in: folder.staging)
          isTakenUp = true
        } else {
          try files.removeTree(entry.name, in: packs)
        }
      }
    }
    // It must not come back to its old place after it has been cut.
    if isTakenUp { try sync() }
    self.position = position
    certain = position
    var kept = Set(retired.map { OpenPack.Names($0).directory })
    if let position {
      let names = OpenPack.Names(position.pack)
      kept.formUnion([names.data, names.directory])
    }
    try folder.emptyStaging(keeping: kept)
    guard let position else { return }
    open = try OpenPack(resuming: position, in: folder)
  }

  /// As `Sink` asks.
  public func stage(_ unit: UnitOutput) throws(SinkError) -> PackPosition? {
    var runStart = 0
    for document in unit.documents {
      let directorySize = unit.directorySize(of: document)
      if let full = open, isFull(full, adding: document.contents.count, directorySize) {
        try full.write(unit, runStart..<document.contents.lowerBound)
        runStart = document.contents.lowerBound
        try fill(full)
      }
      if open == nil { open = try startPack() }
      open?.list(document, of: unit, runStart: runStart)
    }
    if let open {
      try open.write(unit, runStart..<unit.contents.count)
      position = open.position
    }
    uncertain.append(position)
    stagedCount += 1
    return position
  }

  /// As `Sink` asks.
  public func sync() throws(SinkError) {
    try folder.sync { () throws(SystemFault) in
      try open?.sync()
      try files.sync(folder.staging)
      if let packs { try files.sync(packs) }
    }
  }

  /// As `Sink` asks.
  public func publish(_ count: Int) throws(SinkError) {
    publishedCount += count
    try publishFilled { $0.unit < publishedCount }
  }

  private func publishFilled(where isDurable: (Filled) -> Bool) throws(SinkError) {
    guard let packs else { preconditionFailure("publish before prepare") }
    let durable = filled.prefix(while: isDurable)
    for pack in durable {
      let name = OpenPack.Names(pack.pack).data
      try naming("packs/\(name)") { () throws(SystemFault) in
        try files.rename(name, in: folder.staging, to: name, in: packs)
      }
    }
    published += durable
    filled.removeFirst(durable.count)
    // Their journal lines were written before the sync that is done: no resume needs these again.
    for number in retired {
      try naming(Self.root) { () throws(SystemFault) in
        let name = OpenPack.Names(number).directory
        try files.remove(name, isFolder: false, in: folder.staging)
      }
    }
    retired.removeAll()
  }

  /// As `Sink` asks.
  public func accept(_ count: Int) {
    guard count > 0 else { return }
    certain = uncertain[count - 1]
    uncertain.removeFirst(count)
    certainCount += count
    let past = published.prefix { $0.unit < certainCount }
    retired += past.map(\.pack)
    published.removeFirst(past.count)
  }

  /// As `Sink` asks.
  public func discard() throws(SinkError) {
    open?.close()
    open = nil
    filled.removeAll()
    published.removeAll()
    uncertain.removeAll()
    stagedCount = 0
    publishedCount = 0
    certainCount = 0
    if let packs { try? files.close(packs) }
    packs = nil
    try takeUp(at: certain)
  }

  /// As `Sink` asks.
  public func finish() throws(SinkError) {
    if let last = open {
      try fill(last)
      try sync()
      try publishFilled { _ in true }
      try sync()
    }
    if let packs { try naming(Self.root) { () throws(SystemFault) in try files.close(packs) } }
    packs = nil
  }
}

extension PackSink {
  private func isFull(_ pack: OpenPack, adding size: Int, _ directorySize: Int) -> Bool {
    let now = pack.position
    guard now.documents > 0 else { return false }
    if now.documents >= limit.documents { return true }
    let whole =
      now.length + size + now.directoryLength + directorySize + ZIPRecord.endSize
    return whole > limit.bytes
  }

  private func fill(_ pack: OpenPack) throws(SinkError) {
    try pack.fill(isSynced: folder.durability == .each)
    filled.append(Filled(pack: pack.position.pack, unit: stagedCount))
    open = nil
  }

  private func startPack() throws(SinkError) -> OpenPack {
    let number = position.map { $0.pack + 1 } ?? 0
    position = PackPosition(pack: number)
    return try OpenPack(creating: number, in: folder)
  }
}
