/// A program's tables where the encoder reads them: plain memory, written once.
///
/// A handle; `DeflateProgram` owns what it points to.
struct EncoderTables: BitwiseCopyable {
  /// A segment of static text: its pieces follow each other.
  struct Segment: BitwiseCopyable {
    var length: Int32
    var firstPiece: Int32
    var pieceCount: Int32
    /// Its CRC-32 and what carries a sum over it; both 0 where summing anew is cheaper.
    var crc: UInt32
    var shift: UInt32
  }

  /// A part of a segment, at most `DeflateProgram.longestPiece` bytes, encoded on its own.
  struct Piece: BitwiseCopyable {
    var length: Int32
    /// Its copies' steps; the last step, bits alone, follows them.
    var firstStep: Int32
    var copyCount: Int32
    /// About how many bits its first occurrence takes.
    var bits: Int32
  }

  /// Bits that are always the same, and then a copy from a piece before, whose distance a page decides.
  ///
  /// The length's word and extra bits are the last of the bits. A piece's last step is bits alone.
  struct Step: BitwiseCopyable {
    /// The last of the bits, at most 56, above how many they are, which takes 8.
    var tail: UInt64
    /// The piece that the copy is from.
    var source: Int32
    /// Where the copy stands in its piece less where it copies from in the source.
    var shift: Int32
    /// Index of the first word of the bits before the tail, and how many bits: mostly none.
    var word: Int32
    var wordBits: Int32

    static let longestTail = 56

    @inline(__always) var tailCount: UInt64 { tail & 0xFF }
    @inline(__always) var tailBits: UInt64 { tail &>> 8 }
  }

  /// What a step writes on a page that lacks the copy's source: its bits less those of the length, and literals.
  struct Detour: BitwiseCopyable {
    var lengthBits: Int32
    var word: Int32
    var wordBits: Int32
  }

  let trained: CodeTable
  let fixed: CodeTable
  let header: UnsafePointer<UInt64>
  let headerBits: Int
  let words: UnsafePointer<UInt64>
  let segments: UnsafePointer<Segment>
  let segmentCount: Int
  let pieces: UnsafePointer<Piece>
  let pieceCount: Int
  let steps: UnsafePointer<Step>
  /// By step.
  let detours: UnsafePointer<Detour>
  let reader: TokenReader
}
