import Communication
import Diagnostics
import Foundation
import Records
import Review

/// What the studio knows: the template as it last worked, what is wrong with it now, the pages it handed out.
///
/// An actor, so that requests and saved files come one after another.
actor Studio {
  let options: PreviewOptions
  private(set) var template: ReviewTemplate?
  private(set) var problems: [Diagnostic] = []
  let desk = FilmDesk()
  /// How often the template's files were found changed.
  private(set) var readings = 0
  /// The files as last read, used or not.
  private var files: [String: SourceFile] = [:]
  private var renderers: [String: ReviewRenderer] = [:]
  private var versions: [String: ReviewTemplate] = [:]
  private var pages: [Int: [UInt8]] = [:]
  private var lastPage = 0
  /// The record of INPUT being looked at: every edit asks for it, and it may stand far in.
  private var looked: (source: String, record: ReviewRecord)?

  /// Pages a browser may still ask for; older ones are forgotten.
  private static let mostPages = 64

  init(_ options: PreviewOptions) { self.options = options }

  /// Reads the template anew; when it is broken the last good one stays.
  ///
  /// - Returns: whether anything of it has changed.
  func reload() -> Bool {
    do throws(DiagnosticsError) {
      let before = files
      // What cannot be read is another thing, even when it comes back as it was.
      files = [:]
      let folder = try TemplateFolder(reading: options.template)
      files = folder.files
      if files == before { return false }
      readings += 1
      template = try ReviewTemplate(folder, readers: options.readers)
      problems = []
      renderers = [:]
    } catch {
      if files.isEmpty { readings += 1 }
      problems = error.log.diagnostics
    }
    return true
  }

  // MARK: Records

  /// A record by where it comes from: `sample:NAME` or `key:KEY`.
  func record(_ source: String) -> ReviewRecord? {
    guard let template else { return nil }
    if source.hasPrefix("sample:") {
      let name = source.dropFirst("sample:".count)
      return template.samples.first { $0.name == name }
    }
    guard source.hasPrefix("key:"), !options.inputs.isEmpty else { return nil }
    if let looked, looked.source == source { return looked.record }
    let key = String(source.dropFirst("key:".count))
    var found: ReviewRecord?
    _ = try? forEachInput(template) { record in
      if record.key == key { found = record }
      return found == nil
    }
    looked = found.map { (source, $0) }
    return found
  }

  /// Calls for each record of INPUT until told to stop.
  func forEachInput(
    _ template: ReviewTemplate, _ body: (ReviewRecord) -> Bool
  ) throws(SourceError) {
    var input = try ReviewInput(options.inputs, for: template.communication)
    _ = try input.readAll(body)
  }

  // MARK: Rendering

  /// Renders with a template, which is this working copy or the version of a name.
  func render(
    _ record: ReviewRecord, asOf: String, of template: ReviewTemplate, named version: String = "",
    withFilm: Bool = true
  ) throws(DiagnosticsError) -> ReviewedDocument {
    let id = "\(version)\u{0}\(asOf)"
    if let known = renderers[id], known.template.communication === template.communication {
      return known.render(record, withFilm: withFilm)
    }
    let renderer = ReviewRenderer(template, asOf: AsOfDate(asOf))
    renderers[id] = renderer
    return renderer.render(record, withFilm: withFilm)
  }

  /// Another version of the template.
  func version(_ name: String) throws(DiagnosticsError) -> ReviewTemplate {
    if let known = versions[name] { return known }
    let made = try ReviewVersions.template(
      name, of: options.template, readers: options.readers)
    versions[name] = made
    return made
  }

  /// Keeps a page for the browser to fetch; returns its path.
  func keep(_ page: [UInt8]) -> String {
    lastPage += 1
    pages[lastPage] = page
    pages[lastPage - Self.mostPages] = nil
    return "/page/\(lastPage)"
  }

  /// A page that was kept.
  func page(_ number: Int) -> [UInt8]? { pages[number] }

  /// The revisions to choose from.
  func revisions() -> [(revision: String, words: String)] {
    GitRevision.choices(in: options.template)
  }
}
