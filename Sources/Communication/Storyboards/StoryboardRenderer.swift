import Diagnostics
import Liquid
import Storyboard

/// Renders one customer's storyboard after another; one a worker.
final class StoryboardRenderer {
  private let plan: StoryboardPlan
  private let scratch: Scratch
  private let scope: FilterScope
  private var renderers: [ObjectIdentifier: Renderer] = [:]
  private var segmentLengths: [ObjectIdentifier: [Int]] = [:]
  private let writer = PlayerWriter()
  private let measure: SceneResolver
  private(set) var timeline: Timeline?
  /// Why the last record has no storyboard; nil where it has one.
  private(set) var failure: StoryboardFailure?
  /// The scene being resolved.
  private var current = ""

  init(_ plan: StoryboardPlan, scratch: Scratch, scope: FilterScope) {
    self.plan = plan
    self.scratch = scratch
    self.scope = scope
    measure = SceneResolver(families: plan.manifest.families, measuring: PlainTextMeasuring())
    measure.allowOnly(
      layouts: plan.layouts.map(\.name), pictures: Set(plan.pictures.keys))
  }

  /// More rounds of a `for` than this are no film any more.
  private static let mostRounds = 50

  /// Resolves a record's storyboard: the timeline, and the player as markup; nil for a record that no scene is for.
  ///
  /// Nothing of it stays in `scratch.output`.
  func render(
    _ record: Value, globals: [Value], language: String
  ) throws(RenderError) -> (timeline: Timeline, player: [UInt8])? {
    failure = nil
    current = ""
    do throws(RenderError) {
      return try resolve(record, globals, language)
    } catch {
      if failure == nil { failure = StoryboardFailure(scene: current, error: error, problem: nil) }
      throw error
    }
  }

  private func resolve(
    _ record: Value, _ globals: [Value], _ language: String
  ) throws(RenderError) -> (timeline: Timeline, player: [UInt8])? {
    var globals = globals
    let round = GlobalValues.roundIndex
    let manifest = plan.manifest
    var timeline = Timeline(
      layouts: manifest.layouts, rate: manifest.rate, background: manifest.background,
      families: manifest.families, language: language, title: try line(plan.title, record, globals),
      fallback: try plan.fallback.map { program throws(RenderError) in
        try line(program, record, globals)
      } ?? "")
    for scene in plan.scenes {
      current = scene.manifest.id
      var rounds = 1
      if let presence = scene.presence {
        globals[round] = Value(0)
        rounds = try bytes(presence, record, globals).count { $0 == UInt8(ascii: ".") }
        if rounds > Self.mostRounds {
          throw RenderError(
            failure: RenderFailure(
              .limit,
              "the scene '\(current)' would be there more than \(Self.mostRounds) times: let 'prepare' shorten the list"
            ),
            place: plan.place(ofScene: current))
        }
      }
      for number in 0..<rounds {
        globals[round] = Value(number)
        timeline.scenes.append(try self.scene(scene, number, record, globals))
      }
    }
    current = ""
    guard timeline.scenes.contains(where: { !$0.isPopup }) else { return nil }
    arrange(&timeline)
    self.timeline = timeline
    var labels = PlayerWriter.Labels()
    for (name, program) in plan.labels.sorted(by: { $0.key < $1.key }) {
      let text = try line(program, record, globals)
      switch name {
      case "play": labels.play = text
      case "pause": labels.pause = text
      case "captions": labels.captions = text
      case "seek": labels.seek = text
      case "transcript": labels.transcript = text
      case "close": labels.close = text
      default: labels.chapters = text
      }
    }
    do throws(SceneProblem) {
      return (timeline, try writer.player(timeline, labels: labels, pictures: plan.pictures))
    } catch {
      throw refusal(error)
    }
  }

  /// The files of the storyboard, in the order of `StoryboardPlan.fileNames`.
  func files(_ timeline: Timeline, player: [UInt8]) -> [[UInt8]] {
    [
      timeline.captions, timeline.transcript, timeline.voiceover,
      writer.page(player, timeline, policy: plan.policy), timeline.description,
    ]
  }

  // MARK: Scenes

