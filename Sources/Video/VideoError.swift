public import Storyboard

/// Why a film cannot be made.
public enum VideoError: Error, Sendable {
  /// The machine's libavcodec has no such encoder, or its libavformat no such file; the run cannot go on.
  case missing(name: String)
  /// The libraries refused a step; the run cannot go on.
  case failed(step: String, code: Int32)
  /// The sound under the films cannot be used; the run cannot go on.
  case sound(reason: String)
  /// A scene of this customer cannot be shown.
  case scene(SceneProblem)
  /// `verifiesReuse` found that a part used again is not what making it anew gives; frames counted from 0.
  case reuseDiffers(frames: Range<Int>)

  /// What happened, for the person who must act on it; a scene's problem says more.
  public var message: String {
    switch self {
    case .missing(let name): "FFmpeg's libraries have no \(name)"
    case .failed(let step, let code): "FFmpeg's libraries could not \(step) (code \(code))"
    case .sound(let reason): "the sound cannot be used: \(reason)"
    case .scene(let problem): problem.discreet
    case .reuseDiffers(let frames):
      "frames \(frames.lowerBound) to \(frames.upperBound - 1) of the film differ from what making "
        + "them anew gives"
    }
  }
}
