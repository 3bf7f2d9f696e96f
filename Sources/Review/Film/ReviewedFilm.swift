import Communication
public import Storyboard

/// A record's storyboard, resolved, and why each scene is in it.
public struct ReviewedFilm {
  /// The scenes and their times.
  public let timeline: Timeline
  /// The files a run writes of it, by name.
  public let files: [(name: String, bytes: [UInt8])]
  /// The document's pages with the film in them, where runs without films have others.
  public let pages: [ReviewedDocument.Page]
  /// What was asked about scenes, variants and actions, with the way that was taken.
  let passes: [(piece: StoryboardPiece, tree: TraceNode)]

  /// A file's bytes; empty when there is no such file.
  public func file(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }

  /// The scenes of two films that differ in what they say, show or offer; those that one of them lacks too.
  public static func differingScenes(_ old: ReviewedFilm?, _ new: ReviewedFilm?) -> [String] {
    let before = old?.timeline.scenes ?? []
    let after = new?.timeline.scenes ?? []
    var names: [String] = []
    for scene in before {
      let other = after.first { $0.id == scene.id }
      if other.map({ isSame(scene, $0) }) != true { names.append(scene.id) }
    }
    for scene in after where !before.contains(where: { $0.id == scene.id }) {
      names.append(scene.id)
    }
    return names
  }

  /// Whether two scenes are the same but for when they start.
  private static func isSame(_ one: TimelineScene, _ other: TimelineScene) -> Bool {
    one.svg == other.svg && one.duration == other.duration && one.caption == other.caption
      && one.voice == other.voice && one.chapter == other.chapter
      && one.transition == other.transition
      && one.actions.elementsEqual(other.actions) {
        $0.id == $1.id && $0.kind == $1.kind && $0.label == $1.label && $0.target == $1.target
          && $0.from == $1.from && $0.to == $1.to && $0.boxes == $1.boxes
      }
  }
}
