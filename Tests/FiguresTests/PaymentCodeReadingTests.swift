import Figures
import Foundation
import Testing

/// Codes drawn as their SVG says and read back by zbar, which shares nothing with what made them.
@Suite("Payment codes, read back")
struct PaymentCodeReadingTests {
  private static let reader = "/usr/bin/zbarimg"
  private static let hasReader = FileManager.default.isExecutableFile(atPath: reader)

  @Test(.enabled(if: hasReader, "zbarimg is not installed"))
  func aThousandPaymentsAreReadBackAsTheyWereMeant() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codes-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var expected: [[UInt8]] = []
    var numbers = Numbers(state: 20)
    for index in 0..<1_000 {
      let code = try index % 2 == 0 ? Self.transfer(&numbers) : Self.notice(&numbers)
      expected.append(code.bytes)
      var svg: [UInt8] = []
      try code.write(title: FigureText("Pay"), idPrefix: "code", to: &svg)
      try Self.picture(of: svg).write(to: folder.appending(path: Self.name(index)))
    }
    let read = try Self.read(expected.indices.map(Self.name), in: folder)
    #expect(read.count == expected.count)
    for (index, payload) in expected.enumerated() {
      #expect(read[Self.name(index)] == payload, "payment \(index)")
    }
  }

  private static func name(_ index: Int) -> String { "code-\(index).pgm" }

  /// Numbers from a seed, the same on every machine.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  private static let letters = Array("abcXYZ 0189.,-/&<>'\"àéßżЖ€漢😀")

  private static func text(_ count: Int, _ numbers: inout Numbers) -> String {
    // Neither end is a space: nobody would write one there.
    "x" + String((0..<count).map { _ in letters.randomElement(using: &numbers) ?? "y" }) + "x"
  }

  private static func transfer(_ numbers: inout Numbers) throws -> PaymentCode {
    let accounts = [
      "IT60X0542811101000000123456", "DE89370400440532013000", "NO9386011117947",
      "MT84MALT011000012345MTLCAST001S",
    ]
    var payment = EPCPayment(
      to: text(.random(in: 0...28, using: &numbers), &numbers),
      iban: accounts.randomElement(using: &numbers) ?? "")
    payment.cents = .random(in: 1...99_999_999_999, using: &numbers)
    if Bool.random(using: &numbers) {
      payment.reference = "RF18539007547034"
    } else {
      payment.text = text(.random(in: 0...60, using: &numbers), &numbers)
    }
    // A payload without a letter beyond ASCII would be read as it is; these are read as bytes.
    return try payment.code()
  }

  private static func notice(_ numbers: inout Numbers) throws -> PaymentCode {
    let base =
      UInt64(3) * 1_000_000_000_000_000
      + UInt64.random(in: 0..<999_999_999_999_999, using: &numbers)
    let rest = base % 93
    return try PagoPAPayment(
      noticeNumber: "\(base)\(rest < 10 ? "0" : "")\(rest)", creditor: "12345678903",
      cents: .random(in: 1...99_999_999_999, using: &numbers)
    ).code()
  }

  /// Draws the picture's rectangles, four dots a module, into a grey-scale file.
  private static func picture(of svg: [UInt8]) throws -> Data {
    let text = String(decoding: svg, as: UTF8.self)
    let box = try #require(text.firstMatch(of: /viewBox="0 0 (\d+) \d+"/))
    let side = try #require(Int(box.1))
    let scale = 4
    var dots = [UInt8](repeating: 255, count: side * side * scale * scale)
    for mark in text.matches(of: /M(\d+) (\d+)h(\d+)v1/) {
      let (x, y, wide) = (Int(mark.1) ?? 0, Int(mark.2) ?? 0, Int(mark.3) ?? 0)
      for row in y * scale..<(y + 1) * scale {
        for column in x * scale..<(x + wide) * scale { dots[row * side * scale + column] = 0 }
      }
    }
    return Data("P5 \(side * scale) \(side * scale) 255\n".utf8) + Data(dots)
  }

  /// What zbar reads in each file: its bytes as they are, which it gives for one file at a time.
  private static func read(_ names: [String], in folder: URL) throws -> [String: [UInt8]] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = folder
    let read = "\(reader) -q --raw --oneshot -Sdisable -Sqrcode.enable -Sbinary"
    process.arguments = ["-c", "for file in *.pgm; do \(read) $file > $file.read; done"]
    try process.run()
    process.waitUntilExit()
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, Array(try Data(contentsOf: folder.appending(path: name + ".read"))))
      })
  }
}
