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

  /// The first dark column of a row from `column` on, and the first light one after it; nil when there is none.
  func darkRun(row: Int, from column: Int) -> Range<Int>? {
    precondition(column >= 0 && row >= 0 && row < width, "outside the symbol")
    let start = edge(row, from: column, inverting: 0)
    if start >= width { return nil }
    return start..<min(width, edge(row, from: start, inverting: ~0))
  }

  private func edge(_ row: Int, from column: Int, inverting mask: UInt64) -> Int {
    var word = column / 64
    if word >= wordsPerRow { return width }
    var bits = (rows[row * wordsPerRow + word] ^ mask) & (~0 << UInt64(column % 64))
    while bits == 0 {
      word += 1
      if word == wordsPerRow { return width }
      bits = rows[row * wordsPerRow + word] ^ mask
    }
    return word * 64 + bits.trailingZeroBitCount
  }
}

extension QRSymbol: Equatable {}
