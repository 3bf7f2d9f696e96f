/// The sections of a manifest after the packs, as text, to be changed and written again.
struct ManifestText {
  private(set) var list: [(name: String, json: String)]

  init(_ list: [(name: String, json: String)]) { self.list = list }

  /// Replaces a section, or adds it behind the others.
  mutating func set(_ name: String, to json: String) {
    if let at = list.firstIndex(where: { $0.name == name }) {
      list[at].json = json
    } else {
      list.append((name, json))
    }
  }

  /// A section that is a list of whole numbers; none where it is not there.
  func integers(_ name: String) -> [Int] {
    guard let json = list.first(where: { $0.name == name })?.json else { return [] }
    return json.split { !$0.isNumber }.compactMap { Int($0) }
  }

  /// Puts another hash into a section that gives one.
  mutating func setDigest(_ name: String, to digest: SHA256Digest) {
    guard let at = list.firstIndex(where: { $0.name == name }) else { return }
    let mark = "\"sha256\":\""
    let parts = list[at].json.split(separator: mark, maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1].utf8.count >= 64 else { return }
    list[at].json = parts[0] + mark + digest.hex + parts[1].dropFirst(64)
  }
}

extension ManifestRecord {
  /// The sections of a manifest that this engine wrote: what follows the packs.
  static func sections(of bytes: UnsafeRawBufferPointer) -> ManifestText {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let packs = text.firstRange(of: "\n\"packs\":") else { return ManifestText([]) }
    // A section begins a line with its quoted name; within one, lines begin with a brace.
    let parts = text[packs.upperBound...].split(separator: ",\n\"").dropFirst()
    return ManifestText(
      parts.compactMap { part in
        guard let end = part.firstIndex(of: "\"") else { return nil }
        var json = String(part[part.index(end, offsetBy: 2)...])
        if json.hasSuffix("}\n"), part.endIndex == text.endIndex { json.removeLast(2) }
        return (String(part[..<end]), json)
      })
  }
}
