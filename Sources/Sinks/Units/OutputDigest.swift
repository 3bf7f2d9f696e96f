/// The hash that stands for a unit's files in the journal, made again from files found.
public struct OutputDigest: Sendable {
  private var lines: [(path: [UInt8], text: String)] = []

  /// Makes a digest of no files.
  public init() {}

  /// Adds a file by its whole path (`documents/...`), uncompressed length and SHA-256.
  public mutating func add(path: String, size: Int, digest: SHA256Digest) {
    lines.append((Array(path.utf8), "\(digest.hex) \(size) \(path)\n"))
  }

  /// SHA-256 over `<sha256> <size> <path>\n` of each file, in the byte order of the paths.
  public func finish() -> SHA256Digest {
    var text = ByteStore(capacity: 200 * lines.count)
    for line in lines.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      text.append(text: line.text)
    }
    return SHA256Digest(of: text.bytes)
  }
}
