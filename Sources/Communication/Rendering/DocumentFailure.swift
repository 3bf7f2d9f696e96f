public import Diagnostics
public import Liquid
import Storyboard

/// Why a record has no document.
public enum DocumentFailure: Error, Sendable {
  /// The record is not what the schema says.
  case invalid(SchemaViolation)
  /// Its numbers do not satisfy a check of the template.
  case doesNotAddUp(code: String, message: String, field: String)
  /// It has no word that its locked page could ask for.
  case noWord(field: String)
  /// A model of the template says that it must not be scored.
  case notScored(score: String, field: String)
  /// One of its messages cannot be sent; where the text of it stands.
  case notSendable(code: String, message: String, place: Diagnostic.Place?)
  /// A scene of its storyboard is not in the dialect as rendered: the failure has a problem.
  case notPlayable(StoryboardFailure)
  /// The template cannot be rendered for it.
  case failed(RenderError)

  /// A stable code for the books.
  public var code: String {
    switch self {
    case .invalid(let violation): violation.code.rawValue
    case .doesNotAddUp(let code, _, _): code
    case .noWord: "lock-word"
    case .notScored: "score-invalid"
    case .notSendable(let code, _, _): code
    case .notPlayable(let failure):
      failure.problem?.code.rawValue ?? failure.error.failure.code.rawValue
    case .failed(let error): error.failure.code.rawValue
    }
  }

  /// What is wrong, in one sentence that holds no customer's value.
  public var message: String {
    switch self {
    case .invalid(let violation): violation.message
    case .doesNotAddUp(_, let message, _): message
    case .noWord: "the word that opens the page is not four letters or digits, or has others in it"
    case .notSendable(_, let message, _): message
    case .notScored(let score, _): "the model of the score '\(score)' does not take such a record"
    case .notPlayable(let failure): failure.error.failure.message
    case .failed(let error): error.failure.message
    }
  }

  /// The record's field, or the place in the template as `file:line:column`.
  public var field: String {
    switch self {
    case .invalid(let violation): return violation.path
    case .doesNotAddUp(_, _, let field), .noWord(let field), .notScored(_, let field): return field
    case .notSendable, .notPlayable, .failed:
      guard let place else { return "" }
      let location = place.file.location(of: place.span.start)
      return "\(place.file.path):\(location.line):\(location.column)"
    }
  }

  /// Where in the template it failed, if it is that which failed.
  public var place: Diagnostic.Place? {
    switch self {
    case .notPlayable(let failure): failure.error.place
    case .failed(let error): error.place
    case .notSendable(_, _, let place): place
    default: nil
    }
  }

  /// Where a field such as `bill.lines[3].amount` stands in a record's JSON, or the nearest thing above it.
  public static func span(ofField field: String, in file: SourceFile) -> SourceSpan {
    let steps = field.split { $0 == "." || $0 == "[" || $0 == "]" }
    return JSONPlaces.span(
      of: steps.map { "/" + JSONPlaces.step(String($0)) }.joined(), in: file)
  }
}

extension Communication {
  /// A failure's field as the books have it: a place in the template is told from its folder on, however that was named.
  public func field(of failure: DocumentFailure) -> String {
    let field = failure.field
    guard failure.place != nil, field.hasPrefix(folder + "/") else { return field }
    return String(field.dropFirst(folder.count + 1))
  }
}
