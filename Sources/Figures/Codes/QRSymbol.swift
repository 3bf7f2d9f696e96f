internal import CQREncode

/// A QR code, ISO/IEC 18004, as modules: which are dark.
///
/// libqrencode makes the symbol under one mask; `QRMask` then chooses among the eight as the library would, in a tenth of the time.
struct QRSymbol {
  /// Modules on a side.
  let width: Int
  /// A bit a module, dark when set, lowest first; `wordsPerRow` words a row.
  private var rows: [UInt64]
  private let wordsPerRow: Int

  /// Encodes bytes at error correction level M.
  ///
  /// The smallest symbol that holds them is chosen; nil when they do not fit the largest.
  ///
  /// - Parameters:
  ///   - bytes: the payload, byte mode.
  ///   - versions: the smallest and largest symbol a standard allows, within 1...40.
  ///   - isMaskByLibrary: let libqrencode choose the mask; the outcome is the same.
  init?(_ bytes: [UInt8], versions: ClosedRange<Int>, isMaskByLibrary: Bool = false) {
    precondition(!bytes.isEmpty, "a code says something")
    var isMasked = true
    let made = bytes.withUnsafeBufferPointer { bytes -> UnsafeMutablePointer<QRcode>? in
      let (count, version) = (Int32(bytes.count), Int32(versions.lowerBound))
      if !isMaskByLibrary,
        let symbol = qr_encode_under_mask_0(count, bytes.baseAddress, version, QR_ECLEVEL_M)
      {
        if symbol.pointee.width <= QRMask.widest {
          isMasked = false
          return symbol
        }
        QRcode_free(symbol)
      }
      return QRcode_encodeData(count, bytes.baseAddress, version, QR_ECLEVEL_M)
    }
    guard let made else { return nil }
    defer { QRcode_free(made) }
    guard Int(made.pointee.version) <= versions.upperBound else { return nil }
    width = Int(made.pointee.width)
    wordsPerRow = (width + 63) / 64
    if isMasked {
      rows = [UInt64](repeating: 0, count: wordsPerRow * width)
      for row in 0..<width {
        for column in 0..<width where made.pointee.data[row * width + column] & 1 == 1 {
          rows[row * wordsPerRow + column / 64] |= 1 << UInt64(column % 64)
        }
      }
    } else {
      rows = QRMask.best(of: UnsafePointer(made.pointee.data), width: width)
    }
  }

  /// Hands over where each run of dark modules in a row begins and how long it is.
  @inline(__always)
  func forEachDarkRun(in row: Int, _ body: (_ column: Int, _ count: Int) -> Void) {
    var start: Int?
    var last: UInt64 = 0
    for word in 0..<wordsPerRow {
      let bits = rows[row * wordsPerRow + word]
      // Where a module differs from the one before it; a row ends within a word, where all after it is light.
      var edges = bits ^ (bits &<< 1 | last)
      last = bits &>> 63
      while edges != 0 {
        let column = word * 64 + edges.trailingZeroBitCount
        edges &= edges &- 1
        if let begun = start {
          body(begun, column - begun)
          start = nil
        } else {
          start = column
        }
      }
    }
  }
}

extension QRSymbol: Equatable {}
