public import Liquid

/// What is behind a page that asks for a word.
public struct PageLock: Sendable {
  /// The page that the lock keeps.
  public let program: Program
  /// The field that holds the word.
  public let word: FieldPath
}

/// A locked page as the page that asks carries it.
public struct LockedPage: Sendable {
  /// The salt of the slow step.
  public var salt: String
  /// The nonce, base 64 for addresses.
  public var nonce: String
  /// The page, encrypted, in the same letters.
  public var data: String
  /// Iterations of the slow step.
  public var iterations: Int
  /// What both sides say it is for.
  public var purpose: String

  /// Makes a locked page.
  public init(salt: String, nonce: String, data: String, iterations: Int, purpose: String) {
    self.salt = salt
    self.nonce = nonce
    self.data = data
    self.iterations = iterations
    self.purpose = purpose
  }

  /// `lock.box` in the page that asks: an object that a data block of the page holds.
  func value(in arena: Arena) -> Value {
    GlobalValues.object(
      [
        ("purpose", Value(purpose, in: arena)), ("salt", Value(salt, in: arena)),
        ("iterations", Value(iterations)), ("nonce", Value(nonce, in: arena)),
        ("data", Value(data, in: arena)),
      ], arena)
  }
}

extension DocumentRenderer {
  /// Locks a page: its bytes, its file's name, and the word that opens it.
  public typealias Lock = (
    _ page: UnsafeRawBufferPointer, _ file: String, _ word: [UInt8]
  ) -> LockedPage

  /// Renders what a page keeps, and puts in its place what `lock` makes of it.
  func renderLocked(
    _ inner: Renderer, of page: Communication.Page, _ word: [UInt8], _ record: Value,
    _ globals: [Value], _ script: (text: Value, hash: Value)
  ) throws(RenderError) -> Value {
    guard let lock else {
      preconditionFailure("a template that locks pages, and nothing to lock with")
    }
    let start = scratch.output.count
    try inner.render(record, globals: globals)
    let box = lock(
      UnsafeRawBufferPointer(rebasing: scratch.output.bytes[start...]), page.fileName, word)
    scratch.output.truncate(to: start)
    let arena = scratch.arena
    return GlobalValues.object(
      [("box", box.value(in: arena)), ("script", script.text), ("script_hash", script.hash)], arena)
  }
}
