import Communication
import Sinks

/// Finds the whole page that a golden was recorded from: goldens keep its outline and hash only.
///
/// The template as it was in the commit that recorded the golden is rendered again; the page counts only if its hash
/// is the recorded one.
struct ExpectedPages {
  private let folder: String
  private let readers: TemplateReaders
  private let asOf: AsOfDate?
  private var renderers: [String: ReviewRenderer?] = [:]
  private var stages: [String: FilmStage] = [:]

  init(folder: String, readers: TemplateReaders, asOf: AsOfDate?) {
    self.folder = folder
    self.readers = readers
    self.asOf = asOf
  }

  /// The pages of a result as they were recorded; empty where they cannot be had.
  mutating func pages(of result: GoldenCheck.Result) -> [ReviewedDocument.Page] {
    document(of: result)?.pages.filter { Self.isRecorded($0.fileName, $0.bytes, result) } ?? []
  }

  /// The film of a result as it was recorded, and what shows it; nil where it cannot be had.
  mutating func film(of result: GoldenCheck.Result) -> (film: ReviewedFilm, stage: FilmStage)? {
    guard let film = document(of: result)?.film,
      Self.isRecorded(FilmSnapshot.fileName, film.file(FilmSnapshot.fileName), result),
      let commit = commit(of: result), let template = renderer(at: commit)?.template
    else { return nil }
    if stages[commit] == nil { stages[commit] = try? FilmStage.stage(for: template, isSmall: true) }
    return stages[commit].map { (film, $0) }
  }

  /// Whether a page has the hash that was recorded.
  static func isRecorded(
    _ name: String, _ bytes: [UInt8], _ result: GoldenCheck.Result
  ) -> Bool {
    let hash = bytes.withUnsafeBytes { SHA256Digest(of: $0) }.hex
    return result.expected?.parts[0].lines.contains {
      $0.hasPrefix("page: \(name) ") && $0.hasSuffix(hash)
    } ?? false
  }

  private func commit(of result: GoldenCheck.Result) -> String? {
    GitRevision.lastCommit(
      touching: String(result.path.dropFirst(folder.count + 1)), in: folder)
  }

  private mutating func document(of result: GoldenCheck.Result) -> ReviewedDocument? {
    guard result.expected != nil, let record = result.document?.record,
      let commit = commit(of: result), let renderer = renderer(at: commit)
    else { return nil }
    // A sample may have changed since; then the one of that commit is the one that was rendered.
    let own = renderer.template.samples.first { "samples/\($0.name)" == result.name }
    return renderer.render(own ?? record)
  }

  private mutating func renderer(at commit: String) -> ReviewRenderer? {
    if let known = renderers[commit] { return known }
    var made: ReviewRenderer?
    if let revision = try? GitRevision(commit, of: folder),
      let files = try? TemplateFolder(reading: revision.path),
      let template = try? ReviewTemplate(files, readers: readers, of: revision)
    {
      made = ReviewRenderer(template, asOf: asOf)
    }
    renderers[commit] = made
    return made
  }
}
