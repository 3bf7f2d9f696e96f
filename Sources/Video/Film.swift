internal import Storyboard

/// What stands in a film's file: segments one after the other, and captions.
struct Film {
  /// A text and the seconds it stands for.
  struct Caption {
    var start: Double
    var end: Double
    var text: String
  }

  var segments: [(start: Int, segment: Segment)] = []
  /// The whole film's, its times in sample pairs; nil for silence.
  var sound: Segment?
  /// In the order of their times, none overlapping.
  var captions: [Caption] = []
  /// BCP 47 tag of the captions.
  var language = ""
  var title = ""

  /// A film of a timeline, without pictures yet.
  init(_ timeline: Timeline) {
    language = timeline.language
    title = timeline.title
    for scene in timeline.scenes where !scene.isPopup && !scene.caption.isEmpty {
      captions.append(
        Caption(start: scene.start, end: scene.start + scene.duration, text: scene.caption))
    }
  }
}
