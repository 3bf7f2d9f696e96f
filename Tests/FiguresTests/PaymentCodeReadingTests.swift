import Figures
import Foundation
import Testing

/// Codes drawn as their SVG says and read back by zbar, which shares nothing with what made them.
@Suite("Payment codes, read back")
struct PaymentCodeReadingTests {
  private static let reader = "/usr/bin/zbarimg"
  private static let hasReader = FileManager.default.isExecutableFile(atPath: reader)

  // Where it is said that everything is tested, a missing reader is a failure.
  private static let isStrict = ProcessInfo.processInfo.environment["CI"] == "true"

  @Test(.enabled(if: hasReader || isStrict, "zbarimg is not installed"))
  func everyLimitIsReadBack() throws {
    var codes: [(name: String, code: PaymentCode)] = []
    for (name, change) in Self.limits {
      // With and without a bank's identifier.
      for bank in ["", "COBADEFFXXX"] {
        var payment = EPCPayment(to: "Payee", iban: "DE89370400440532013000")
        payment.bankIdentifier = bank
        change(&payment)
        codes.append(("\(name) \(bank)", try payment.code()))
      }
    }
    var largest = EPCPayment(to: String(repeating: "n", count: 70), iban: "DE89370400440532013000")
    largest.text = String(repeating: "€", count: 70) + String(repeating: "x", count: 9)
    codes.append(("331 bytes", try largest.code()))
    #expect(codes.last?.code.bytes.count == EPCPayment.largestPayload)
    for (notice, cents) in [
      ("302000000000000184", Int64(1)), ("302000000000000184", 99_999_999_999),
      ("099999999999999900", 9_999_999_999), ("100000000000000000", 10),
      ("299999999999999902", 99_999_999_999),
    ] {
      let payment = PagoPAPayment(noticeNumber: notice, creditor: "12345678903", cents: cents)
      codes.append(("\(notice) \(cents)", try payment.code()))
    }
    let read = try Self.readBack(codes.map(\.code))
    #expect(read.count == codes.count)
    for (index, code) in codes.enumerated() {
      #expect(read[index] == code.code.bytes, "\(code.name)")
    }
  }

  private static let limits: [(String, @Sendable (inout EPCPayment) -> Void)] = [
    ("name of 70", { $0.name = String(repeating: "é", count: 70) }),
    ("name of 1", { $0.name = "Ω" }),
    ("a cent", { $0.cents = 1 }),
    ("the largest amount", { $0.cents = 99_999_999_999 }),
    ("text of 140", { $0.text = String(repeating: "x", count: 140) }),
    ("text of other alphabets", { $0.text = "Ж漢😀 ßüœ €" }),
    ("information of 70", { $0.information = String(repeating: "x", count: 70) }),
    ("purpose of 4", { $0.purpose = "ELEC" }),
    ("reference of ISO 11649 of 25", { $0.reference = "RF95ABCDEFGHIJKLMNOPQRSTU" }),
    ("reference of 35", { $0.reference = String(repeating: "7", count: 35) }),
    (
      "everything",
      {
        $0.name = String(repeating: "N", count: 70)
        $0.cents = 99_999_999_999
        $0.purpose = "ELEC"
        $0.reference = String(repeating: "7", count: 35)
        $0.information = String(repeating: "I", count: 70)
      }
    ),
  ]

  @Test(.enabled(if: hasReader || isStrict, "zbarimg is not installed"))
  func aThousandPaymentsAreReadBackAsTheyWereMeant() throws {
    var numbers = Numbers(state: 20)
    let codes = try (0..<1_000).map { index in
      try index % 2 == 0 ? Self.transfer(&numbers) : Self.notice(&numbers)
    }
    let read = try Self.readBack(codes)
    #expect(read.count == codes.count)
    for (index, code) in codes.enumerated() {
      #expect(read[index] == code.bytes, "payment \(index)")
    }
  }

  /// What zbar reads of codes drawn as they say.
  private static func readBack(_ codes: [PaymentCode]) throws -> [[UInt8]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codes-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, code) in codes.enumerated() {
      let svg = try drawn { try code.write(title: FigureText("Pay"), idPrefix: "code", to: &$0) }
      try picture(of: svg).write(to: folder.appending(path: name(index)))
    }
    let read = try read(codes.indices.map(name), in: folder)
    return codes.indices.compactMap { read[name($0)] }
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
