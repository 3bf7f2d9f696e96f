public import Diagnostics

/// What sounds under the films of a storyboard: a file of `assets/`, not yet looked into.
public struct StoryboardSound: Sendable {
  /// The file.
  public let file: SourceFile
  /// Where the storyboard names it.
  public let place: Diagnostic.Place
  /// What it is multiplied by, 0 to 1.
  public let volume: Double
  /// Seconds that it takes to fade out at a film's end.
  public let fade: Double

  /// What is said of a file that cannot be used.
  public static func diagnostic(_ message: String, _ place: Diagnostic.Place) -> Diagnostic {
    Diagnostic(
      code: "storyboard-sound", message: message, place: place,
      hint: "save it anew as WAV, FLAC, MP3, M4A or Ogg, at most three minutes long")
  }
}
