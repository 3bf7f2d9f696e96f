import Testing

@testable import Records

@Suite struct GzipTests {
  private let folder = TemporaryFolder()
  /// `{"a":1}` and `{"a":2}`, a line each.
  private let member: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56,
    0x4A, 0x54, 0xB2, 0x32, 0xAC, 0xE5, 0xAA, 0x06, 0xD1, 0x46, 0xB5, 0x5C,
    0x00, 0x66, 0xC0, 0x5A, 0x19, 0x10, 0x00, 0x00, 0x00,
  ]

  private func outcomes(_ bytes: [UInt8]) throws(SourceError) -> [String] {
    var source = try NDJSONSource(paths: [folder.write(bytes, to: "in.gz")])
    return try drain(&source).map(\.outcome)
  }

  @Test func membersFollowOneAnother() throws {
    let two = [#"{"a":1}"#, #"{"a":2}"#]
    #expect(try outcomes(member) == two)
    #expect(try outcomes(member + member + member) == two + two + two)
    #expect(try outcomes(member + [0, 0, 0]) == two)
  }

  @Test func offsetsAreThoseOfTheUnpackedText() throws {
    let path = folder.write(member + member, to: "in.gz")
    var source = try NDJSONSource(paths: [path])
    let input = try #require(source.inputs.first)
    #expect(source.inputs.count == 1 && input.path == path && input.format == .ndjson)
    #expect(input.isCompressed && input.size == Int64(2 * member.count))
    #expect(try drain(&source).map(\.offset) == [0, 8, 16, 24])
    var resumed = try NDJSONSource(paths: [path])
    try resumed.skip(toOrdinal: 3, atOffset: 24, file: 0)
    #expect(try drain(&resumed).map(\.ordinal) == [3])
  }

  @Test func everyTruncationIsAnError() {
    for count in 2..<member.count {
      let error = sourceError { () throws(SourceError) in _ = try outcomes(Array(member[..<count]))
      }
      #expect(error?.code == .gzip, "\(count)")
    }
  }

  @Test func damageAndTrailingRubbishAreErrors() {
    var damaged = member
    damaged[damaged.count - 6] ^= 0x40
    for bytes in [damaged, member + Array("rubbish".utf8)] {
      let error = sourceError { () throws(SourceError) in _ = try outcomes(bytes) }
      #expect(error?.code == .gzip)
    }
  }
}
