import Foundation
import Storyboard

/// The frames of a report: each scene that differs, where it first does.
extension GoldenReport {
  /// More scenes of one record are told in words only.
  private static let mostScenes = 8
  /// Frames that show a difference are whole, or a moved pixel would be lost.
  private static let longestSide = 1280

  /// Expected, actual and difference of each scene of a record that is not as recorded.
  static func frames(
    of result: GoldenCheck.Result, _ check: GoldenCheck, _ stage: FilmStage,
    _ expected: inout ExpectedPages
  ) -> String {
    guard case .changed(let blocks) = result.state, let new = result.document?.film else {
      return ""
    }
    let start = FilmSnapshot.fileName + " "
    let scenes = blocks.map(\.name).filter { $0.hasPrefix(start) && $0 != FilmSnapshot.wholePart }
      .map { String($0.dropFirst(start.count)) }
    guard !scenes.isEmpty else { return "" }
    let recorded = expected.film(of: result)
    var out = ""
    for scene in scenes.prefix(mostScenes) {
      if let recorded {
        let pair = FilmPair(old: recorded.film, oldStage: recorded.stage, new: new, newStage: stage)
        var (old, new) = (pair.oldPicture(of: scene), pair.newPicture(of: scene))
        if old == new {
          // What differs there cannot be seen yet.
          pair.goToRest(of: scene)
          (old, new) = (pair.oldPicture(of: scene), pair.newPicture(of: scene))
        }
        out += three(pair.name(of: scene), old, new)
        continue
      }
      // Without the recorded template there are the small pictures that were kept.
      for frame in result.frames where frame.part == start + scene {
        out += three(
          frame.name, check.expectedPicture(of: frame, in: result).map { Data($0) },
          Data(frame.png))
      }
    }
    return out
  }

  /// A film before and after, painted where a scene first differs.
  private final class FilmPair {
    let old: ReviewedFilm
    let oldStage: FilmStage
    let new: ReviewedFilm
    let newStage: FilmStage
    private var instants: [String: Double] = [:]

    init(old: ReviewedFilm, oldStage: FilmStage, new: ReviewedFilm, newStage: FilmStage) {
      (self.old, self.oldStage, self.new, self.newStage) = (old, oldStage, new, newStage)
    }

    func name(of scene: String) -> String {
      "frame \(scene) \(DisplayListText.short(instant(of: scene))) s into the scene"
    }

    func oldPicture(of scene: String) -> Data? { picture(of: scene, old, oldStage) }
    func newPicture(of scene: String) -> Data? { picture(of: scene, new, newStage) }

    private func picture(of id: String, _ film: ReviewedFilm, _ stage: FilmStage) -> Data? {
      let timeline = film.timeline
      guard let layout = timeline.layouts.first,
        let index = timeline.scenes.firstIndex(where: { $0.id == id }),
        (try? stage.load(timeline, layout: layout)) != nil
      else { return nil }
      let scene = timeline.scenes[index]
      let picture = try? stage.picture(
        at: scene.start + instant(of: id), ofPopup: scene.isPopup ? index : nil,
        longest: min(max(layout.width, layout.height), GoldenReport.longestSide))
      stage.finish()
      return picture.map { Data($0) }
    }

    /// Shows a scene from now on as it is when everything in it has come to rest.
    func goToRest(of id: String) {
      let film = new.timeline.scenes.contains { $0.id == id } ? new : old
      guard let scene = film.timeline.scenes.first(where: { $0.id == id }) else { return }
      instants[id] = FilmSnapshot.end(of: scene, film.timeline) - scene.start
    }

    /// Seconds into a scene at which the two first differ; its rest where they do not, or one lacks it.
    private func instant(of id: String) -> Double {
      if let known = instants[id] { return known }
      let found = firstDifference(id)
      instants[id] = found
      return found
    }

    private func firstDifference(_ id: String) -> Double {
      let before = old.timeline.scenes.firstIndex { $0.id == id }
      let after = new.timeline.scenes.firstIndex { $0.id == id }
      guard let index = after ?? before else { return 0 }
      let timeline = after == nil ? old.timeline : new.timeline
      let scene = timeline.scenes[index]
      let rest = FilmSnapshot.end(of: scene, timeline) - scene.start
      guard let before, let after, let layout = new.timeline.layouts.first,
        old.timeline.layouts.first == layout,
        (try? oldStage.load(old.timeline, layout: layout)) != nil,
        (try? newStage.load(new.timeline, layout: layout)) != nil
      else { return rest }
      var (one, other) = (oldStage.makeList(), newStage.makeList())
      let rate = Double(timeline.rate)
      for frame in 0...max(0, Int((rest * rate).rounded())) {
        let time = Double(frame) / rate
        let oldScene = old.timeline.scenes[before]
        let isShown: Void? = try? oldStage.show(
          at: oldScene.start + time, ofPopup: oldScene.isPopup ? before : nil, into: &one)
        let isShownToo: Void? = try? newStage.show(
          at: scene.start + time, ofPopup: scene.isPopup ? after : nil, into: &other)
        if isShown == nil || isShownToo == nil || one.hash != other.hash { return time }
      }
      return rest
    }
  }
}
