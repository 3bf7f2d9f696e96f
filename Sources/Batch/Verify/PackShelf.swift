import Sinks

/// All entries of a run's packs, by path: 40 bytes each.
struct PackShelf: Sendable {
  /// A pack that is there.
  struct Pack: Sendable {
    /// `packs/...`.
    let name: String
    /// The number of the place it belongs in; as in its name, unless it was put in another's place.
    fileprivate(set) var number: Int
    /// The name of that place.
    fileprivate(set) var home: String
    let length: Int
    let directoryOffset: Int?
    /// Whether nothing is wrong with its directory.
    let isSound: Bool
  }

  /// An entry and the pack it is in.
  struct Slot: Sendable, BitwiseCopyable {
    let fingerprint: UInt64
    let pack: Int32
    let entry: PackDirectory.Entry
  }

  private(set) var packs: [Pack] = []
  private(set) var findings: [Finding] = []
  private var slots: [Slot] = []
  /// A byte for each slot: whether a book names it.
  private var isNamed: [Bool] = []

  /// Reads the directories of all packs, and of the one still growing in a run that has not ended.
  init(_ folder: OutputFolder, isFinished: Bool) throws(SinkError) {
    try read("packs", of: folder, isStaging: false)
    if !isFinished { try read(".billow", of: folder, isStaging: true) }
    slots.sort {
      ($0.fingerprint, $0.pack, $0.entry.offset) < ($1.fingerprint, $1.pack, $1.entry.offset)
    }
    isNamed = [Bool](repeating: false, count: slots.count)
  }

  private mutating func read(
    _ place: String, of folder: OutputFolder, isStaging: Bool
  ) throws(SinkError) {
    for entry in try folder.entries(of: place) ?? [] {
      let name = "\(place)/\(entry.name)"
      guard entry.isFile, let number = Self.number(of: entry.name) else {
        if !isStaging { findings.append(Finding(.extra, name, "it is no pack of this run")) }
        continue
      }
      let index = Int32(packs.count)
      let directory = try PackDirectory.read(name, of: folder) { path, entry in
        slots.append(
          Slot(fingerprint: PathIndex.fingerprint(path), pack: index, entry: entry))
      }
      guard let directory else { continue }
      // One that grows has no directory yet.
      if !isStaging { findings += directory.problems.map { Finding(.altered, name, $0) } }
      packs.append(
        Pack(
          name: name, number: number, home: name, length: directory.length,
          directoryOffset: directory.directoryOffset, isSound: directory.problems.isEmpty))
    }
  }

  /// Every entry with this path: more than one when it was doubled.
  func find(_ path: String) -> Range<Int> {
    let wanted = PathIndex.fingerprint(path)
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if slots[middle].fingerprint < wanted { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < slots.count, slots[end].fingerprint == wanted { end += 1 }
    return low..<end
  }

  subscript(index: Int) -> Slot { slots[index] }

  func pack(of slot: Slot) -> Pack { packs[Int(slot.pack)] }

  mutating func markNamed(_ found: [Int]) {
    for index in found { isNamed[index] = true }
  }

  /// Takes packs for those in whose places they belong, by their places on the shelf.
  mutating func put(_ moved: [(pack: Int, home: Int)]) {
    let before = packs
    for (pack, home) in moved {
      packs[pack].number = before[home].number
      packs[pack].home = before[home].name
    }
  }

  /// Entries that no book names.
  var unnamed: [Slot] { slots.indices.filter { !isNamed[$0] }.map { slots[$0] } }

  /// The stretches of packs that a unit was written to; nil when they cannot be told.
  func stretches(
    from earlier: PackPosition?, to position: PackPosition
  ) -> [(pack: String, bytes: Range<Int>)]? {
    var found: [(pack: String, bytes: Range<Int>)] = []
    let first = earlier ?? PackPosition()
    guard first.pack <= position.pack else { return nil }
    for number in first.pack...position.pack {
      guard let pack = packs.first(where: { $0.number == number }), pack.isSound,
        let offset = pack.directoryOffset
      else { return nil }
      let start = number == first.pack ? first.length : 0
      let end = number == position.pack ? position.length : offset
      guard start <= end, end <= offset else { return nil }
      found.append((pack.name, start..<end))
    }
    return found
  }

  private static func number(of name: String) -> Int? {
    guard name.hasPrefix("pack-"), name.hasSuffix(".zip") else { return nil }
    let digits = name.dropFirst(5).dropLast(4)
    guard digits.count >= 5, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(digits)
  }
}
