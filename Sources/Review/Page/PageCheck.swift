public import Communication
public import Diagnostics
import Liquid

/// Looks at the pages that a template makes of its samples, and tells what a browser would mend or miss without a word.
///
/// Everything is a warning: the page is shown. Each fault is told where its element was written, once for all samples.
public struct PageCheck {
  private struct Finding: Hashable {
    let fault: PageLint.Fault
    let page: String
  }

  private let communication: Communication
  private let readers: TemplateReaders
  private let folder: TemplateFolder
  private let renderer: DocumentRenderer
  /// The names that a document's files may have.
  private let files: [String]

  /// What is wrong with the pages of the samples of a folder that compiles.
  public static func findings(
    of folder: TemplateFolder, _ communication: Communication, readers: TemplateReaders
  ) -> DiagnosticLog {
    let check = PageCheck(folder, communication, readers)
    let faulty = check.samples.filter { !check.faults(of: $0).isEmpty }
    if faulty.isEmpty { return DiagnosticLog() }
    return check.log(of: faulty)
  }

  private init(
    _ folder: TemplateFolder, _ communication: Communication, _ readers: TemplateReaders
  ) {
    self.folder = folder
    self.communication = communication
    self.readers = readers
    renderer = DocumentRenderer(
      communication, asOf: communication.asOf == nil ? FilmTemplate.day : nil)
    files =
      communication.fileNames + (communication.storyboard == nil ? [] : StoryboardPlan.filesOfRuns)
  }

  private var samples: [SourceFile] {
    folder.files.sorted { $0.key < $1.key }
      .filter { $0.key.hasPrefix("samples/") && $0.key.hasSuffix(".json") }.map(\.value)
  }

  /// What the pages of a sample have; nothing for one that has no document, which `SampleCheck` tells.
  private func faults(of sample: SourceFile) -> [Finding] {
    renderer.scratch.reset()
    guard let record = try? readers.json(sample, renderer.scratch.arena),
      case .rendered = try? renderer.render(record)
    else { return [] }
    let output = renderer.scratch.output.bytes
    var start = 0
    var findings: [Finding] = []
    for (page, end) in zip(communication.pages, renderer.pageEnds) {
      defer { start = end }
      guard page.fileName.hasSuffix(".html") || page.fileName.hasSuffix(".htm") else { continue }
      findings += PageLint(Array(output[start..<end]), files: files).faults
        .map { Finding(fault: $0, page: page.name) }
    }
    return findings
  }

  // MARK: Places

  /// The same faults with the places of their elements, where marks change nothing else.
  private func log(of faulty: [SourceFile]) -> DiagnosticLog {
    let marks = SceneMarks(html: folder)
    let marked = (try? Communication.load(marks.folder, readers: readers, asksForStoryboard: true))
      .map { PageCheck(marks.folder, $0, readers) }
    var order: [String] = []
    var told: [String: (diagnostic: Diagnostic, samples: [String])] = [:]
    for sample in faulty {
      let plain = faults(of: sample)
      let placed = marked?.faults(of: sample) ?? []
      let isSame = plain.map(\.fault.message) == placed.map(\.fault.message)
      for (index, finding) in plain.enumerated() {
        let place = isSame ? marks.place(placed[index].fault.mark) : nil
        let diagnostic = diagnostic(finding, place)
        let location = diagnostic.place.map { "\($0.file.path):\($0.span.start)" } ?? ""
        let key = "\(location) \(finding.fault.code) \(finding.fault.message)"
        if told[key] == nil { order.append(key) }
        told[key, default: (diagnostic, [])].samples.append(Self.name(of: sample))
      }
    }
    var log = DiagnosticLog()
    for key in order {
      guard let (diagnostic, samples) = told[key] else { continue }
      var whole = diagnostic
      let others = Set(samples).count - 1
      let more = others == 0 ? "" : " and \(others) other\(others == 1 ? "" : "s")"
      whole.message += ", in the sample '\(samples[0])'\(more)"
      log.add(whole)
    }
    return log
  }

  private func diagnostic(_ finding: Finding, _ place: Diagnostic.Place?) -> Diagnostic {
    let fault = finding.fault
    let rendered = place == nil ? " (line \(fault.line) as rendered)" : ""
    let manifest = folder.file("template.yaml").map {
      Diagnostic.Place(file: $0, span: SourceSpan(0, 0))
    }
    return Diagnostic(
      code: fault.code, severity: .warning,
      message: "\(fault.message)\(rendered), in the output '\(finding.page)'",
      place: place ?? manifest, hint: fault.hint)
  }

  private static func name(of sample: SourceFile) -> String {
    let file = sample.path.split(separator: "/").last.map(String.init) ?? sample.path
    return String(file.dropLast(".json".count))
  }
}
