public import Communication
public import Diagnostics
import Liquid

/// Renders a template's samples as a run would, and says of which it would refuse to make a document.
///
/// Where the template fails it is an error at that place. What the template refuses on purpose, and what is wrong with
/// the sample itself, is a warning. A film that cannot be made is `FilmCheck`'s to tell.
public struct SampleCheck {
  /// One fault, and the samples that have it.
  private struct Finding {
    var diagnostic: Diagnostic
    var samples: [String]
  }

  private struct Key: Hashable {
    let code: String
    let path: String
    let start: Int
  }

  private let communication: Communication
  private let renderer: DocumentRenderer
  private var findings: [Finding] = []
  private var known: [Key: Int] = [:]

  /// What is wrong with the samples of a folder that compiles.
  public static func findings(
    of folder: TemplateFolder, _ communication: Communication, readers: TemplateReaders
  ) -> DiagnosticLog {
    var check = SampleCheck(communication)
    var hasSamples = false
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key })
    where path.hasPrefix("samples/") && path.hasSuffix(".json") {
      let name = String(path.dropFirst("samples/".count).dropLast(".json".count))
      check.look(at: file, name, readers)
      hasSamples = true
    }
    var log = check.log
    if !hasSamples { log.add(none(in: folder)) }
    return log
  }

  private static func none(in folder: TemplateFolder) -> Diagnostic {
    Diagnostic(
      code: "samples-none", severity: .warning,
      message: "the template has no sample, so nothing of it is tried",
      place: folder.file("template.yaml").map { .init(file: $0, span: SourceSpan(0, 0)) },
      hint: "put records into samples/, one JSON file each")
  }

  private init(_ communication: Communication) {
    self.communication = communication
    renderer = DocumentRenderer(
      communication, asOf: communication.asOf == nil ? FilmTemplate.day : nil)
  }

  private mutating func look(at file: SourceFile, _ name: String, _ readers: TemplateReaders) {
    renderer.scratch.reset()
    func warn(_ code: String, _ message: String, field: String, _ hint: String) -> Diagnostic {
      Diagnostic(
        code: code, severity: .warning, message: message,
        place: .init(file: file, span: DocumentFailure.span(ofField: field, in: file)), hint: hint)
    }
    do {
      let record = try readers.json(file, renderer.scratch.arena)
      guard record.tag == .object else {
        return add(
          warn(
            "json-not-object", "the file does not hold a JSON object", field: "",
            "a sample is one record"), name)
      }
      let key = JSONTree(communication.key.value(in: record), in: renderer.scratch.arena)
      if ReviewInput.key(key).isEmpty {
        return add(
          warn(
            "record-no-key", "the record has no key", field: communication.key.description,
            "give it '\(communication.key.description)'"), name)
      }
      _ = try renderer.render(record)
    } catch DocumentFailure.notPlayable {
      // FilmCheck tells it.
      return
    } catch DocumentFailure.failed(let error) {
      add(error, name, file)
    } catch let failure as DocumentFailure {
      add(
        warn(
          failure.code, failure.message, field: failure.field,
          "mend the sample, or let its golden hold the rejection"), name)
    } catch let error as DiagnosticsError {
      // Of a template with a film, FilmCheck tells it.
      if communication.storyboard == nil {
        for diagnostic in error.log.diagnostics { add(diagnostic, name) }
      }
    } catch {
      return
    }
  }

  private mutating func add(_ error: RenderError, _ name: String, _ file: SourceFile) {
    let isMeant = error.failure.code == .aborted
    if renderer.storyboardFailure != nil, !isMeant { return }
    // What fails before any text of the template is asked hangs on the record alone.
    let isOfTemplate = error.place != nil && !isMeant
    let hint =
      isMeant
      ? "where the sample is to have a document, mend it or the condition round the abort"
      : isOfTemplate
        ? "let the template ask first, or change what it is given" : "mend the sample"
    add(
      Diagnostic(
        code: error.failure.code.rawValue, severity: isOfTemplate ? .error : .warning,
        message: error.failure.message,
        place: error.place ?? .init(file: file, span: DocumentFailure.span(ofField: "", in: file)),
        hint: hint), name)
  }

  private mutating func add(_ diagnostic: Diagnostic, _ name: String) {
    let key = Key(
      code: diagnostic.code, path: diagnostic.place?.file.path ?? "",
      start: diagnostic.place?.span.start ?? 0)
    if let index = known[key] {
      findings[index].samples.append(name)
      return
    }
    known[key] = findings.count
    findings.append(Finding(diagnostic: diagnostic, samples: [name]))
  }

  private var log: DiagnosticLog {
    var log = DiagnosticLog()
    for finding in findings {
      var diagnostic = finding.diagnostic
      let others = finding.samples.count - 1
      let more = others == 0 ? "" : " and \(others) other\(others == 1 ? "" : "s")"
      diagnostic.message +=
        ", in the sample '\(finding.samples[0])'\(more): a run would refuse the record"
      log.add(diagnostic)
    }
    return log
  }
}
