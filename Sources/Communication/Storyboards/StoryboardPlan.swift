public import Diagnostics
import Liquid
public import Storyboard

/// A storyboard made ready: every text, condition and scene compiled; immutable, shared by all workers.
public final class StoryboardPlan: Sendable {
  struct Action: Sendable {
    let manifest: StoryboardManifest.Action
    /// Prints a dot where the action is there; nil for always.
    let presence: Program?
    let label: Program
    let href: Program?
  }

  struct Variant: Sendable {
    /// Prints a dot where the variant is meant; nil for always.
    let presence: Program?
    let svg: Program
  }

  struct Scene: Sendable {
    let manifest: StoryboardManifest.Scene
    /// Prints a dot for every time the scene is shown; nil for once.
    let presence: Program?
    let variants: [Variant]
    let caption: Program?
    let voice: Program?
    let chapter: Program?
    let actions: [Action]
  }

  /// The output's name in `template.yaml`.
  public let name: String
  /// The file of `storyboards/` it was read from.
  public let file: SourceFile
  let manifest: StoryboardManifest
  let title: Program
  let fallback: Program?
  let labels: [String: Program]
  let scenes: [Scene]
  /// The pictures of `assets/` that scenes may show, as `data:` addresses by path.
  let pictures: [String: String]
  /// The same pictures as files, by path; PNG, not yet looked into.
  public let pictureFiles: [String: SourceFile]
  /// What sounds under films; nil for nothing.
  public let sound: StoryboardSound?
  /// The template's own fonts: files of `assets/fonts/`, as paths to open, sorted.
  public let fontFiles: [String]
  /// Names of Debian packages whose fonts come after the template's own; nil for all that are known.
  public var fontPackages: [String]? { manifest.packages?.map(\.name) }
  /// Where the theme names a package; the file's beginning for one that it does not.
  public func place(ofFontPackage name: String) -> Diagnostic.Place {
    let span = manifest.packages?.first { $0.name == name }?.span
    return Diagnostic.Place(file: file, span: span ?? SourceSpan(0, 0))
  }
  /// The hashes of the player's style sheet and script, as a policy names them.
  let policy: (style: String, script: String)
  /// Every text of it, compiled, in the order it was.
  public let pieces: [StoryboardPiece]

  init(
    name: String, manifest: StoryboardManifest, title: Program, fallback: Program?,
    labels: [String: Program],
    scenes: [Scene], pictures: [String: SourceFile], sound: StoryboardSound?, fontFiles: [String],
    policy: (style: String, script: String), file: SourceFile, pieces: [StoryboardPiece]
  ) {
    self.name = name
    self.manifest = manifest
    self.title = title
    self.fallback = fallback
    self.labels = labels
    self.scenes = scenes
    pictureFiles = pictures
    self.pictures = pictures.mapValues {
      "data:image/png;base64,\(Base64.text(of: $0.bytes))"
    }
    self.sound = sound
    self.fontFiles = fontFiles
    self.policy = policy
    self.file = file
    self.pieces = pieces
  }

  /// Frames a second.
  public var rate: Int { manifest.rate }

  /// The layouts that scenes are drawn for, the storyboard's own first.
  public var layouts: [StoryboardLayout] { manifest.layouts }

  /// How many seconds the main scenes may take.
  public var longest: Double { manifest.longest }

  /// The scenes as the storyboard names them, in its order, and where each is told of.
  public var sceneSpans: [(id: String, span: SourceSpan)] {
    manifest.scenes.map { ($0.id, $0.span) }
  }

  /// The scene of the storyboard that a timeline's scene is, whichever round of a `for`.
  public func scene(of id: String) -> String {
    let ids = sceneSpans.map(\.id)
    if ids.contains(id) { return id }
    guard let dash = id.lastIndex(of: "-") else { return id }
    return String(id[..<dash])
  }

  /// Where a timeline's scene is told of; the file's beginning for what is of no scene.
  public func place(ofScene id: String) -> Diagnostic.Place {
    let name = scene(of: id)
    let span = sceneSpans.first { $0.id == name }?.span
    return Diagnostic.Place(file: file, span: span ?? SourceSpan(0, 0))
  }

  /// What tells players and other tools of the storyboard.
  ///
  /// The last of its files, because it tells of the others.
  public static let descriptionName = "storyboard.json"

  /// The files a document gets from it, in their order in the output.
  public static let fileNames = [
    "captions.vtt", "transcript.txt", "voiceover.ssml", "storyboard.html", descriptionName,
  ]

  /// All names that a document's files of a storyboard may have, in any run; one that ends with `/` is a folder's.
  public static let filesOfRuns =
    fileNames + pictureNames.map { $0 == FilmPictures.folder ? "\($0)/" : $0 }

  /// What runs that make pictures or films of it add.
  static let pictureNames = [
    "poster.png", "storyboard.mp4", "storyboard.webm", FilmPictures.folder,
  ]
}
