public import Communication
public import Diagnostics
import Liquid
import Storyboard
import Video

/// Looks at the films of a template's samples, painted, before any customer does.
///
/// Every sample is looked at as it is, in every layout: what is found is an error. A few samples that together show
/// every scene are looked at again in every language, with each text as long as the schema allows: what only that worst
/// case has is a warning.
public struct FilmCheck {
  private let template: FilmTemplate
  private let guide: SchemaGuide?
  private let inspector: FilmInspector
  private let folder: TemplateFolder
  private let readers: TemplateReaders
  /// The samples that were shown, with the scenes each has.
  private var shown: [(sample: ReviewRecord, scenes: Set<String>)] = []
  /// Samples that should have a film and have none: which scenes they would show, nobody knows.
  private var refused = 0
  /// Samples that the template itself told to stop.
  private var stopped = 0

  /// What is wrong with the films of a template that compiles and has a storyboard.
  public static func findings(of folder: TemplateFolder, readers: TemplateReaders) -> DiagnosticLog
  {
    let marks = SceneMarks(folder)
    do throws(DiagnosticsError) {
      // Marks are put into text; should they break a template, its places are told less exactly.
      let template: FilmTemplate
      if let marked = try? FilmTemplate(marks.folder, readers: readers) {
        template = marked
      } else {
        template = try FilmTemplate(folder, readers: readers)
      }
      var check = FilmCheck(template, folder, readers, marks, try FilmMaterials(of: template.plan))
      check.run()
      check.listen()
      return check.inspector.findings.log
    } catch {
      return error.log
    }
  }

  private init(
    _ template: FilmTemplate, _ folder: TemplateFolder, _ readers: TemplateReaders,
    _ marks: SceneMarks, _ materials: FilmMaterials
  ) {
    self.template = template
    self.folder = folder
    self.readers = readers
    guide = SchemaGuide(folder.file("schema.json").flatMap { template.tree($0) })
    inspector = FilmInspector(template.plan, marks, materials)
  }

  private mutating func run() {
    for sample in template.samples {
      let outcome = template.film(of: sample.tree)
      switch outcome {
      case .film, .none: break
      case .failed, .rejected(isMeant: false): refused += 1
      case .rejected(isMeant: true): stopped += 1
      }
      guard let timeline = timeline(outcome, of: sample.tree, as: .sample(sample.name)) else {
        continue
      }
      inspector.inspect(timeline, as: .sample(sample.name))
      shown.append((sample, Set(timeline.scenes.map { template.plan.scene(of: $0.id) })))
    }
    noteUnseen()
    for sample in cover() {
      for tree in longest(sample) {
        let origin = FilmInspector.Origin.longest(language: tree.language)
        let outcome = template.film(of: tree.record)
        guard let timeline = timeline(outcome, of: tree.record, as: origin) else { continue }
        inspector.inspect(timeline, as: origin)
      }
    }
  }

  /// The film of a record; one that a run would refuse is a finding.
  private func timeline(
    _ outcome: FilmTemplate.Outcome, of record: JSONTree, as origin: FilmInspector.Origin
  ) -> Timeline? {
    switch outcome {
    case .film(let timeline): return timeline
    case .none, .rejected: return nil
    case .failed(let failure):
      inspector.report(
        failure, origin, at: failure.error.place == nil ? nil : place(of: record))
      return nil
    }
  }

  /// Where a record's film fails in the template as it was written, which the marks have moved.
  private func place(of record: JSONTree) -> Diagnostic.Place? {
    guard let plain = try? FilmTemplate(folder, readers: readers),
      case .failed(let failure) = plain.film(of: record)
    else { return nil }
    return failure.error.place
  }

  /// Decodes the sound under the films.
  private func listen() {
    guard let sound = template.plan.sound else { return }
    do throws(VideoError) {
      _ = try SoundBed(reading: sound.file.bytes, volume: sound.volume, fade: sound.fade)
    } catch {
      switch error {
      case .missing(let name):
        inspector.findings.add(
          "storyboard-sound", .warning,
          "the sound was not tried: FFmpeg's libraries have no \(name)", sound.place,
          hint: "install Debian's ffmpeg libraries")
      default: inspector.findings.add(StoryboardSound.diagnostic(error.message, sound.place))
      }
    }
  }

  /// Scenes that no sample shows: nobody has looked at them.
  private func noteUnseen() {
    // What is refused is told; of its scenes nothing is known until it is mended.
    if refused > 0 || (shown.isEmpty && stopped > 0) { return }
    let seen = shown.reduce(into: Set<String>()) { $0.formUnion($1.scenes) }
    for (id, span) in template.plan.sceneSpans where !seen.contains(id) {
      inspector.findings.add(
        "storyboard-unseen", .warning,
        "no sample shows the scene '\(id)', so nothing of it was looked at",
        Diagnostic.Place(file: template.plan.file, span: span),
        hint: "add a record to samples/ that has it")
    }
  }

  /// Few samples that together have every scene that any has.
  private func cover() -> [ReviewRecord] {
    var missing = shown.reduce(into: Set<String>()) { $0.formUnion($1.scenes) }
    var result: [ReviewRecord] = []
    while !missing.isEmpty {
      var best: (count: Int, index: Int)?
      for (index, entry) in shown.enumerated() {
        let count = entry.scenes.intersection(missing).count
        if count > best?.count ?? 0 { best = (count, index) }
      }
      guard let best else { break }
      result.append(shown[best.index].sample)
      missing.subtract(shown[best.index].scenes)
    }
    return result
  }

  private func longest(_ sample: ReviewRecord) -> [(language: String, record: JSONTree)] {
    let communication = template.communication
    let kept = Set(
      [communication.key, communication.locale, communication.asOf].compactMap { $0?.description })
    let filled = WorstCase.long.filled(sample.tree, keeping: kept, guide)
    guard let locale = communication.locale else { return [(communication.fallback.tag, filled)] }
    let path = locale.description.split(separator: ".").map(String.init)
    return communication.languages.map { language in
      (language.tag, filled.setting(.string(language.tag), at: path))
    }
  }
}
