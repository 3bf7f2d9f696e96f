public import Communication
import Diagnostics
import Liquid
public import Records

/// One customer's record to be looked at: a sample, a fixture, a record of an input.
public struct ReviewRecord: Sendable {
  /// How it is called: a sample's file name, else its key.
  public let name: String
  /// Its identity in a run; empty where it has none.
  public let key: String
  /// The record.
  public let tree: JSONTree

  /// Makes a record.
  public init(name: String, key: String, tree: JSONTree) {
    self.name = name
    self.key = key
    self.tree = tree
  }
}

/// Reads records one by one out of whatever a run would read.
public struct ReviewInput {
  private var source: any RecordSource
  private let decoder: any RecordDecoder
  private let scratch = Scratch()
  private let keyPath: [String]

  /// Opens inputs as `billow render` does.
  ///
  /// - Throws: `SourceError` when one cannot be used.
  public init(_ paths: [String], for communication: Communication) throws(SourceError) {
    source = try RecordInputs.open(paths, options: RecordOptions(for: communication))
    decoder = source.makeDecoder(fields: nil)
    keyPath = communication.key.description.split(separator: ".").map(String.init)
  }

  /// Hands out every readable record in order until `body` says to stop; returns how many could not be read.
  ///
  /// - Throws: `SourceError` when the input breaks off.
  public mutating func readAll(_ body: (ReviewRecord) -> Bool) throws(SourceError) -> Int {
    var unreadable = 0
    while let batch = try source.next(maximumRecords: 256, maximumBytes: 4 << 20) {
      defer { source.recycle(batch) }
      for raw in batch.records {
        scratch.reset()
        do throws(RecordError) {
          let value = try decoder.decode(raw, in: batch, into: scratch.arena)
          let tree = JSONTree(value, in: scratch.arena)
          let key = Self.key(tree.value(at: keyPath))
          if !body(ReviewRecord(name: key, key: key, tree: tree)) { return unreadable }
        } catch {
          unreadable += 1
        }
      }
    }
    return unreadable
  }

  /// A key as the books write it: a text or a whole number.
  static func key(_ tree: JSONTree?) -> String {
    switch tree {
    case .string(let text): text
    case .number(let text) where text.utf8.allSatisfy { "-0123456789".utf8.contains($0) }: text
    default: ""
    }
  }
}
