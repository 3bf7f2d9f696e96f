public import Liquid
public import Storyboard

/// Why a record has no storyboard.
public struct StoryboardFailure: Sendable {
  /// The scene's name in the storyboard; empty for what is of no scene.
  public let scene: String
  /// What the run says of the record.
  public let error: RenderError
  /// What is wrong with the scene as rendered; nil where it could not be rendered.
  public let problem: SceneProblem?
}
