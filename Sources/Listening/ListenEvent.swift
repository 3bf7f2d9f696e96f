internal import Diagnostics
internal import Liquid
internal import Records

/// One thing that was done with a page.
public struct ListenEvent: Sendable, Hashable {
  /// What it was.
  public enum Kind: String, Sendable, CaseIterable {
    /// The page was opened.
    case opened
    /// A scene of the film was reached while it played.
    case scene
    /// A link that the template marks was followed.
    case action
    /// The bill was paid; the payment page says so.
    case paid
  }

  /// More bytes than these are none of ours.
  public static let mostBytes = 4096
  /// As many as a run may tell apart (`Communication.mostToldGroups`).
  private static let mostGroups = 64
  private static let longestName = 64

  /// The run's name: sixteen hexadecimal digits.
  public let run: String
  /// A number drawn when the page opened: 128 bits, base 64 for addresses.
  public let visit: String
  /// What it was.
  public let kind: Kind
  /// The scene or action; empty for others.
  public let name: String
  /// What the page's customer counts as: places among the segments and the options of variants of the run's manifest.
  public let groups: [String]

  /// Reads an event as a page sends it; nil for anything else, so that nothing else gets into a file of events.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.mostBytes else { return nil }
    let scratch = Scratch()
    let file = SourceFile(path: "event", bytes: bytes)
    guard let value = try? JSONDocument.read(file, into: scratch.arena), value.tag == .object,
      value.members.count == 6, let version = value.member(named: "v"), version.tag == .integer,
      version.integer == 1, let run = Self.text(value, "run"),
      let visit = Self.text(value, "visit"), let event = Self.text(value, "event"),
      let kind = Kind(rawValue: event), let name = Self.text(value, "name"),
      let groups = value.member(named: "groups"), groups.tag == .array
    else { return nil }
    let names = groups.elements.map { String(decoding: $0.bytes, as: UTF8.self) }
    let hasName = kind == .scene || kind == .action
    guard run.utf8.count == 16, run.utf8.allSatisfy(Self.isHexadecimal), visit.utf8.count == 22,
      visit.utf8.allSatisfy({ Self.isNameByte($0) && $0 != 0x2E }),
      hasName ? Self.isName(name) : name.isEmpty, names.count <= Self.mostGroups,
      names.allSatisfy(Self.isName), groups.elements.allSatisfy({ $0.tag == .string })
    else { return nil }
    self.run = run
    self.visit = visit
    self.kind = kind
    self.name = name
    self.groups = names
  }

  /// The event as a line of a file, without its newline.
  public var line: String {
    let list = groups.map { "\"\($0)\"" }.joined(separator: ",")
    return "{\"v\":1,\"run\":\"\(run)\",\"visit\":\"\(visit)\",\"event\":\"\(kind.rawValue)\","
      + "\"name\":\"\(name)\",\"groups\":[\(list)]}"
  }

  private static func text(_ value: Value, _ name: String) -> String? {
    var name = name
    let member = name.withUTF8 { value.member(named: UnsafeRawBufferPointer($0)) }
    guard let member, member.tag == .string else { return nil }
    return String(decoding: member.bytes, as: UTF8.self)
  }

  private static func isName(_ text: String) -> Bool {
    (1...longestName).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
  }

  /// What names in templates are made of: nothing that needs an escape.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x2E: true
    default: false
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}

extension Value {
  fileprivate func member(named name: StaticString) -> Value? {
    member(
      named: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
