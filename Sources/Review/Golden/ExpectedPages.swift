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

  init(folder: String, readers: TemplateReaders, asOf: AsOfDate?) {
    self.folder = folder
    self.readers = readers
    self.asOf = asOf
  }

  /// The pages of a result as they were recorded; empty where they cannot be had.
  mutating func pages(of result: GoldenCheck.Result) -> [ReviewedDocument.Page] {
    guard let expected = result.expected, let record = result.document?.record else { return [] }
    let relative = String(result.path.dropFirst(folder.count + 1))
    guard let commit = GitRevision.lastCommit(touching: relative, in: folder),
      let renderer = renderer(at: commit)
    else { return [] }
    // A sample may have changed since; then the one of that commit is the one that was rendered.
    let own = renderer.template.samples.first { "samples/\($0.name)" == result.name }
    let document = renderer.render(own ?? record)
    return document.pages.filter { page in
      let hash = page.bytes.withUnsafeBytes { SHA256Digest(of: $0) }.hex
      return expected.parts[0].lines.contains {
        $0.hasPrefix("page: \(page.fileName) ") && $0.hasSuffix(hash)
      }
    }
  }

  private mutating func renderer(at commit: String) -> ReviewRenderer? {
    if let known = renderers[commit] { return known }
    var made: ReviewRenderer?
    if let revision = try? GitRevision(commit, of: folder),
      let files = try? TemplateFolder(reading: revision.path),
      let template = try? ReviewTemplate(files, readers: readers)
    {
      made = ReviewRenderer(template, asOf: asOf)
    }
    renderers[commit] = made
    return made
  }
}
