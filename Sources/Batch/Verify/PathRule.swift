internal import Sinks

/// What a document's path must be, so that its line in the books can be believed.
enum PathRule: Sendable {
  /// Made of the key.
  case key
  /// A name that nobody can guess: without the link key only its form is known.
  case token
  /// Such a name, and the one that this plan gives.
  case links(LinkPlan)

  /// The rule of a run, and of the link key at hand.
  init(_ identity: RunIdentity?, _ links: LinkPlan?) {
    if let links {
      self = .links(links)
    } else {
      self = identity?.option(RunIdentity.linkKeyOption) == nil ? .key : .token
    }
  }

  func allows(_ entry: DocumentEntry) -> Bool {
    switch self {
    case .key: DocumentPath.path(of: String(decoding: entry.key, as: UTF8.self)) == entry.path
    case .token: DocumentToken.isPath(entry.path)
    case .links(let plan): plan.token(of: entry.key).path == entry.path
    }
  }
}
