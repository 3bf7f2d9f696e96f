package import Communication
internal import Diagnostics
internal import Records
internal import YAMLFiles

/// A template folder as the benchmarks load it, as often as they like.
package struct BenchmarkTemplate {
  /// The folder's files.
  package let folder: TemplateFolder
  private let readers: TemplateReaders

  /// Reads a folder; `usesBillFilters` for the page of the peers' workload, which has filters of its own.
  package init(reading path: String, usesBillFilters: Bool) throws {
    folder = try TemplateFolder(reading: path)
    readers = TemplateReaders(
      yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
      json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
      sha256: { _ in [UInt8](repeating: 0, count: 32) }, tags: [],
      filters: usesBillFilters ? BillFilters.rows : [])
  }

  /// Manifest, schema, languages and pages: compiled and checked.
  package func load() throws -> Communication {
    try Communication.load(folder, readers: readers)
  }

  /// Bytes of Liquid text in the folder.
  package var liquidBytes: Int {
    folder.files.filter { $0.key.hasSuffix(".liquid") }.reduce(0) { $0 + $1.value.bytes.count }
  }
}
