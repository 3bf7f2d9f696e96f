/// How many records of a unit or a run were found to be something, such as in a segment.
public struct Tally: Hashable, Sendable {
  /// What is counted: `segment`, `variant`.
  public var kind: String
  /// The name of the segment or variant.
  public var name: String
  /// The option of a variant; empty for others.
  public var option: String
  /// Records with a document.
  public var rendered: Int
  /// Records that by a rule have none.
  public var suppressed: Int

  /// Makes a count.
  public init(kind: String, name: String, option: String, rendered: Int, suppressed: Int) {
    self.kind = kind
    self.name = name
    self.option = option
    self.rendered = rendered
    self.suppressed = suppressed
  }
}

extension ByteStore {
  /// Appends counts as a JSON list of lists.
  mutating func append(_ tallies: [Tally]) {
    append("[")
    for (number, tally) in tallies.enumerated() {
      append(number > 0 ? ",[" : "[")
      append(json: tally.kind)
      append(",")
      append(json: tally.name)
      append(",")
      append(json: tally.option)
      append(",")
      append(decimal: tally.rendered)
      append(",")
      append(decimal: tally.suppressed)
      append("]")
    }
    append("]")
  }
}

extension LineScanner {
  /// A list of counts.
  mutating func tallies() throws(Malformed) -> [Tally] {
    try list { scanner throws(Malformed) in
      try scanner.expect("[")
      let kind = try scanner.string()
      try scanner.expect(",")
      let name = try scanner.string()
      try scanner.expect(",")
      let option = try scanner.string()
      try scanner.expect(",")
      let rendered = try scanner.integer()
      try scanner.expect(",")
      let suppressed = try scanner.integer()
      try scanner.expect("]")
      return Tally(
        kind: kind, name: name, option: option, rendered: rendered, suppressed: suppressed)
    }
  }
}
