/// Keeps every file in memory: for tests and for previews of a few documents.
public final class MemorySink: Sink {
  /// As `Sink` asks.
  public let form = UnitForm.plain
  /// Published files by path.
  public private(set) var files: [String: [UInt8]] = [:]
  private var staged: [[(path: String, bytes: [UInt8])]] = []
  private var unaccepted: [[String]] = []

  /// Makes an empty sink.
  public init() {}

  /// As `Sink` asks.
  public func prepare(at position: PackPosition?, uncommitted: [String]) {}

  /// As `Sink` asks.
  public func stage(_ unit: UnitOutput) -> PackPosition? {
    staged.append(
      unit.files.map { file in
        let path = String(decoding: unit.text[file.path], as: UTF8.self)
        return (path, [UInt8](unit.contents[file.contents]))
      })
    return nil
  }

  /// As `Sink` asks.
  public func sync() {}

  /// As `Sink` asks.
  public func publish(_ count: Int) throws(SinkError) {
    for unit in staged.prefix(count) {
      for (path, bytes) in unit {
        guard files.updateValue(bytes, forKey: path) == nil else { throw .duplicate(path) }
      }
      unaccepted.append(unit.map(\.path))
    }
    staged.removeFirst(count)
  }

  /// As `Sink` asks.
  public func accept(_ count: Int) { unaccepted.removeFirst(count) }

  /// As `Sink` asks.
  public func discard() {
    staged.removeAll()
    for path in unaccepted.joined() { files[path] = nil }
    unaccepted.removeAll()
  }

  /// As `Sink` asks.
  public func finish() {}
}

extension SinkError {
  /// Two records want one place.
  static func duplicate(_ path: String) -> SinkError {
    SinkError(
      .duplicateDocument, "a document is already there: \(path)", path: path,
      hint: "remove the second record with this key from the input, or use a new folder")
  }
}
