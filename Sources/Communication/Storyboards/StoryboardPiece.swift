public import Diagnostics
public import Liquid

/// One compiled text of a storyboard or a message, and what it is for: what coverage and explanations need to know of it.
///
/// A piece of a scene or message is compiled with its conditions round it; `ownStart` says where its own text begins, so
/// that those conditions count once, in the piece that decides whether the scene or message is there.
public struct StoryboardPiece: Sendable {
  /// What a piece is for.
  public enum Role: Sendable, Hashable {
    /// Says whether the scene plays, and how often.
    case scene
    /// Says whether a variant of the scene is the one meant.
    case variant(String)
    /// Says whether an action of the scene is there.
    case action(String)
    /// Prints something.
    case text
  }

  /// The scene's identifier; empty for what belongs to the whole.
  public let scene: String
  /// What it is for.
  public let role: Role
  /// The compiled text.
  public let program: Program
  /// The file it stands in, as the author wrote it.
  public let file: SourceFile
  /// Where, in the compiled text, what is its own begins.
  public let ownStart: Int
  /// How much further a place is in the compiled text than in the file.
  public let shift: Int

  /// A place of the compiled text as one of the author's file.
  public func place(_ span: SourceSpan) -> Diagnostic.Place {
    Diagnostic.Place(
      file: file, span: SourceSpan(max(0, span.start - shift), max(0, span.end - shift)))
  }
}

extension StoryboardPlan {
  /// The scenes in the order of the file: what they are called, where they stand, whether they are pop-ups.
  public var sceneOutlines: [(id: String, place: Diagnostic.Place, isPopup: Bool)] {
    scenes.map { scene in
      (
        scene.manifest.id, Diagnostic.Place(file: file, span: scene.manifest.span),
        scene.manifest.isPopup
      )
    }
  }
}
