import Foundation
import Testing

@testable import Liquid

/// Writes pages for Tests/Browser/xss.py into the folder that `BILLOW_PAGES` names.
@Suite(
  .enabled(
    if: EscapingData.hasCorpora && ProcessInfo.processInfo.environment["BILLOW_PAGES"] != nil,
    "BILLOW_PAGES names no folder for the browser test"))
struct EscapingPagesTests {
  private static let head = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n"

  @Test func write() throws {
    let folder = URL(
      fileURLWithPath: ProcessInfo.processInfo.environment["BILLOW_PAGES"] ?? "",
      isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let payloads = EscapingStructureTests.payloads
    let together = EscapingPlace.all.filter { $0.alone != true }.map(\.template)
    let alone = EscapingPlace.all.filter { $0.alone == true }.map(\.template)
    let pages = try [together.joined(separator: "\n")].appending(alone).map { body in
      StandInRenderer(
        try StandInTemplate(EscapingPagesTests.head + "<b id=\"text\">{{ v }}</b>" + body))
    }
    var expected: [String: [String: String]] = [:]
    for (number, payload) in payloads.enumerated() {
      for (kind, page) in pages.enumerated() {
        let name = "page-\(number)-\(kind).html"
        let bytes = page.renderBytes(["v": .string(payload), "w": .string(payload)])
        try Data(bytes).write(to: folder.appendingPathComponent(name))
        expected[name] = ["#text": payload.replacing("\0", with: "\u{FFFD}")]
      }
    }
    for (number, pair) in EscapingStructureTests.pairs.enumerated() {
      let bytes = pages[0].renderBytes(["v": .string(pair.0), "w": .string(pair.1)])
      try Data(bytes).write(to: folder.appendingPathComponent("pair-\(number).html"))
    }
    try JSONEncoder().encode(expected).write(to: folder.appendingPathComponent("expected.json"))
    let control = EscapingPagesTests.head + payloads.prefix(300).joined(separator: "\n")
    try Data(control.utf8).write(to: folder.appendingPathComponent("control.html"))
  }
}

extension Array {
  fileprivate func appending(_ others: [Element]) -> [Element] { self + others }
}
