internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Links
internal import Liquid
internal import Records
internal import Sinks
internal import YAMLFiles

/// Makes a template folder ready with this program's YAML, JSON and digests.
enum TemplateLoader {
  static let readers = readers(signingWith: nil)

  /// With the key of the run's links, where it has some.
  static func readers(signingWith linkKey: LinkKey?) -> TemplateReaders {
    TemplateReaders(
      yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
      json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
      sha256: { bytes in bytes.withUnsafeBytes { SHA256Digest(of: $0) }.octets },
      tags: [], filters: LinkFilters.rows(linkKey))
  }

  /// Loads a template or reports every problem and exits with code 3.
  static func load(
    _ path: String, _ console: Console, asksForStoryboard: Bool = false,
    asksForMessages: Bool = false, linkKey: LinkKey? = nil, locksPages: Bool = false,
    listening: Listening? = nil
  ) throws -> Communication {
    do {
      return try Communication.load(
        TemplateFolder(reading: path), readers: readers(signingWith: linkKey),
        asksForStoryboard: asksForStoryboard, asksForMessages: asksForMessages,
        locksPages: locksPages, listening: listening)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }

  /// The texts of a template's files, in the order of their paths, or a report and an exit with code 3.
  static func texts(_ path: String, _ console: Console) throws -> [String] {
    do throws(DiagnosticsError) {
      return try TemplateFolder(reading: path).files.sorted { $0.key < $1.key }.map {
        String(decoding: $0.value.bytes, as: UTF8.self)
      }
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }
}
