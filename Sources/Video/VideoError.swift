public import Imaging
public import Storyboard

/// Why a film cannot be made.
public enum VideoError: Error, Sendable {
  /// The machine's libavcodec has no such encoder, or its libavformat no such file; the run cannot go on.
  case missing(name: String)
  /// The libraries refused a step; the run cannot go on.
  case failed(step: String, code: Int32)
  /// A scene of this customer cannot be shown.
  case scene(SceneProblem)
  /// A picture was not what painting it anew makes.
  case frame(FrameError)
}
