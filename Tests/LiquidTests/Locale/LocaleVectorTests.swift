import Foundation
import Testing

@testable import Liquid

/// Every locale against the texts that `Scripts/verify-locales.py` made from Babel and checked with Chromium.
@Suite struct LocaleVectorTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Vectors")

  static let cases: [[String]] = lines("cases.tsv").map {
    $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
  }

  static let tags =
    LocaleFormats.tags + ["ar-u-nu-arab", "ar-EG-u-nu-latn", "hi-u-nu-deva"]

  static func lines(_ name: String) -> [String] {
    let url = folder.appendingPathComponent(name)
    guard let data = try? Data(contentsOf: url) else { return [] }
    // Split by bytes: a line may begin with a mark that joins the line end to one character.
    return data.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: tags) func vectors(tag: String) throws {
    let formats = try #require(LocaleFormats.named(tag))
    let expected = Self.lines("\(tag).txt")
    #expect(Self.cases.count > 200)
    try #require(expected.count == Self.cases.count)
    let scratch = Scratch()
    for (row, text) in zip(Self.cases, expected) {
      scratch.reset()
      let own = try write(row, formats, scratch)
      #expect(own.utf8.elementsEqual(text.utf8), "\(tag) \(row): \(own) is not \(text)")
    }
  }

  private func write(
    _ row: [String], _ formats: LocaleFormats, _ scratch: Scratch
  ) throws -> String {
    var output = scratch.output
    let value = Value(row[1], in: scratch.arena)
    switch row[0] {
    case "money":
      let decimals = Int(row[4])
      let options = NumberOptions(minimumDecimals: decimals, maximumDecimals: decimals)
      let style = try #require(MoneyStyle(rawValue: row[3]))
      let problem = formats.writeMoney(
        value, currency: Value(row[2], in: scratch.arena).bytes, style: style, options, to: &output)
      #expect(problem == nil)
    case "number":
      let decimals = Int(row[2])
      let options = NumberOptions(
        minimumDecimals: decimals, maximumDecimals: decimals,
        grouping: try #require(Grouping(rawValue: row[3])))
      #expect(formats.writeNumber(value, options, to: &output))
    case "percent": #expect(formats.writePercentage(value, to: &output))
    case "date":
      let date = try #require(CivilDate(iso: value.bytes))
      let style = try #require(
        LocaleFormats.dateStyle(named: Value(row[2], in: scratch.arena).bytes))
      formats.writeDate(date, style: style, to: &output)
    case "plural":
      output.append(try #require(formats.pluralCategory(value)).name)
    case "unit":
      #expect(formats.writeUnit(value, unit: Value(row[2], in: scratch.arena).bytes, to: &output))
    default: Issue.record("unknown case \(row)")
    }
    return String(decoding: output.bytes, as: UTF8.self)
  }
}
