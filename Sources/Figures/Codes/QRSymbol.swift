internal import CQREncode

/// A QR code, ISO/IEC 18004, as modules: which are dark.
///
/// libqrencode makes the symbol; this owns it until it is drawn.
struct QRSymbol: ~Copyable {
  private let symbol: UnsafeMutablePointer<QRcode>

  /// Encodes bytes at error correction level M.
  ///
  /// The smallest symbol that holds them is chosen; nil when they do not fit the largest.
  ///
  /// - Parameters:
  ///   - bytes: the payload, byte mode.
  ///   - versions: the smallest and largest symbol a standard allows, within 1...40.
  init?(_ bytes: [UInt8], versions: ClosedRange<Int>) {
    precondition(!bytes.isEmpty, "a code says something")
    let made = bytes.withUnsafeBufferPointer { bytes in
      QRcode_encodeData(
        Int32(bytes.count), bytes.baseAddress, Int32(versions.lowerBound), QR_ECLEVEL_M)
    }
    guard let made else { return nil }
    guard Int(made.pointee.version) <= versions.upperBound else {
      QRcode_free(made)
      return nil
    }
    symbol = made
  }

  deinit { QRcode_free(symbol) }

  /// Modules on a side.
  var width: Int { Int(symbol.pointee.width) }

  /// Whether a module is dark; the quiet zone round the symbol is not part of it.
  func isDark(column: Int, row: Int) -> Bool {
    precondition(column >= 0 && column < width && row >= 0 && row < width, "outside the symbol")
    return symbol.pointee.data[row * width + column] & 1 == 1
  }
}
