public import Diagnostics
import Foundation
import Storyboard

/// Holds what a template makes of its samples and fixtures against what was recorded in its folder `goldens/`.
public struct GoldenCheck {
  /// How one record stands.
  public enum State: Sendable {
    /// As recorded.
    case same
    /// Some blocks differ.
    case changed([BlockDifference])
    /// Nothing is recorded.
    case unrecorded
    /// Something is recorded, but there is no such record any more.
    case orphaned
  }

  /// One record.
  public struct Result {
    /// `samples/household-due` or `fixtures/OL-2026-004417`.
    public let name: String
    /// The file that is, or would be, recorded.
    public let path: String
    /// How it stands.
    public let state: State
    /// What was recorded.
    public let expected: GoldenText?
    /// What it is now; nil when the record is gone.
    public let actual: GoldenText?
    /// The document; nil when the record is gone.
    public let document: ReviewedDocument?
    /// The pictures of its film as they are now.
    public let frames: [FilmSnapshot.Frame]

    /// Whether it is as recorded.
    public var isSame: Bool {
      if case .same = state { return true }
      return false
    }
  }

  /// The results, samples first, by name.
  public private(set) var results: [Result] = []
  /// The records of which there is no document, because a run would refuse them.
  public private(set) var rejections = Rejections()
  private let pictures: GoldenPictures

  /// Renders and compares.
  ///
  /// - Parameters:
  ///   - groups: named lists of records, such as `samples`.
  ///   - renderer: renders them.
  ///   - stage: shows their films; nil for a template without.
  ///   - folder: the template's folder.
  ///   - note: is told of each document, for coverage.
  public init(
    _ groups: [(name: String, records: [ReviewRecord])], with renderer: ReviewRenderer,
    on stage: FilmStage? = nil, in folder: String, note: (ReviewedDocument) -> Void
  ) {
    pictures = GoldenPictures(folder: "\(folder)/goldens/frames")
    // A scene's pictures are kept once, of the first record that has it: what the others show, the hashes say.
    var pictured: Set<String> = []
    for (group, records) in groups {
      let base = "\(folder)/goldens/\(group)"
      var known = Set(
        ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? [])
          .filter { $0.hasSuffix(Self.ending) })
      for record in records {
        let document = renderer.render(record)
        note(document)
        rejections.note(document)
        let file = Self.fileName(record.name)
        known.remove(file)
        let known = pictured
        let film = document.film.flatMap { film in
          stage.map { FilmSnapshot(film, on: $0, .frames { !known.contains($1) }) }
        }
        pictured.formUnion(document.film?.timeline.scenes.map(\.id) ?? [])
        results.append(result("\(group)/\(record.name)", "\(base)/\(file)", document, film))
      }
      for file in known.sorted() {
        let text = Self.read("\(base)/\(file)")
        results.append(
          Result(
            name: "\(group)/\(file.dropLast(Self.ending.count))", path: "\(base)/\(file)",
            state: .orphaned, expected: text, actual: nil, document: nil, frames: []))
      }
    }
  }

  private func result(
    _ name: String, _ path: String, _ document: ReviewedDocument, _ film: FilmSnapshot?
  ) -> Result {
    var actual = GoldenText(document, film: film)
    let expected = Self.read(path)
    var state = State.unrecorded
    if let expected {
      for frame in film?.frames ?? [] {
        guard let hash = expected.pixels(of: frame), hash != frame.hash,
          let picture = pictures.picture(hash), PictureDifference(picture, frame.png).isSame
        else { continue }
        actual.replacePixels(of: frame, by: hash)
      }
      state = expected == actual ? .same : .changed(expected.differences(to: actual))
    }
    return Result(
      name: name, path: path, state: state, expected: expected, actual: actual, document: document,
      frames: film?.frames ?? [])
  }

  /// The recorded picture of an instant; nil where none is.
  public func expectedPicture(of frame: FilmSnapshot.Frame, in result: Result) -> [UInt8]? {
    result.expected?.pixels(of: frame).flatMap { pictures.picture($0) }
  }

  private static func read(_ path: String) -> GoldenText? {
    (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { GoldenText($0) }
  }

  static let ending = ".golden"

  /// A record's name as a file name: what is not plain is percent-encoded.
  static func fileName(_ name: String) -> String {
    var out = ""
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return out + ending
  }

  /// Writes what changed, removes what has no record; returns how many files that touched.
  ///
  /// - Throws: `golden-unwritable`.
  public func record() throws(DiagnosticsError) -> Int {
    var touched = 0
    var wanted: [String: [UInt8]] = [:]
    var kept: Set<String> = []
    for result in results {
      for frame in result.frames { wanted[frame.hash] = frame.png }
      kept.formUnion(result.actual?.pictures ?? [])
      if result.isSame { continue }
      if let actual = result.actual {
        try GoldenPictures.write(Array(actual.text.utf8), to: result.path)
      } else {
        try GoldenPictures.remove(result.path)
      }
      touched += 1
    }
    touched += try pictures.record(wanted, keeping: kept)
    return touched
  }
}
