public import Communication
public import Diagnostics
import Liquid

/// A template folder compiled so that it tells which way it takes, with its samples.
public struct ReviewTemplate: Sendable {
  /// The files.
  public let folder: TemplateFolder
  /// The template, compiled with traces; its bytes are those of a run.
  public let communication: Communication
  /// The records of `samples/`, sorted by name.
  public let samples: [ReviewRecord]
  /// Reads a template's JSON and YAML.
  public let readers: TemplateReaders
  /// What keeps the folder's files where they are; nil for a folder that stays by itself.
  private let revision: GitRevision?

  /// Reads and compiles a folder.
  ///
  /// - Throws: every problem of the template, and of samples that are not JSON.
  public init(
    _ folder: TemplateFolder, readers: TemplateReaders, of revision: GitRevision? = nil
  ) throws(DiagnosticsError) {
    self.folder = folder
    self.revision = revision
    self.readers = readers
    communication = try Communication.load(
      folder, readers: readers, traces: true, asksForStoryboard: true, asksForMessages: true)
    samples = try Self.samples(of: folder, communication, readers)
  }

  /// The records of a folder's `samples/`, sorted by name.
  static func samples(
    of folder: TemplateFolder, _ communication: Communication, _ readers: TemplateReaders
  ) throws(DiagnosticsError) -> [ReviewRecord] {
    var samples: [ReviewRecord] = []
    let keyPath = communication.key.description.split(separator: ".").map(String.init)
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key })
    where path.hasPrefix("samples/") && path.hasSuffix(".json") {
      let scratch = Scratch()
      let tree = JSONTree(try readers.json(file, scratch.arena), in: scratch.arena)
      let name = String(path.dropFirst("samples/".count).dropLast(".json".count))
      let key = ReviewInput.key(tree.value(at: keyPath))
      samples.append(ReviewRecord(name: name, key: key, tree: tree))
    }
    return samples
  }

  /// A JSON file of the template as a tree; nil when it is not JSON.
  public func tree(_ file: SourceFile) -> JSONTree? {
    let scratch = Scratch()
    return (try? readers.json(file, scratch.arena)).map { JSONTree($0, in: scratch.arena) }
  }
}
