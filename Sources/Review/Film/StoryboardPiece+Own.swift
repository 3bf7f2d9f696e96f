import Communication
import Diagnostics
import Liquid

extension StoryboardPiece {
  /// Whether a point of the compiled text belongs to the piece, not to the conditions round it.
  func isOwn(_ point: TracePoint) -> Bool {
    switch role {
    case .scene, .text: point.group.start >= ownStart
    // A scene's loop stands inside what decides on its variants and actions.
    case .variant, .action: point.group.start == ownStart
    }
  }

  /// What it decides on, in words.
  var subject: String {
    switch role {
    case .scene, .text: "scene \(scene)"
    case .variant(let path): "variant \(path) of scene \(scene)"
    case .action(let name): "action \(name) of scene \(scene)"
    }
  }
}
