import Communication
import Diagnostics

/// A template whose scenes, or pages, say of every element where it was written, so that what is seen can be told with its place.
///
/// Elements get `data-line` with a number of our own, which the scene reader hands on to what is inside them.
struct SceneMarks {
  let folder: TemplateFolder
  private let places: [Diagnostic.Place]

  /// Above every line that a scene without marks may have.
  private static let first = 1_000_000
  /// Elements that say it for what is in them.
  private static let names = ["svg", "g", "text", "tspan"].map { Array($0.utf8) }

  /// Marks scenes, and what snippets hold of them.
  init(_ folder: TemplateFolder) { self.init(folder, "scenes/") { Self.name($0, $1) } }

  /// Marks every element of pages and snippets.
  init(html folder: TemplateFolder) { self.init(folder, "pages/") { Self.anyName($0, $1) } }

  private init(
    _ folder: TemplateFolder, _ part: String, _ name: ([UInt8], Int) -> [UInt8]?
  ) {
    var places: [Diagnostic.Place] = []
    var files = folder.files
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key })
    where path.hasPrefix(part) || path.hasPrefix("snippets/") {
      files[path] = SourceFile(path: file.path, bytes: Self.marked(file, &places, name))
    }
    self.folder = TemplateFolder(path: folder.path, files: files)
    self.places = places
  }

  /// Where an element was written that has a line; nil for one that Liquid printed.
  func place(_ line: Int) -> Diagnostic.Place? {
    let index = line - Self.first
    return places.indices.contains(index) ? places[index] : nil
  }

  private static func marked(
    _ file: SourceFile, _ places: inout [Diagnostic.Place], _ name: ([UInt8], Int) -> [UInt8]?
  ) -> [UInt8] {
    let bytes = file.bytes
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let end = endOfLiquid(bytes, index) {
        result += bytes[index..<end]
        index = end
        continue
      }
      result.append(bytes[index])
      index += 1
      guard bytes[index - 1] == UInt8(ascii: "<"), let name = name(bytes, index) else { continue }
      result += name
      result += " data-line=\"\(first + places.count)\"".utf8
      places.append(
        Diagnostic.Place(file: file, span: SourceSpan(index - 1, index + name.count)))
      index += name.count
    }
    return result
  }

  /// The end of a tag or output of Liquid that begins here: what looks like markup in it is none.
  private static func endOfLiquid(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count else { return nil }
    let close: UInt8
    switch bytes[index + 1] {
    case UInt8(ascii: "%"): close = UInt8(ascii: "%")
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    default: return nil
    }
    var at = index + 2
    while at + 1 < bytes.count {
      if bytes[at] == close, bytes[at + 1] == UInt8(ascii: "}") { return at + 2 }
      at += 1
    }
    return bytes.count
  }

  private static func name(_ bytes: [UInt8], _ index: Int) -> [UInt8]? {
    names.first { name in
      guard bytes[index...].starts(with: name), index + name.count < bytes.count else {
        return false
      }
      let next = bytes[index + name.count]
      return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }
  }

  private static func anyName(_ bytes: [UInt8], _ index: Int) -> [UInt8]? {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    guard index < bytes.count, isLetter(bytes[index]) else { return nil }
    let name = bytes[index...].prefix {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard name.endIndex < bytes.count else { return nil }
    let next = bytes[name.endIndex]
    let ends = next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    return ends ? Array(name) : nil
  }
}
