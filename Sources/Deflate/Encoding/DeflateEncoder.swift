/// Writes pages of one program as deflate streams, one after another; one per worker.
///
/// After the first pages have grown its memory, a page allocates nothing. What it writes depends on the program and the page
/// alone, never on pages before, memory addresses or the processor.
public final class DeflateEncoder {
  /// The program.
  public let program: DeflateProgram
  /// CRC-32 of the page encoded last, raw or as gzip.
  ///
  /// It is what ZIP's directory wants beside a raw stream; 0 after zlib and bands, which are not summed so.
  public private(set) var crc32: UInt32 = 0
  /// Adler-32 of what was encoded last as zlib or as a band; 1 after a page without.
  public private(set) var adler32: UInt32 = 1
  /// Length of the page encoded last.
  public private(set) var inputCount = 0

  /// Pages stand so far apart in one long row of positions that what is remembered of earlier pages lies too
  /// far back to match, and need not be cleared: the window, and the longest piece that a copy may reach into.
  private static let firstBase = UInt32(DeflateFormat.window + DeflateProgram.longestPiece + 1)
  /// Where the row starts anew: no page that fits may pass 32 bits.
  static let lastBase: UInt32 = 1 << 31

  /// No page is longer; what Billow renders stops at 16 MiB.
  public static let longestPage = 1 << 30

  private let mayFallBack: Bool
  private var output: UnsafeMutableRawPointer
  private var capacity: Int
  /// Where the next page stands in the row; a test moves it on.
  var base = firstBase
  /// Two places of each piece: its last, and above it the one before.
  private let places: UnsafeMutablePointer<UInt64>
  private let placeCount: Int
  private let hashTable: UnsafeMutablePointer<UInt32>

  /// Makes an encoder.
  public convenience init(_ program: DeflateProgram) { self.init(program, mayFallBack: true) }

  init(_ program: DeflateProgram, mayFallBack: Bool) {
    self.program = program
    self.mayFallBack = mayFallBack
    capacity = BlockWriter.room(for: 64 << 10)
    output = .allocate(byteCount: capacity, alignment: 16)
    placeCount = max(1, program.tables.pieceCount)
    places = .allocate(capacity: placeCount)
    places.initialize(repeating: 0, count: placeCount)
    hashTable = .allocate(capacity: PageEncoder.hashCount)
    hashTable.initialize(repeating: 0, count: PageEncoder.hashCount)
  }

  deinit {
    output.deallocate()
    places.deallocate()
    hashTable.deallocate()
  }

  /// Encodes a page.
  ///
  /// - Parameters:
  ///   - page: its bytes, at most `longestPage`.
  ///   - runs: the static text in it: in order, within the page, not overlapping, and equal to the program's segments.
  ///     Bounds are checked; equality is the caller's word, and broken would give a stream of other bytes, never a
  ///     stray access.
  ///   - container: what stands round the stream.
  /// - Returns: the stream; valid until the next call.
  public func encode(
    _ page: UnsafeRawBufferPointer,
    runs: UnsafeBufferPointer<DeflateRun> = .init(start: nil, count: 0),
    container: DeflateContainer
  ) -> UnsafeRawBufferPointer {
    precondition(page.count <= Self.longestPage, "a page is at most 1 GiB")
    let header = begin(page.count, container)
    // An empty page may have no address; nothing is read then.
    let bytes = page.baseAddress ?? UnsafeRawPointer(output)
    var encoder = PageEncoder(
      page: bytes, count: page.count, base: base, tables: program.tables,
      places: places, hashTable: hashTable,
      blocks: BlockWriter(output + header, program.tables, mayFallBack: mayFallBack),
      isSummed: container != .zlib)
    encoder.encode(runs)
    encoder.blocks.finish(bytes, at: page.count)
    base &+= UInt32(page.count) + Self.firstBase
    var end = encoder.blocks.sink.next
    switch container {
    case .raw:
      crc32 = encoder.crc(to: page.count)
    case .gzip:
      crc32 = encoder.crc(to: page.count)
      end.storeBytes(of: crc32.littleEndian, as: UInt32.self)
      end.storeBytes(of: UInt32(page.count).littleEndian, toByteOffset: 4, as: UInt32.self)
      end += 8
    case .zlib:
      adler32 = Checksums.adler32(page)
      end.storeBytes(of: adler32.bigEndian, as: UInt32.self)
      end += 4
    }
    return UnsafeRawBufferPointer(start: output, count: end - output)
  }

  func encodeBand(
    _ band: UnsafeRawBufferPointer, _ shape: BandShape, _ sum: UInt32?
  ) -> UnsafeRawBufferPointer {
    precondition(band.count <= Self.longestPage, "a band is at most 1 GiB")
    _ = begin(band.count, .raw)
    let bytes = band.baseAddress ?? UnsafeRawPointer(output)
    var encoder = BandEncoder(
      band: bytes, count: band.count, shape: shape, base: base, code: program.tables.trained,
      hashTable: hashTable, blocks: BlockWriter(output, program.tables, mayFallBack: mayFallBack))
    encoder.encode()
    encoder.blocks.synchronize(bytes, at: band.count)
    base &+= UInt32(band.count) + Self.firstBase
    adler32 = sum ?? Checksums.adler32(band)
    return UnsafeRawBufferPointer(start: output, count: encoder.blocks.sink.next - output)
  }

  /// Makes room for a page and writes the container's start; its length is the answer.
  private func begin(_ count: Int, _ container: DeflateContainer) -> Int {
    inputCount = count
    (crc32, adler32) = (0, 1)
    // What may not be taken back takes up to 16 bits a byte.
    let room = mayFallBack ? BlockWriter.room(for: count) : 2 * count + 2048
    if room > capacity {
      output.deallocate()
      capacity = room + room / 2
      output = .allocate(byteCount: capacity, alignment: 16)
    }
    if base > Self.lastBase {
      base = Self.firstBase
      places.update(repeating: 0, count: placeCount)
      hashTable.update(repeating: 0, count: PageEncoder.hashCount)
    }
    let header = container.header
    for (offset, byte) in header.enumerated() {
      output.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
    return header.count
  }
}