  private func scene(
    _ scene: StoryboardPlan.Scene, _ number: Int, _ record: Value, _ globals: [Value]
  ) throws(RenderError) -> TimelineScene {
    var svg: [UInt8] = []
    var fixed: [Range<Int>]?
    for variant in scene.variants {
      if let presence = variant.presence, try bytes(presence, record, globals).isEmpty { continue }
      (svg, fixed) = try self.svg(variant.svg, record, globals)
      break
    }
    let id = number == 0 ? scene.manifest.id : "\(scene.manifest.id)-\(number + 1)"
    if svg.isEmpty {
      throw RenderError(
        failure: RenderFailure(
          .argument, "no variant of the scene '\(scene.manifest.id)' is meant for this record"),
        place: nil)
    }
    var result = TimelineScene(id: id, svg: svg)
    result.fixed = fixed
    let problems = svg.withUnsafeBytes {
      measure.load($0, layout: plan.layouts[0].name, isPersonal: true)
    }
    if let problem = problems.first { throw refusal(problem) }
    if let caption = scene.caption { result.caption = try line(caption, record, globals) }
    if let voice = scene.voice { result.voice = try line(voice, record, globals) }
    if let chapter = scene.chapter { result.chapter = try line(chapter, record, globals) }
    result.isPopup = scene.manifest.isPopup
    result.transition = scene.manifest.transition
    result.duration = duration(scene.manifest, result.caption, measure.lastChange)
    if scene.manifest.duration != nil, measure.wholeText > result.duration + 1e-6 {
      throw refusal(
        SceneProblem(
          .timing, "a text still counts or types when its scene is over", line: 0,
          hint: "let it end earlier, or give the scene more time or duration: auto"))
    }
    for action in scene.actions {
      if let presence = action.presence, try bytes(presence, record, globals).isEmpty { continue }
      if let ready = try self.action(action, result.duration, record, globals) {
        result.actions.append(ready)
      }
    }
    return result
  }

  /// Whole frames: as given, or long enough to read the caption and to see every movement end.
  private func duration(
    _ scene: StoryboardManifest.Scene, _ caption: String, _ lastChange: Double
  ) -> Double {
    let rate = Double(plan.manifest.rate)
    var seconds = scene.duration ?? plan.manifest.reading.seconds(for: caption)
    if scene.duration == nil {
      seconds = max(seconds, lastChange)
      seconds = max(seconds, plan.manifest.reading.least)
    }
    return max(1, (seconds * rate - 1e-6).rounded(.up)) / rate
  }

  /// An action, ready; nil where its address is empty.
  private func action(
    _ action: StoryboardPlan.Action, _ duration: Double, _ record: Value, _ globals: [Value]
  ) throws(RenderError) -> TimelineAction? {
    var target = action.manifest.scene
    if let href = action.href {
      target = try line(href, record, globals)
      if target.isEmpty { return nil }
      guard Self.isSafe(target) else {
        throw RenderError(
          failure: RenderFailure(
            .unsafeValue,
            "the address of the action '\(action.manifest.id)' is not https, http, tel or mailto"),
          place: nil)
      }
    }
    return TimelineAction(
      id: action.manifest.id, kind: action.manifest.kind,
      label: try line(action.label, record, globals),
      target: target, from: min(action.manifest.from, duration),
      to: min(action.manifest.to ?? duration, duration),
      boxes: action.manifest.boxes)
  }

  /// Addresses a customer may be sent to; a value can never become a script.
  private static func isSafe(_ address: String) -> Bool {
    let lower = address.prefix(8).lowercased()
    let isKnown = ["https://", "http://", "tel:", "mailto:"].contains { lower.hasPrefix($0) }
    return isKnown && !address.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
  }

  /// Gives scenes their times, pop-ups last, and drops actions that lead to scenes this customer does not have.
  private func arrange(_ timeline: inout Timeline) {
    timeline.scenes = timeline.scenes.filter { !$0.isPopup } + timeline.scenes.filter { $0.isPopup }
    var start = 0.0
    var isFirst = true
    let ids = Set(timeline.scenes.map(\.id))
    for index in timeline.scenes.indices {
      timeline.scenes[index].actions.removeAll {
        ($0.kind == .scene || $0.kind == .popup) && !ids.contains($0.target)
      }
      if timeline.scenes[index].isPopup { continue }
      timeline.scenes[index].start = start
      if isFirst { timeline.scenes[index].transition = .cut }
      isFirst = false
      start += timeline.scenes[index].duration
    }
    let poster =
      timeline.scenes.first { $0.id == plan.manifest.posterScene } ?? timeline.scenes.first
    if let poster {
      let at = plan.manifest.posterTime ?? poster.duration
      timeline.posterTime =
        poster.start + min(at, max(0, poster.duration - 1 / Double(timeline.rate)))
    }
  }

