@testable import Sinks

/// A small run whose units are always the same: what the tests commit.
struct SampleRun {
  var unitCount = 5
  var documentsPerUnit = 4

  static let identity = RunIdentity(
    engine: "billow 1", template: "energy-bill",
    templateDigest: digest("template"), asOf: "2026-01-31",
    options: [.init("pack", "no"), .init("limit", "none")],
    inputs: [.init(name: "bills.ndjson", size: 1000, digest: digest("bills"))])

  static func digest(_ text: String) -> SHA256Digest {
    var text = text
    return text.withUTF8 { SHA256Digest(of: UnsafeRawBufferPointer($0)) }
  }

  /// Fills a unit: documents of one to three files, a reject and a suppression in each.
  func fill(_ unit: UnitOutput, index: Int) {
    let records = documentsPerUnit + 2
    let first = 1 + index * records
    unit.begin(index: index, firstOrdinal: first)
    unit.ranges = [InputRange(input: 0, bytes: index * 100..<(index + 1) * 100)]
    for offset in 0..<documentsPerUnit {
      let ordinal = first + offset
      withBytes("Bill-\(ordinal)") { unit.noteKey($0) }
      withBytes("Bill-\(ordinal)/a") { unit.beginDocument(ordinal: ordinal, key: $0) }
      for (name, text) in Self.files(of: ordinal) {
        withBytes(text) { bytes in
          if unit.form == .packed, ordinal % 2 == 0 {
            var stream = ByteStore()
            StoredDeflate.append(bytes, to: &stream)
            unit.addFile(
              name, size: bytes.count, check: CyclicCheck.zip.value(of: bytes),
              stream: stream.bytes)
          } else {
            unit.addFile(name, bytes)
          }
        }
      }
      unit.endDocument()
    }
    unit.addReject(
      Reject(
        ordinal: first + documentsPerUnit, range: InputRange(input: 0, bytes: 90..<95),
        code: "bad-amount", message: "not a number", field: "bill.total"),
      key: KeyMark(Self.digest("bad \(first)"), ordinal: first + documentsPerUnit))
    withBytes("Closed-\(first)") {
      unit.addSuppressed(ordinal: first + documentsPerUnit + 1, key: $0, reason: "account-closed")
    }
    unit.totals = [
      ControlTotal(name: "amount-due", group: "EUR", outcome: .rendered, amount: "\(index).10")
    ]
    unit.seal()
  }

  static func files(of ordinal: Int) -> [(name: String, text: String)] {
    var files = [("index.html", "<p>bill \(ordinal)</p>" + String(repeating: "x", count: 40))]
    if ordinal % 2 == 0 { files.append(("frames/0001.png", "picture \(ordinal)")) }
    if ordinal % 3 == 0 { files.append(("frames/0002.png", "")) }
    return files
  }

  func unit(_ index: Int, form: UnitForm) -> UnitOutput {
    let unit = UnitOutput(form: form)
    fill(unit, index: index)
    return unit
  }

  /// Path and text of every file that the run makes.
  var expectedFiles: [String: [UInt8]] {
    var expected: [String: [UInt8]] = [:]
    for index in 0..<unitCount {
      let first = 1 + index * (documentsPerUnit + 2)
      for ordinal in first..<first + documentsPerUnit {
        for (name, text) in Self.files(of: ordinal) {
          expected["\(DocumentPath.path(of: "Bill-\(ordinal)/a"))/\(name)"] = Array(text.utf8)
        }
      }
    }
    return expected
  }
}

/// Calls `body` with a text's UTF-8.
func withBytes<Value>(_ text: String, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows
  -> Value
{
  var text = text
  return try text.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
}

/// Deflate streams of stored blocks (RFC 1951, section 3.2.4): valid, if not small.
enum StoredDeflate {
  static func append(_ bytes: UnsafeRawBufferPointer, to store: inout ByteStore) {
    var at = 0
    repeat {
      let count = min(bytes.count - at, Int(UInt16.max))
      store.append(at + count == bytes.count ? 1 : 0)
      store.append(little: UInt16(count))
      store.append(little: ~UInt16(count))
      store.append(UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]))
      at += count
    } while at < bytes.count
  }
}
