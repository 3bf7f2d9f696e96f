/// Keeps every file in memory: for tests and for previews of a few documents.
public final class MemorySink: Sink {
  /// As `Sink` asks.
  public let form = UnitForm.plain
  /// Published files by path.
  public private(set) var files: [String: [UInt8]] = [:]
  private var staged: [(path: String, bytes: [UInt8])] = []
  private var unaccepted: [String] = []

  /// Makes an empty sink.
  public init() {}

  /// As `Sink` asks.
  public func prepare(at position: PackPosition?, uncommitted: [String]) {}

  /// As `Sink` asks.
  public func stage(_ unit: UnitOutput) -> PackPosition? {
    for file in unit.files {
      let path = String(decoding: unit.text[file.path], as: UTF8.self)
      staged.append((path, [UInt8](unit.contents[file.contents])))
    }
    return nil
  }

  /// As `Sink` asks.
  public func sync() {}

  /// As `Sink` asks.
  public func publish() throws(SinkError) {
    for (path, bytes) in staged {
      guard files.updateValue(bytes, forKey: path) == nil else { throw .duplicate(path) }
      unaccepted.append(path)
    }
    staged.removeAll()
  }

  /// As `Sink` asks.
  public func accept() { unaccepted.removeAll() }

  /// As `Sink` asks.
  public func discard() {
    staged.removeAll()
    for path in unaccepted { files[path] = nil }
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
