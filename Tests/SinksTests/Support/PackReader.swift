@testable import Sinks

/// The documents in a finished folder: those of the tree, and those in packs.
func documents(in tree: [String: [UInt8]]) throws -> [String: [UInt8]] {
  var found: [String: [UInt8]] = [:]
  for (path, bytes) in tree {
    if path.hasPrefix("documents/") { found[path] = bytes }
    if path.hasPrefix("packs/") {
      for (name, contents) in try PackReader.entries(of: bytes) { found[name] = contents }
    }
  }
  return found
}

/// Reads ZIP files through their directory, as strictly as we write them.
enum PackReader {
  struct Malformed: Error {
    let what: String
  }

  static func entries(of pack: [UInt8]) throws -> [String: [UInt8]] {
    try pack.withUnsafeBytes { try entries(of: $0) }
  }

  private static func entries(of pack: UnsafeRawBufferPointer) throws -> [String: [UInt8]] {
    func number<Number: FixedWidthInteger>(_ at: Int, _: Number.Type) throws -> Int {
      guard at >= 0, at + MemoryLayout<Number>.size <= pack.count else {
        throw Malformed(what: "a record reaches over the end")
      }
      return Int(pack.loadUnaligned(fromByteOffset: at, as: Number.self).littleEndian)
    }
    func expect(_ claim: Bool, _ what: String) throws {
      if !claim { throw Malformed(what: what) }
    }
    let end = pack.count - 22
    try expect(try number(end, UInt32.self) == Int(ZIPRecord.directoryEnd), "no end")
    let count = try number(end + 10, UInt16.self)
    var at = try number(end + 16, UInt32.self)
    var found: [String: [UInt8]] = [:]
    for _ in 0..<count {
      try expect(
        try number(at, UInt32.self) == Int(ZIPRecord.directoryRecord), "no directory record")
      let method = try number(at + 10, UInt16.self)
      let check = try number(at + 16, UInt32.self)
      let stored = try number(at + 20, UInt32.self)
      let size = try number(at + 24, UInt32.self)
      let nameLength = try number(at + 28, UInt16.self)
      let header = try number(at + 42, UInt32.self)
      let name = String(decoding: pack[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      try expect(try number(header, UInt32.self) == Int(ZIPRecord.localHeader), "no header")
      try expect(try number(header + 18, UInt32.self) == stored, "sizes differ")
      let start = header + 30 + nameLength
      // The tests deflate by stored blocks: 5 bytes, then the contents.
      let skipped = method == 8 ? 5 : 0
      let contents = UnsafeRawBufferPointer(rebasing: pack[(start + skipped)..<(start + stored)])
      try expect(contents.count == size, "not the size it says")
      try expect(Int(CyclicCheck.zip.value(of: contents)) == check, "not the check it says")
      try expect(found.updateValue([UInt8](contents), forKey: name) == nil, "a name twice")
      at += 46 + nameLength
    }
    try expect(at == end, "the directory does not end where the file does")
    return found
  }
}
