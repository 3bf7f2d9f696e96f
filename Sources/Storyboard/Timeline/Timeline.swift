/// One customer's storyboard, resolved: which scenes play, when, and what is said and clickable meanwhile.
///
/// The main scenes play one after the other; a transition lies over the beginning of its scene, while the one before
/// plays on below it. Pop-up scenes have no time of their own: an action opens them.
public struct Timeline: Sendable {
  /// The layouts scenes are drawn for, the storyboard's own first.
  public var layouts: [StoryboardLayout]
  /// Frames a second.
  public var rate: Int
  /// What is behind every scene.
  public var background: DisplayColor
  /// The families of text that names none.
  public var families: [String]
  /// BCP 47 tag of the texts.
  public var language: String
  /// What the whole is called.
  public var title: String
  /// What is said instead where nothing can be played.
  public var fallback: String
  /// The instant of the picture shown before playing, in seconds.
  public var posterTime = 0.0
  /// The scenes in playing order; pop-ups last.
  public var scenes: [TimelineScene]

  /// Makes an empty timeline.
  public init(
    layouts: [StoryboardLayout], rate: Int, background: DisplayColor, families: [String],
    language: String,
    title: String, fallback: String
  ) {
    self.layouts = layouts
    self.rate = rate
    self.background = background
    self.families = families
    self.language = language
    self.title = title
    self.fallback = fallback
    scenes = []
  }

  /// Length of the main scenes in seconds.
  public var duration: Double {
    scenes.last { !$0.isPopup }.map { $0.start + $0.duration } ?? 0
  }

  /// How many frames the whole has.
  public var frameCount: Int { Int((duration * Double(rate)).rounded()) }

  /// The index of the main scene that an instant belongs to; the last one after the end.
  public func scene(at time: Double) -> Int? {
    var found: Int?
    for (index, scene) in scenes.enumerated() where !scene.isPopup {
      if scene.start <= time + 1e-9 || found == nil { found = index }
    }
    return found
  }
}

/// A size and shape scenes are drawn for.
public struct StoryboardLayout: Hashable, Sendable {
  /// As `data-layout` names it: `16:9`.
  public var name: String
  /// Width in scene units, which are pixels at full size.
  public var width: Int
  /// Height in scene units.
  public var height: Int

  /// Makes a layout.
  public init(name: String, width: Int, height: Int) {
    self.name = name
    self.width = width
    self.height = height
  }
}

/// How a scene takes over from the one before.
public struct StoryboardTransition: Hashable, Sendable {
  /// What it looks like.
  public enum Kind: String, Sendable, CaseIterable {
    /// At once.
    case cut
    /// The new one fades in over the old.
    case crossfade
    /// The new one comes in from the side that reading goes to.
    case slide
    /// The new one is uncovered from that side.
    case wipe
  }

  /// What it looks like.
  public var kind: Kind
  /// Seconds; 0 for a cut.
  public var duration: Double

  /// Makes a transition.
  public init(kind: Kind, duration: Double) {
    self.kind = kind
    self.duration = duration
  }

  /// At once.
  public static let cut = StoryboardTransition(kind: .cut, duration: 0)
}

/// One scene of one customer.
public struct TimelineScene: Sendable {
  /// The identifier in the storyboard; further scenes of a `for` end in `-2`, `-3` and so on.
  public var id: String
  /// Seconds from the start of the whole; 0 for pop-ups.
  public var start = 0.0
  /// Seconds.
  public var duration = 0.0
  /// How it comes in.
  public var transition = StoryboardTransition.cut
  /// Whether it only plays when an action opens it.
  public var isPopup = false
  /// The rendered scene, UTF-8.
  public var svg: [UInt8]
  /// Whether customers' values may be in it.
  public var isPersonal = true
  /// The stretches of `svg` that are the template's own text, ascending; nil where that is not known.
  public var fixed: [Range<Int>]?
  /// What is shown below it.
  public var caption = ""
  /// What is said; the caption's words where the storyboard has no others.
  public var voice = ""
  /// The chapter that begins with it; empty for none.
  public var chapter = ""
  /// What can be clicked while it plays.
  public var actions: [TimelineAction] = []

  /// Makes a scene.
  public init(id: String, svg: [UInt8]) {
    self.id = id
    self.svg = svg
  }
}

/// Something that can be done while a scene plays.
public struct TimelineAction: Sendable {
  /// What it does.
  public enum Kind: String, Sendable, CaseIterable {
    /// Opens a page.
    case link
    /// Opens the payment page.
    case pay
    /// Calls a number: `tel:`.
    case call
    /// Writes a mail: `mailto:`.
    case mail
    /// Goes to another scene.
    case scene
    /// Opens a pop-up scene; closing it returns.
    case popup
  }

  /// The identifier, unique in its scene.
  public var id: String
  /// What it does.
  public var kind: Kind
  /// What its button says.
  public var label: String
  /// An address, or a scene's identifier.
  public var target: String
  /// Seconds from the scene's start.
  public var from: Double
  /// Seconds from the scene's start.
  public var to: Double
  /// Where it is, by layout, in scene units: x, y, width, height; no box for a layout means a button below the picture.
  public var boxes: [String: [Double]]

  /// Makes an action.
  public init(
    id: String, kind: Kind, label: String, target: String, from: Double, to: Double,
    boxes: [String: [Double]]
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.target = target
    self.from = from
    self.to = to
    self.boxes = boxes
  }
}
