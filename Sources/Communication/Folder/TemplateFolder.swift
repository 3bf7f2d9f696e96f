public import Diagnostics

#if canImport(Glibc)
import Glibc
#endif

/// The files of one template, read once; nothing is opened while documents are rendered.
public struct TemplateFolder: Sendable {
  /// The folder as the caller named it.
  public let path: String
  /// Every file below it by its path relative to it, sorted by that path.
  public let files: [String: SourceFile]

  /// A template's files are texts and small pictures; more is a mistake.
  static let largestFile = 8 << 20
  static let mostFiles = 2000
  static let deepestFolder = 6
  /// The folder of recorded pages.
  static let goldens = "goldens"

  /// Makes a folder from files already read, for tests.
  public init(path: String, files: [String: SourceFile]) {
    self.path = path
    self.files = files
  }

  /// Reads a folder; symbolic links are followed only by the caller's own path.
  ///
  /// - Throws: `template-not-found`, `template-not-folder`, `template-too-large` or `template-unreadable`.
  public init(reading path: String) throws(DiagnosticsError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Self.problem(
        "template-not-found", "there is no template folder '\(path)'",
        hint: "name a folder that holds template.yaml, such as templates/energy-bill")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Self.problem(
        "template-not-folder", "'\(path)' is not a folder",
        hint: "name the folder that holds template.yaml")
    }
    var files: [String: SourceFile] = [:]
    try Self.read(path, prefix: "", depth: 0, into: &files)
    guard files["template.yaml"] != nil else {
      throw Self.problem(
        "template-no-manifest", "'\(path)' holds no template.yaml",
        hint: "start from templates/energy-bill/template.yaml")
    }
    self.init(path: path, files: files)
  }

  /// The file at a path relative to the folder.
  public func file(_ relative: String) -> SourceFile? { files[relative] }

  /// The files of a subfolder by their names within it, without the ending.
  func files(in folder: String, ending: String) -> [String: SourceFile] {
    var found: [String: SourceFile] = [:]
    for (path, file) in files where path.hasPrefix(folder + "/") && path.hasSuffix(ending) {
      found[String(path.dropFirst(folder.count + 1).dropLast(ending.count))] = file
    }
    return found
  }
}

extension TemplateFolder {
  private static func problem(_ code: String, _ message: String, hint: String) -> DiagnosticsError {
    DiagnosticsError(Diagnostic(code: code, message: message, hint: hint))
  }

  private static func read(
    _ root: String, prefix: String, depth: Int, into files: inout [String: SourceFile]
  ) throws(DiagnosticsError) {
    guard depth <= deepestFolder else {
      throw problem(
        "template-too-large", "folders nest more than \(deepestFolder) deep in '\(root)'",
        hint: "move what is not the template's out of it")
    }
    let folder = prefix.isEmpty ? root : root + "/" + prefix
    for name in try names(in: folder) where !name.hasPrefix(".") {
      // What is expected of the template is no part of it: recording it changes no run.
      if prefix.isEmpty, name == goldens { continue }
      let relative = prefix.isEmpty ? name : prefix + "/" + name
      let full = root + "/" + relative
      var status = stat()
      guard lstat(full, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try read(root, prefix: relative, depth: depth + 1, into: &files)
      case S_IFREG:
        guard files.count < mostFiles, status.st_size <= largestFile else {
          throw problem(
            "template-too-large",
            "'\(full)' is more than a template may hold (\(mostFiles) files of \(largestFile) bytes)",
            hint: "move what is not the template's out of it")
        }
        files[relative] = SourceFile(
          path: full, bytes: TextEncoding.withoutMark(try bytes(of: full), of: relative))
      default: continue
      }
    }
  }

  private static func names(in folder: String) throws(DiagnosticsError) -> [String] {
    guard let directory = opendir(folder) else {
      throw problem(
        "template-unreadable", "cannot read the folder '\(folder)'",
        hint: "check that you may read it")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func bytes(of path: String) throws(DiagnosticsError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw problem(
        "template-unreadable", "cannot read '\(path)'", hint: "check that you may read it")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw problem(
          "template-unreadable", "cannot read '\(path)'", hint: "check the disk it is on")
      }
      bytes += chunk[..<count]
    }
  }
}
