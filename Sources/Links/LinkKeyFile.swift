internal import Glibc

/// Reads a key from a file that only its owner may read.
public enum LinkKeyFile {
  /// Why a file is no key.
  public struct Refusal: Error, Sendable, Hashable {
    /// `link-key-unreadable`, `link-key-open` or `link-key-length`.
    public let code: String
    /// What is wrong, in one sentence without any of the file's bytes.
    public let message: String
    /// What to do.
    public let hint: String
  }

  private static let makingOne = "make one: (umask 077; openssl rand -out link.key 32)"

  /// Reads the key in the file at `path`; its bytes are the key, a final newline too.
  public static func read(_ path: String) throws(Refusal) -> LinkKey {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw Refusal(
        code: "link-key-unreadable", message: "the link key '\(path)' cannot be opened",
        hint: makingOne)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(
        code: "link-key-unreadable", message: "the link key '\(path)' is no plain file",
        hint: makingOne)
    }
    guard status.st_mode & 0o077 == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw Refusal(
        code: "link-key-open",
        message: "others than its owner may use the link key '\(path)' (mode 0\(mode))",
        hint: "chmod 600 it; if others may have read it, make another")
    }
    var bytes = [UInt8](repeating: 0, count: LinkKey.lengths.upperBound + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else {
        throw Refusal(
          code: "link-key-unreadable", message: "the link key '\(path)' cannot be read",
          hint: "check the disk it is on")
      }
      if more == 0 { break }
      count += more
    }
    guard let key = LinkKey(Array(bytes[..<count])) else {
      throw Refusal(
        code: "link-key-length",
        message:
          "the link key '\(path)' has \(count > LinkKey.lengths.upperBound ? "over 4096" : "\(count)") "
          + "bytes; a key has \(LinkKey.lengths.lowerBound) to \(LinkKey.lengths.upperBound)",
        hint: makingOne)
    }
    return key
  }
}
