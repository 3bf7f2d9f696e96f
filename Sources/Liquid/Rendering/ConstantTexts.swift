internal import Glibc

/// Text that templates print as a value though it is the same for every document: translations, style sheets.
///
/// A trace notes it as it notes static text (`Output.startTracing(noting:)`). What is printed is recognised by the place in memory it
/// comes from and compared before it is noted, as it is or with HTML's five characters escaped. Immutable, made once,
/// shared by all workers.
public final class ConstantTexts: @unchecked Sendable {
  // Unchecked: the buffers are written by `init`, freed by `deinit` and only read in between.

  /// What `TracedRun.segment` counts these texts from: a page's own segments, of its program, are below.
  public static let firstSegment = 1 << 30

  /// Shorter text is not worth noting.
  static let shortest = 6

  /// The distinct texts, as they are printed.
  public let segments: [[UInt8]]
  let table: Table
  /// Keep the memory that texts stand in.
  private let owners: [AnyObject]

  /// Makes a table of values and of what translations hold between their placeholders.
  ///
  /// - Parameters:
  ///   - values: text that pages may print.
  ///   - owner: what keeps the values' memory.
  ///   - translations: the languages that pages may be written in.
  public init(values: [Value], ownedBy owner: AnyObject, translations: [Translations]) {
    var builder = Builder()
    for value in values where value.tag == .string { builder.add(value.bytes) }
    for translation in translations { translation.table.forEachLiteral { builder.add($0) } }
    segments = builder.segments
    table = Table(builder)
    owners = translations + [owner]
  }

  deinit { table.deallocate() }

  /// Finds a text by its address: open addressing over a power of two, where a byte a slot answers for most values.
  struct Table: BitwiseCopyable {
    struct Entry: BitwiseCopyable {
      var start: UnsafeRawPointer?
      var count = 0
      /// Its segment as it is, and escaped.
      var plain: UInt32 = 0
      var escaped: UInt32 = 0
      var escapedStart: UnsafeRawPointer?
      var escapedCount = 0
    }

    /// By slot: 0 where it is empty, and of an entry some bits of its hash.
    private let marks: UnsafeMutablePointer<UInt8>
    private let entries: UnsafeMutablePointer<Entry>
    private let bytes: UnsafeMutableRawPointer
    private let mask: Int
    /// The lowest address that a text starts at.
    let firstAddress: UInt
    /// How far behind it the highest is, plus one; 0 when there are no texts.
    let addressSpan: UInt

    fileprivate init(_ builder: Builder) {
      let addresses = builder.texts.map { UInt(bitPattern: $0.bytes.baseAddress) }
      firstAddress = addresses.min() ?? 0
      addressSpan = addresses.max().map { [firstAddress] last in last - firstAddress + 1 } ?? 0
      var capacity = 16
      while capacity < 2 * builder.texts.count { capacity *= 2 }
      mask = capacity - 1
      entries = .allocate(capacity: capacity)
      entries.initialize(repeating: Entry(), count: capacity)
      marks = .allocate(capacity: capacity)
      marks.initialize(repeating: 0, count: capacity)
      bytes = .allocate(
        byteCount: max(1, builder.texts.reduce(0) { $0 + $1.escaped.count }), alignment: 16)
      var next = bytes
      for text in builder.texts {
        next.copyMemory(from: text.escaped, byteCount: text.escaped.count)
        let hash = Self.hash(text.bytes.baseAddress)
        var slot = hash & mask
        while marks[slot] != 0 { slot = (slot + 1) & mask }
        marks[slot] = Self.mark(hash)
        entries[slot] = Entry(
          start: text.bytes.baseAddress, count: text.bytes.count, plain: text.plainSegment,
          escaped: text.escapedSegment, escapedStart: UnsafeRawPointer(next),
          escapedCount: text.escaped.count)
        next += text.escaped.count
      }
    }

    fileprivate func deallocate() {
      entries.deallocate()
      marks.deallocate()
      bytes.deallocate()
    }

    /// The segment that `written`, made of `source`, is; nil where it is none.
    @inline(__always)
    func segment(
      of source: UnsafeRawBufferPointer, writtenAs written: UnsafeRawBufferPointer
    ) -> UInt32? {
      let hash = Self.hash(source.baseAddress)
      let mark = Self.mark(hash)
      var slot = hash & mask
      while marks[slot] != 0 {
        if marks[slot] == mark, entries[slot].start == source.baseAddress {
          let entry = entries[slot]
          guard entry.count == source.count else { return nil }
          if Self.isEqual(written, entry.start, entry.count) { return entry.plain }
          if Self.isEqual(written, entry.escapedStart, entry.escapedCount) { return entry.escaped }
          return nil
        }
        slot = (slot &+ 1) & mask
      }
      return nil
    }

    @inline(__always)
    private static func isEqual(
      _ written: UnsafeRawBufferPointer, _ start: UnsafeRawPointer?, _ count: Int
    ) -> Bool {
      guard written.count == count, let left = written.baseAddress, let right = start else {
        return false
      }
      return memcmp(left, right, count) == 0
    }

    @inline(__always)
    private static func hash(_ start: UnsafeRawPointer?) -> Int {
      let address = UInt64(UInt(bitPattern: start))
      return Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) &>> 32)
    }

    /// Bits that the slot's number leaves over; never 0.
    @inline(__always)
    private static func mark(_ hash: Int) -> UInt8 { UInt8(truncatingIfNeeded: hash &>> 24) | 1 }
  }

  fileprivate struct Builder {
    struct Text {
      let bytes: UnsafeRawBufferPointer
      let escaped: [UInt8]
      let plainSegment: UInt32
      let escapedSegment: UInt32
    }

    var segments: [[UInt8]] = []
    var texts: [Text] = []
    private var known: [[UInt8]: UInt32] = [:]
    private var places: Set<UnsafeRawPointer> = []

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      guard bytes.count >= ConstantTexts.shortest, let start = bytes.baseAddress,
        places.insert(start).inserted
      else { return }
      let page = Output()
      defer { page.destroy() }
      HTMLEscaping.write(bytes, to: page)
      let escaped = Array(page.bytes)
      texts.append(
        Text(
          bytes: bytes, escaped: escaped, plainSegment: segment(Array(bytes)),
          escapedSegment: segment(escaped)))
    }

    private mutating func segment(_ text: [UInt8]) -> UInt32 {
      if let segment = known[text] { return segment }
      let segment = UInt32(ConstantTexts.firstSegment + segments.count)
      segments.append(text)
      known[text] = segment
      return segment
    }
  }
}

extension TranslationTable {
  /// What stands between the placeholders of every text.
  func forEachLiteral(_ body: (UnsafeRawBufferPointer) -> Void) {
    for entry in UnsafeBufferPointer(start: entries, count: entryCount) {
      for category in PluralCategory.allCases {
        for segment in segments(of: entry, category) where !segment.isPlaceholder {
          body(text(segment.text))
        }
      }
    }
  }
}
