import Diagnostics
import Liquid

/// The run's variables that every page and snippet sees, in the order the compiler knows them by.
package struct GlobalValues: @unchecked Sendable {
  // Unchecked: the memory is written by `init` only.

  static let names = [
    "as_of", "locale", "assets", "csp", "storyboard", StoryboardCompiler.roundName, "link", "lock",
    "listen", scoresName,
  ]
  /// Where the round of a scene's `for` stands among them.
  static let roundIndex = 5

  /// Those that only an option of a run gives.
  package static let optionNames = ["link", "listen", "lock"]

  /// What the template's models say of the record.
  static let scoresName = "scores"

  /// Where it stands among them.
  static let scoresIndex = 9

  /// `assets`: each file of `assets/` by its name without ending.
  let assets: Value
  /// The hashes of the style sheets and scripts among them, as a policy names them.
  let styleHashes: [String]
  let scriptHashes: [String]
  /// The names of `assets`, in order.
  var assetNames: [String] {
    assets.members.map { String(decoding: $0.key.bytes, as: UTF8.self) }
  }

  /// The texts of `assets`: the same in every document.
  var texts: [Value] { assets.members.map(\.value) }

  /// Keeps the memory of the value.
  private let scratch: Scratch

  init(_ folder: TemplateFolder, sha256: ([UInt8]) -> [UInt8]) {
    scratch = Scratch()
    let arena = scratch.arena
    var members: [Member] = []
    var styles: [String] = []
    var scripts: [String] = []
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key })
    where path.hasPrefix("assets/") {
      let name = String(path.dropFirst("assets/".count))
      guard let dot = name.lastIndex(of: "."), let flags = Self.trust(name[dot...]) else {
        continue
      }
      let text = Value(String(decoding: file.bytes, as: UTF8.self), in: arena).with(flags)
      members.append(Member(key: Value(String(name[..<dot]), in: arena), value: text))
      if flags == .trustedCSS || flags == .trustedScript {
        let hash = "'sha256-\(Base64.text(of: sha256(file.bytes)))'"
        if flags == .trustedCSS { styles.append(hash) } else { scripts.append(hash) }
      }
    }
    assets = Self.object(members, arena)
    styleHashes = styles
    scriptHashes = scripts
  }

  /// An object of a few members.
  static func object(_ members: [(name: String, value: Value)], _ arena: Arena) -> Value {
    object(members.map { Member(key: Value($0.name, in: arena), value: $0.value) }, arena)
  }

  /// `csp`: what a page's meta tag says.
  static func policy(
    _ policy: PagePolicy, of communication: Communication, _ arena: Arena
  ) -> Value {
    let globals = communication.globals
    return object(
      [
        ("style_hashes", Value(globals.styleHashes.joined(separator: " "), in: arena)),
        ("script_hashes", Value(globals.scriptHashes.joined(separator: " "), in: arena)),
        ("policy", Value(policy.text, in: arena)),
      ], arena)
  }

  private static func object(_ members: [Member], _ arena: Arena) -> Value {
    let kept = arena.allocateMembers(members.count)
    kept.initialize(from: members, count: members.count)
    return Value(object: UnsafeBufferPointer(start: kept, count: members.count))
  }

  /// What a file of `assets/` may be printed as: it is the template's own text.
  private static func trust(_ ending: Substring) -> Value.Flags? {
    switch ending {
    case ".css": .trustedCSS
    case ".svg": .markup
    case ".js": .trustedScript
    case ".txt": []
    default: nil
    }
  }
}

/// RFC 4648, section 4.
enum Base64 {
  static func text(of bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let left = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[index + 2]) }
      for digit in 0..<4 {
        let shift = UInt32(18 - 6 * digit)
        out.append(digit <= left ? alphabet[Int(group >> shift & 63)] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }
}
