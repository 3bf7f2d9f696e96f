import Glibc

/// A text of several named parts: `--- name` starts one.
struct GoldenFile {
  let path: String
  private(set) var parts: [(name: String, text: String)] = []

  init(path: String) {
    self.path = path
    for line in Files.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        parts.append((String(line.dropFirst(4)), ""))
      } else if !parts.isEmpty {
        parts[parts.count - 1].text += line + "\n"
      }
    }
    // The text ends with one line end; the split made one more.
    for index in parts.indices where parts[index].text.hasSuffix("\n") {
      if index == parts.count - 1 { parts[index].text.removeLast() }
    }
  }

  subscript(name: String) -> String? { parts.first { $0.name == name }?.text }

  /// Writes the file with another text of one part.
  func record(_ text: String, as name: String) {
    var kept = parts.filter { $0.name != name }
    kept.append((name, text))
    Files.write(kept.map { "--- \($0.name)\n\($0.text)" }.joined(), to: path)
  }
}

/// The few files tests read and write.
enum Files {
  /// The package's folder.
  static let root: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  static var isRecording: Bool { getenv("BILLOW_RECORD") != nil }

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    var text = text
    _ = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
  }

  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
