import Communication
import Diagnostics
import Foundation
import Review
import Storyboard

/// Holds the films that pages were handed out for, and paints their frames when the browser asks.
///
/// An actor of its own, so that painting holds up no saved file and no page.
actor FilmDesk {
  /// A film a browser may still ask for.
  struct Film {
    let timeline: Timeline
    /// The player, as a run writes it.
    let page: [UInt8]
    let template: ReviewTemplate
  }

  private var films: [Int: Film] = [:]
  private var last = 0
  private var fonts: FilmFonts?
  private var stages: [String: (stage: FilmStage, film: Int)] = [:]

  /// Films kept; older ones are forgotten.
  private static let mostFilms = 24
  /// Stages kept: three layouts of two versions.
  private static let mostStages = 6
  /// The longest side that is painted: a whole frame of the largest layout.
  static let longestSide = 4096

  /// Keeps a film and its player; returns its number.
  func keep(_ timeline: Timeline, _ page: [UInt8], of template: ReviewTemplate) -> Int {
    last += 1
    films[last] = Film(timeline: timeline, page: page, template: template)
    films[last - Self.mostFilms] = nil
    return last
  }

  /// A film's player; nil when it is forgotten.
  func player(_ number: Int) -> [UInt8]? { films[number]?.page }

  /// A frame as a PNG; nil when there is no such film, layout, pop-up or frame, or it cannot be shown.
  func picture(
    _ number: Int, layout name: String, frame: Int, popup: String, longest: Int
  ) -> [UInt8]? {
    guard let film = films[number], (16...Self.longestSide).contains(longest), frame >= 0 else {
      return nil
    }
    let timeline = film.timeline
    var index: Int?
    if !popup.isEmpty {
      index = timeline.scenes.firstIndex { $0.isPopup && $0.id == popup }
      if index == nil { return nil }
    }
    guard let stage = stage(number, film, name) else { return nil }
    let time = Double(frame) / Double(timeline.rate)
    let picture = try? stage.picture(at: time, ofPopup: index, longest: longest)
    stage.finish()
    return picture
  }

  /// What is wrong with a film as it is shown: scenes that fail, and texts that do not fit, by layout.
  func findings(_ number: Int) -> [(layout: String, scene: String, words: String)] {
    guard let film = films[number] else { return [] }
    var found: [(layout: String, scene: String, words: String)] = []
    for layout in film.timeline.layouts {
      guard let stage = stage(number, film, layout.name) else {
        found.append((layout.name, "", "cannot be shown"))
        continue
      }
      for (index, scene) in film.timeline.scenes.enumerated() {
        do throws(SceneProblem) {
          for line in try stage.overflows(atRestOf: index) {
            found.append((layout.name, scene.id, "a text does not fit (line \(line) as rendered)"))
          }
        } catch {
          found.append((layout.name, scene.id, error.message))
        }
      }
    }
    return found
  }

  /// The stage that shows a film in a layout, loaded with it.
  private func stage(_ number: Int, _ film: Film, _ name: String) -> FilmStage? {
    guard let layout = film.timeline.layouts.first(where: { $0.name == name }) else { return nil }
    let id = "\(film.template.communication.digest) \(name)"
    if let known = stages[id], known.film == number { return known.stage }
    let stage: FilmStage
    if let known = stages[id]?.stage {
      stage = known
    } else {
      guard let fonts = fonts(for: film.template) else { return nil }
      stage = FilmStage(film.template, fonts: fonts)
      if stages.count >= Self.mostStages { stages.removeAll() }
    }
    stages[id] = nil
    guard (try? stage.load(film.timeline, layout: layout)) != nil else { return nil }
    stages[id] = (stage, number)
    return stage
  }

  private func fonts(for template: ReviewTemplate) -> FilmFonts? {
    if let fonts, fonts.files == FilmFonts.files(of: template) { return fonts }
    fonts = try? FilmFonts(of: template)
    return fonts
  }
}
