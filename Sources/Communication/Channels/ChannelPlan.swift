import Channels
import Diagnostics
import Liquid

/// An e-mail or text message made ready: every text compiled; immutable, shared by all workers.
struct ChannelPlan: Sendable {
  struct Address: Sendable {
    let name: Program?
    let address: Program
  }

  struct Email: Sendable {
    let html: Program
    let text: Program
    let from: Address
    let to: Address
    let replyTo: Address?
    let subject: Program
    let unsubscribe: Program?
    let pictures: [EmailMessage.Picture]
    /// Which of them the poster of the customer's own film stands in for, in runs that paint one.
    let poster: Int?
    /// SHA-256, of which a message's id is made.
    let digest: @Sendable ([UInt8]) -> [UInt8]
  }

  struct SMS: Sendable {
    let page: Program
    let segments: Int
    let isPlain: Bool
  }

  enum Kind: Sendable {
    case email(Email)
    case sms(SMS)
  }

  let name: String
  let fileName: String
  /// Prints a dot where it is to be made; nil for always.
  let presence: Program?
  /// Whether only runs that ask for such messages make it.
  let isOnRequest: Bool
  let kind: Kind
  /// Every text of it, compiled, in the order it is rendered.
  let pieces: [StoryboardPiece]

  /// Where a text of it begins, as its author wrote it.
  func place(of program: Program) -> Diagnostic.Place? {
    guard let piece = pieces.first(where: { $0.program === program }) else { return nil }
    let start = piece.ownStart - piece.shift
    return Diagnostic.Place(file: piece.file, span: SourceSpan(start, start))
  }
}
