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
    var firstStep: Int32
    var stepCount: Int32
    /// About how many bits its first occurrence takes.
    var bits: Int32
  }

  /// Bits that are always the same, and then at most one match with a piece before, whose distance a page decides.
  struct Step: BitwiseCopyable {
    /// Index of the bits' first word, and how many bits.
    var word: Int32
    var bitCount: Int32
    /// The piece that the match copies from; -1 for none.
    var source: Int32
    /// Where the match stands in its piece less where it copies from in the source.
    var shift: Int32
    /// The length's word and extra bits.
    var length: UInt32
    /// The same bytes as literals, for pages that lack the source.
    var literalWord: Int32
    var literalBits: Int32
  }

  let book: UnsafePointer<UInt32>
  let fixedBook: UnsafePointer<UInt32>
  let header: UnsafePointer<UInt64>
  let headerBits: Int
  let words: UnsafePointer<UInt64>
  let segments: UnsafePointer<Segment>
  let segmentCount: Int
  let pieces: UnsafePointer<Piece>
  let pieceCount: Int
  let steps: UnsafePointer<Step>
  let reader: TokenReader
}
