public import Communication
import Diagnostics
public import Liquid

/// What became of a record, and why.
public struct ReviewedDocument {
  /// What became of it.
  public enum Outcome {
    case rendered
    case suppressed(reason: String)
    case rejected(DocumentFailure)
    /// The record is not JSON that the template's reader takes.
    case unreadable
  }

  /// One output.
  public struct Page {
    /// Its name in `template.yaml`.
    public let name: String
    /// Its file in the document.
    public let fileName: String
    /// The page.
    public let bytes: [UInt8]
    /// Where it starts in the document's output: what the trace's offsets count from.
    let start: Int
    /// The way the template took.
    public let tree: TraceNode
    /// The compiled page.
    public let program: Program
    /// What stands above a message, decoded; none for pages and text messages.
    public internal(set) var headers: [Header] = []
    /// Pictures that a message carries, as `data:` addresses by the names its HTML shows them with.
    public internal(set) var pictures: [String: String] = [:]
    /// Whether it is a text part of an e-mail, of no use without it.
    public internal(set) var isMailText = false
    /// The decision that stands round a whole message, and where its author wrote it; nil for pages.
    var gate: (group: SourceSpan, place: Diagnostic.Place)?
    /// Whether it is markup, which a browser shows.
    public var isHTML: Bool {
      fileName.hasSuffix(".html") || fileName.hasSuffix(".htm") || !headers.isEmpty
    }

    /// The page, or a marked copy of it, with its pictures inside, as a mail program shows it.
    public func withPictures(_ bytes: [UInt8]) -> [UInt8] {
      if pictures.isEmpty { return bytes }
      var text = String(decoding: bytes, as: UTF8.self)
      for (name, address) in pictures {
        text = text.replacing("\"cid:\(name)\"", with: "\"\(address)\"")
      }
      return Array(text.utf8)
    }
  }

  /// A header field of a message.
  public struct Header: Sendable, Hashable {
    /// Such as `Subject`.
    public let name: String
    /// What it says, as a reader sees it.
    public let value: String
  }

  /// The record.
  public let record: ReviewRecord
  /// What became of it.
  public let outcome: Outcome
  /// The date it was rendered for.
  public let asOf: String
  /// The language it is written in.
  public let language: String
  /// Its pages; none unless it was rendered.
  public let pages: [Page]
  /// The rules that were asked, in order.
  public let rules: [TraceNode]
  /// The film; nil where the template has none or the record gets none.
  public var film: ReviewedFilm?
  /// Why a film that is made on request cannot be made, while the pages can; nil otherwise.
  public var filmFailure: String?
  /// The texts it took from `locales/`.
  public var texts: Set<TraceRecorder.Text>
  /// What the template's rules said of it.
  public internal(set) var answers: [RuleAnswer] = []
  /// Everything that was rendered, for coverage; a piece for what belongs to the storyboard.
  var passes: [(piece: StoryboardPiece?, pass: TraceRecorder.Pass)]

  /// Its e-mails and text messages.
  public internal(set) var messages: [DocumentMessage] = []
  /// The texts of those as pages that can be looked at: an e-mail's HTML, its text, a text message.
  public internal(set) var letters: [Page] = []

  /// What became of it, in a word and a reason.
  public var summary: String {
    switch outcome {
    case .rendered: "rendered"
    case .suppressed(let reason): "suppressed: \(reason)"
    case .rejected(let failure):
      "rejected: \(failure.code) \(failure.field): \(failure.message)"
    case .unreadable: "rejected: the record cannot be read"
    }
  }

  /// Why a run would refuse the record: code, field or place, and words that hold no value; nil where it would not.
  public var rejection: String? {
    switch outcome {
    case .rendered, .suppressed: nil
    case .rejected(let failure):
      failure.code + (failure.field.isEmpty ? "" : " \(failure.field)") + ": \(failure.message)"
    case .unreadable: "the record cannot be read"
    }
  }

  /// Where in the template it was refused; nil for what is of the record alone.
  var rejectionPlace: Diagnostic.Place? {
    guard case .rejected(let failure) = outcome else { return nil }
    return failure.place
  }
}
