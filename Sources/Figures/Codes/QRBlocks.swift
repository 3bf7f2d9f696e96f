/// A version's codewords at level M: how many, in which blocks, and what protects them, ISO/IEC 18004 table 9 and section 7.5.
struct QRBlocks: Sendable {
  /// Data codewords of all blocks.
  let dataCount: Int
  /// Codewords that protect each block.
  let checkCount: Int
  /// Blocks; the last `longCount` have one data codeword more than the others.
  let count: Int
  private let longCount: Int
  /// Bits of the byte count before the payload.
  private let countBits: Int
  /// By factor: the multiple of the generator polynomial, its highest coefficient left out, a byte a coefficient.
  private let multiples: [QRCheck]

  /// By version: codewords that protect a block, blocks, data codewords of the shorter blocks, longer blocks.
  private static let table: [(checks: Int, count: Int, data: Int, longer: Int)] = [
    (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0),
    (16, 4, 27, 0), (18, 4, 31, 0), (22, 4, 38, 2), (22, 5, 36, 2), (26, 5, 43, 1),
    (30, 5, 50, 4),
  ]

  init(_ version: Int) {
    let row = Self.table[version - 1]
    dataCount = row.count * row.data + row.longer
    checkCount = row.checks
    count = row.count
    longCount = row.longer
    countBits = version < 10 ? 8 : 16
    multiples = QRCheck.multiples(row.checks)
  }

  /// Codewords of a symbol.
  var total: Int { dataCount + count * checkCount }

  /// Bytes that a payload may have; four bits before it say that it is bytes.
  var capacity: Int { (8 * dataCount - 4 - countBits) / 8 }

  /// Writes the codewords of a payload in the order of the symbol: the blocks' first ones, their second ones, and on.
  func write(_ payload: [UInt8], to codewords: UnsafeMutableBufferPointer<UInt8>) {
    precondition(
      payload.count <= capacity && codewords.count >= total, "more than the version holds")
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: dataCount) { data in
      fill(data, payload)
      var start = 0
      for block in 0..<count {
        let isLong = block >= count - longCount
        let length = dataCount / count + (isLong ? 1 : 0)
        var check = QRCheck()
        for index in 0..<length {
          let byte = data[start + index]
          check.divide(byte, multiples)
          let place =
            index < dataCount / count
            ? index * count + block : dataCount / count * count + block - (count - longCount)
          codewords[place] = byte
        }
        for index in 0..<checkCount {
          codewords[dataCount + index * count + block] = check[index]
        }
        start += length
      }
    }
  }

  /// Byte mode, section 7.4.5: what it is, how many, the bytes, half a byte that ends them; padding after it.
  private func fill(_ data: UnsafeMutableBufferPointer<UInt8>, _ payload: [UInt8]) {
    var place = 0
    var half = UInt8(4)
    func put(_ byte: UInt8) {
      data[place] = half << 4 | byte >> 4
      half = byte & 15
      place += 1
    }
    if countBits == 16 { put(UInt8(payload.count >> 8)) }
    put(UInt8(payload.count & 255))
    for byte in payload { put(byte) }
    data[place] = half << 4
    var padding: UInt8 = 0xEC
    for index in (place + 1)..<max(place + 1, dataCount) {
      data[index] = padding
      padding ^= 0xEC ^ 0x11
    }
  }
}

/// What protects a block: the rest of its codewords divided by a generator polynomial over GF(2^8), section 7.5.2.
///
/// A byte a coefficient, the highest one lowest, in four words: no version has more than 30.
struct QRCheck: Sendable {
  private var words = SIMD4<UInt64>()

  /// The `index`th codeword.
  subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(index % 8 * 8))
  }

  /// Goes on with one more codeword of the block; `multiples` are those of the generator.
  @inline(__always)
  mutating func divide(_ byte: UInt8, _ multiples: [QRCheck]) {
    let factor = UInt8(truncatingIfNeeded: words.x) ^ byte
    words.x = words.x >> 8 | words.y << 56
    words.y = words.y >> 8 | words.z << 56
    words.z = words.z >> 8 | words.w << 56
    words.w >>= 8
    words ^= multiples[Int(factor)].words
  }

  /// All multiples of the generator polynomial with so many coefficients below its highest, which is 1.
  static func multiples(_ count: Int) -> [QRCheck] {
    var generator = [UInt8](repeating: 0, count: count)
    generator[count - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<count {
      for index in 0..<count {
        generator[index] = product(generator[index], root)
        if index + 1 < count { generator[index] ^= generator[index + 1] }
      }
      root = product(root, 2)
    }
    var multiples = [QRCheck](repeating: QRCheck(), count: 256)
    for factor in 1...255 {
      // The sum of those of its lowest bit and of the others.
      let lowest = factor & -factor
      if factor != lowest {
        multiples[factor].words = multiples[factor ^ lowest].words ^ multiples[lowest].words
        continue
      }
      for (index, coefficient) in generator.enumerated() {
        multiples[factor].words[index / 8] |=
          UInt64(product(coefficient, UInt8(factor))) << UInt64(index % 8 * 8)
      }
    }
    return multiples
  }

  /// Multiplies in the field of 0x11D.
  private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (product, left) = (UInt8(0), left)
    for bit in 0..<8 {
      if right >> UInt8(bit) & 1 == 1 { product ^= left }
      left = left << 1 ^ (left & 0x80 == 0 ? 0 : 0x1D)
    }
    return product
  }
}
