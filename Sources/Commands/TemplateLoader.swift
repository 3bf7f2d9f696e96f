internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Liquid
internal import Records
internal import Sinks
internal import YAMLFiles

/// Makes a template folder ready with this program's YAML, JSON and digests.
enum TemplateLoader {
  static let readers = TemplateReaders(
    yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
    json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
    sha256: { bytes in bytes.withUnsafeBytes { SHA256Digest(of: $0) }.bytes },
    tags: [])

  /// Loads a template or reports every problem and exits with code 3.
  static func load(
    _ path: String, _ console: Console, asksForStoryboard: Bool = false
  ) throws -> Communication {
    do {
      return try Communication.load(
        TemplateFolder(reading: path), readers: readers, asksForStoryboard: asksForStoryboard)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }
}
