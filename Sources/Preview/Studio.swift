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
  private var renderers: [String: ReviewRenderer] = [:]
  private var versions: [String: ReviewTemplate] = [:]
  private var pages: [Int: [UInt8]] = [:]
  private var lastPage = 0

  /// Pages a browser may still ask for; older ones are forgotten.
  private static let mostPages = 64

  init(_ options: PreviewOptions) { self.options = options }

  /// Reads the template anew; when it is broken the last good one stays.
  func reload() {
    do throws(DiagnosticsError) {
      let loaded = try ReviewTemplate(
        TemplateFolder(reading: options.template), readers: options.readers)
      template = loaded
      problems = []
      renderers = [:]
    } catch {
      problems = error.log.diagnostics
    }
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
    let key = String(source.dropFirst("key:".count))
    var found: ReviewRecord?
    _ = try? forEachInput(template) { record in
      if record.key == key { found = record }
      return found == nil
    }
    return found
  }

  /// Calls for each record of INPUT until told to stop.
  func forEachInput(
    _ template: ReviewTemplate, _ body: (ReviewRecord) -> Bool
  ) throws(SourceError) {
    var input = try ReviewInput(options.inputs, key: template.communication.key.description)
    _ = try input.readAll(body)
  }

  // MARK: Rendering

  /// Renders with a template, which is this working copy or the version of a name.
  func render(
    _ record: ReviewRecord, asOf: String, of template: ReviewTemplate, named version: String = ""
  ) throws(DiagnosticsError) -> ReviewedDocument {
    let id = "\(version)\u{0}\(asOf)"
    if let known = renderers[id], known.template.communication === template.communication {
      return known.render(record)
    }
    let renderer = ReviewRenderer(template, asOf: AsOfDate(asOf))
    renderers[id] = renderer
    return renderer.render(record)
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
