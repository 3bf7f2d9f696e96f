import Cryptography
import Foundation
import Testing

@testable import Links

/// Keys in files, and texts of bytes.
@Suite struct LinkKeyTests {
  private func refusal(
    _ count: Int, mode: Int = 0o600, isThere: Bool = true
  ) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "link.key")
    if isThere {
      try Data(repeating: 9, count: count).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
    do throws(LinkKeyFile.Refusal) {
      #expect(try LinkKeyFile.read(file.path).id.count == 16)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func lengthsAndModes() throws {
    #expect(try refusal(31) == "link-key-length")
    #expect(try refusal(32) == nil)
    #expect(try refusal(4096) == nil)
    #expect(try refusal(4097) == "link-key-length")
    #expect(try refusal(32, mode: 0o400) == nil)
    for mode in [0o640, 0o604, 0o620, 0o644, 0o777] {
      #expect(try refusal(32, mode: mode) == "link-key-open")
    }
    #expect(try refusal(32, isThere: false) == "link-key-unreadable")
  }

  @Test func aFolderIsNoKey() {
    #expect(throws: LinkKeyFile.Refusal.self) { try LinkKeyFile.read("/tmp") }
  }

  @Test func base64URL() {
    #expect(Base64URL.text(of: Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw")
    #expect(Base64URL.text(of: [0xFB, 0xFF, 0xBF]) == "-_-_")
    for length in 0...40 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
      #expect(Base64URL.bytes(of: Base64URL.text(of: bytes)) == bytes)
    }
    for text in ["A", "AB", "AAB", "A A=", "+/", "AAAAA", "AA=="] {
      #expect(Base64URL.bytes(of: text) == nil, "\(text)")
    }
    #expect(Base64URL.bytes(of: "AA") == [0])
  }
}
