internal import Cryptography

/// Locks a page with two things: the secret in the customer's link, and a word that the customer knows.
///
/// The page's key is HKDF over PBKDF2 of the word, with the link's secret as salt: without the link there is nothing
/// to guess by, and with the link each guess costs all iterations. Everything is derived, so a run that is made again
/// is the same run, byte for byte.
public struct PageDoor: Sendable {
  /// What stands in the page that asks.
  public struct Sealed: Sendable {
    /// The document's public name: the salt of the slow step.
    public var salt: String
    /// The nonce, base 64 for addresses, as all texts here.
    public var nonce: String
    /// The page, encrypted, with its tag.
    public var data: String
    /// Iterations of the slow step.
    public var iterations: Int
    /// What both sides say it is for.
    public var purpose: String
  }

  /// What is said under the tag besides the page; the script says it too.
  static let purpose = "billow-seal-1"
  /// Bytes of the secret in a link.
  static let secretLength = 16
  /// How often the slow step turns: 30 milliseconds a document here, and as much a guess for someone who has the link.
  public static let iterations = 50_000

  private let key: LinkKey
  private let context: [[UInt8]]
  private let name: String

  /// The door of a document: `run` and `record` name it, `name` is its public name.
  public init(key: LinkKey, run: [UInt8], record: [UInt8], name: String) {
    self.key = key
    context = [run, record]
    self.name = name
  }

  /// What a link ends in behind `#`; browsers keep it to themselves.
  public var secret: String { Base64URL.text(of: secretBytes) }

  private var secretBytes: [UInt8] {
    Array(key.code(.door, context).octets.prefix(Self.secretLength))
  }

  /// Locks a page of the document with a word of capital letters and digits.
  ///
  /// The nonce is a keyed hash of file and page. A key serves one file of one document, and only ever sees another
  /// page for it when the program has changed in between; then the nonce is another too.
  public func seal(_ page: UnsafeRawBufferPointer, file: String, word: [UInt8]) -> Sealed {
    let purpose = "\(Self.purpose)/\(file)"
    let slow = KeyDerivation.slow(
      password: word, salt: Array(name.utf8), iterations: Self.iterations)
    let pageKey = KeyDerivation.expanded(
      slow, salt: secretBytes, purpose: Array(purpose.utf8))
    let nonce = Array(
      key.code(.nonce, context + [Array(file.utf8), word, Array(page)]).octets.prefix(
        AESGCM.nonceLength))
    let data = AESGCM.seal(
      page, key: pageKey, nonce: nonce, authenticating: Array(purpose.utf8))
    return Sealed(
      salt: name, nonce: Base64URL.text(of: nonce), data: Base64URL.text(of: data),
      iterations: Self.iterations, purpose: purpose)
  }
}