  // MARK: Rendering

  /// A scene, and which stretches of it are the template's own text; nil where the output traces nothing.
  private func svg(
    _ program: Program, _ record: Value, _ globals: [Value]
  ) throws(RenderError) -> (bytes: [UInt8], fixed: [Range<Int>]?) {
    let firstRun = scratch.output.tracedRuns.count
    let range = try render(program, record, globals)
    defer { scratch.output.truncate(to: range.start) }
    let bytes = Array(scratch.output.bytes[range.text])
    guard scratch.output.isTracing, program.knowsConstants(of: record) else { return (bytes, nil) }
    let id = ObjectIdentifier(program)
    let lengths = segmentLengths[id] ?? program.segments.map(\.count)
    segmentLengths[id] = lengths
    var fixed = FixedStretches(within: range.text)
    var opened: Int?
    for run in scratch.output.tracedRuns[firstRun...] {
      let end = Int(run.end)
      switch run.segment {
      case TracedRun.opening: opened = end
      case TracedRun.closing:
        if let start = opened { fixed.add(start..<end) }
        opened = nil
      case let segment where segment >= ConstantTexts.firstSegment: continue
      default:
        opened = nil
        fixed.add(end - lengths[Int(run.segment)]..<end)
      }
    }
    return (bytes, fixed.stretches)
  }

  private func bytes(_ program: Program, _ record: Value, _ globals: [Value]) throws(RenderError)
    -> [UInt8]
  {
    let range = try render(program, record, globals)
    defer { scratch.output.truncate(to: range.start) }
    return Array(scratch.output.bytes[range.text])
  }

  /// Renders a program behind what the output holds; where, and where its text is without white space at its ends.
  private func render(
    _ program: Program, _ record: Value, _ globals: [Value]
  ) throws(RenderError) -> (start: Int, text: Range<Int>) {
    let renderer: Renderer
    if let known = renderers[ObjectIdentifier(program)] {
      renderer = known
    } else {
      renderer = Renderer(program, scratch: scratch, scope: scope)
      renderers[ObjectIdentifier(program)] = renderer
    }
    let start = scratch.output.count
    try renderer.render(record, globals: globals)
    // What `prepare` leaves behind, and the blank lines of a YAML file.
    let result = scratch.output.bytes[start...]
    guard let first = result.firstIndex(where: { $0 > 0x20 }),
      let last = result.lastIndex(where: { $0 > 0x20 })
    else {
      return (start, start..<start)
    }
    return (start, first..<last + 1)
  }

  /// One line of text.
  private func line(_ program: Program, _ record: Value, _ globals: [Value]) throws(RenderError)
    -> String
  {
    let text = String(decoding: try bytes(program, record, globals), as: UTF8.self)
    return text.split { $0 == "\n" || $0 == "\r\n" || $0 == "\t" || $0 == " " || $0 == "\r" }
      .joined(separator: " ")
  }

  private func refusal(_ problem: SceneProblem) -> RenderError {
    let line = problem.line > 0 ? ", line \(problem.line) as rendered" : ""
    let error = RenderError(
      failure: RenderFailure(.argument, "\(problem.discreet), in the scene '\(current)'\(line)"),
      place: plan.place(ofScene: current))
    failure = StoryboardFailure(scene: current, error: error, problem: problem)
    return error
  }
}

/// Stretches of a text that are the template's own, counted from the text's start; those that touch are one.
private struct FixedStretches {
  let text: Range<Int>
  private(set) var stretches: [Range<Int>] = []

  init(within text: Range<Int>) { self.text = text }

  mutating func add(_ range: Range<Int>) {
    let part = range.clamped(to: text)
    let moved = part.lowerBound - text.lowerBound..<part.upperBound - text.lowerBound
    if let last = stretches.last, last.upperBound == moved.lowerBound {
      stretches[stretches.count - 1] = last.lowerBound..<moved.upperBound
    } else if !moved.isEmpty {
      stretches.append(moved)
    }
  }
}
