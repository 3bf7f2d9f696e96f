import Cryptography
import Testing

/// Project Wycheproof's vectors: what good implementations have got wrong.
@Suite(.enabled(if: Corpora.mayRun, "no ../shared/corpora/wycheproof"))
struct WycheproofTests {
  private struct MACs: Decodable {
    struct Group: Decodable {
      struct Vector: Decodable {
        var tcId: Int
        var key: String
        var msg: String
        var tag: String
        var result: String
      }

      var tagSize: Int
      var tests: [Vector]
    }

    var numberOfTests: Int
    var testGroups: [Group]
  }

  @Test func hmac() throws {
    let file = try Corpora.read("hmac_sha256_test.json", as: MACs.self)
    var valid = 0
    var invalid = 0
    for group in file.testGroups {
      for vector in group.tests {
        let code = HMACSHA256.code(of: Corpora.bytes(vector.msg), key: Corpora.bytes(vector.key))
        let agrees = SecretBytes.areEqual(
          Array(code.octets.prefix(group.tagSize / 8)), Corpora.bytes(vector.tag))
        #expect(agrees == (vector.result == "valid"), "case \(vector.tcId)")
        if agrees { valid += 1 } else { invalid += 1 }
      }
    }
    #expect(valid + invalid == file.numberOfTests)
    #expect(valid > 50 && invalid > 50)
  }

  private struct Ciphers: Decodable {
    struct Group: Decodable {
      struct Vector: Decodable {
        var tcId: Int
        var key: String
        var iv: String
        var aad: String
        var msg: String
        var ct: String
        var tag: String
        var result: String
      }

      var keySize: Int
      var ivSize: Int
      var tagSize: Int
      var tests: [Vector]
    }

    var testGroups: [Group]
  }

  /// The vectors of the one form that is used here: keys of 256 bits, nonces of 96, tags of 128.
  @Test func aesGCM() throws {
    let file = try Corpora.read("aes_gcm_test.json", as: Ciphers.self)
    var valid = 0
    var invalid = 0
    for group in file.testGroups
    where group.keySize == 256 && group.ivSize == 96 && group.tagSize == 128 {
      for vector in group.tests {
        let (key, nonce) = (Corpora.bytes(vector.key), Corpora.bytes(vector.iv))
        let header = Corpora.bytes(vector.aad)
        let opened = AESGCM.open(
          Corpora.bytes(vector.ct + vector.tag), key: key, nonce: nonce, authenticating: header)
        #expect((opened != nil) == (vector.result == "valid"), "case \(vector.tcId)")
        guard let opened else {
          invalid += 1
          continue
        }
        valid += 1
        #expect(opened == Corpora.bytes(vector.msg), "case \(vector.tcId)")
        let sealed = opened.withUnsafeBytes {
          AESGCM.seal($0, key: key, nonce: nonce, authenticating: header)
        }
        #expect(sealed == Corpora.bytes(vector.ct + vector.tag), "case \(vector.tcId)")
      }
    }
    #expect(valid > 30 && invalid > 20, "\(valid) and \(invalid)")
  }
}
