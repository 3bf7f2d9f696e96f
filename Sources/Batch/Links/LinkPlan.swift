internal import Communication
public import Links
public import Sinks

/// How a run names its documents for the public, and what their addresses are.
public struct LinkPlan: Sendable {
  private let key: LinkKey
  private let base: String
  private let run: [UInt8]
  /// Whether pages are locked: then a link carries a secret without which nobody can even guess.
  private let locks: Bool

  /// The option of a run that locks its pages.
  public static let lockOption = "lock"

  /// Makes the plan of a run; what the addresses begin with ends in a slash.
  public init(key: LinkKey, base: LinkAddress, run: RunIdentity) {
    precondition(base.description.hasSuffix("/"), "an address under which documents stand")
    self.key = key
    self.base = base.description
    self.run = run.digest.octets
    locks = run.option(Self.lockOption) != nil
  }

  /// The plan of a run that is read back, with the key it was made with; nil for a run without links.
  public init?(_ identity: RunIdentity?, key: LinkKey?) {
    guard let identity, let key, identity.option(RunIdentity.linkKeyOption) == key.id,
      let base = identity.option(RunIdentity.linkBaseOption).flatMap({ LinkAddress($0) })
    else { return nil }
    self.init(key: key, base: base, run: identity)
  }

  /// A document's public name: a keyed hash of run and key, which without the link key nobody can make or undo.
  public func token(of key: some Collection<UInt8>) -> DocumentToken {
    DocumentToken(self.key.code(.page, [run, Array(key)]))
  }

  /// A document's address, which ends in a slash: its page is the folder's index.
  public func address(of token: DocumentToken) -> String {
    base + token.path.dropFirst(DocumentPath.root.utf8.count + 1) + "/"
  }

  /// The link that stands in the list for a document: its address, and the secret that opens it where it is locked.
  public func link(of entry: DocumentEntry) -> String {
    let token = token(of: entry.key)
    guard locks else { return address(of: token) }
    return "\(address(of: token))#\(door(of: entry.key, token).secret)"
  }

  private func door(of key: some Collection<UInt8>, _ token: DocumentToken) -> PageDoor {
    PageDoor(key: self.key, run: run, record: Array(key), name: token.text)
  }

  /// Tells a renderer the address of the record it renders next, and gives it the record's lock.
  func prepare(_ renderer: DocumentRenderer, for key: some Collection<UInt8>) -> DocumentToken {
    let token = token(of: key)
    renderer.address = address(of: token)
    if locks {
      let door = door(of: key, token)
      renderer.lock = { page, file, word in
        let sealed = door.seal(page, file: file, word: word)
        return LockedPage(
          salt: sealed.salt, nonce: sealed.nonce, data: sealed.data,
          iterations: sealed.iterations, purpose: sealed.purpose)
      }
    }
    return token
  }
}
