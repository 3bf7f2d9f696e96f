/// What a run with personal links keeps besides: who has which link.
extension RunIdentity {
  /// The option that says which key a run's links are made with.
  public static let linkKeyOption = "link-key"
  /// The option that says what its links begin with.
  public static let linkBaseOption = "link-base"

  /// An option's value; nil where it is not set.
  public func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

  /// A hash of all that makes the run this one; a run that goes on has the same.
  public var digest: SHA256Digest {
    var chain = JournalChain()
    _ = JournalRecord.opening(of: self, &chain)
    return chain.last
  }
}

extension RunFolder {
  /// The list of links, for whoever mails them; only its owner may read it.
  public static let linksName = "links.ndjson"

  /// Whether the books say whose document a name that nobody can guess is, and so are for their owner alone.
  var keepsKeysPrivate: Bool { identity.option(RunIdentity.linkKeyOption) != nil }

  /// Writes the list of links anew: a line for each of the documents in the first `length` bytes of their book.
  ///
  /// - Returns: its length and hash.
  public func writeLinks(
    length: Int, _ link: (DocumentEntry) -> String
  ) throws(SinkError) -> (length: Int, digest: SHA256Digest) {
    let name = Self.linksName
    var hasher = SHA256Hasher()
    var file = try naming(name) { () throws(SystemFault) in
      try files.removeTree(name, in: staging)
      return try AppendedFile(creating: name, in: staging, files, isPrivate: true)
    }
    var text = ByteStore(capacity: 1 << 20)
    func flush(_ file: inout AppendedFile) throws(SinkError) {
      hasher.update(text.bytes)
      try naming(name) { () throws(SystemFault) in try file.append(text.bytes) }
      text.truncate(to: 0)
    }
    if length > 0 {
      try forEachLine(of: Books.documentsName, in: 0..<length) { line throws(SinkError) in
        guard let entry = DocumentEntry(line: line) else {
          throw SinkError(
            .outputDamaged, "\(Books.documentsName) holds a line that this engine did not write",
            path: Books.documentsName, hint: "choose a new folder")
        }
        LinkEntry.append(ordinal: entry.ordinal, key: entry.key, link: link(entry), to: &text)
        if text.count > 1 << 19 { try flush(&file) }
      }
    }
    try flush(&file)
    try naming(name) { () throws(SystemFault) in
      if durability != .none { try file.sync() }
      try file.close()
      try files.rename(name, in: staging, to: name, in: root)
      if durability != .none { try files.sync(root) }
    }
    return (file.length, hasher.finish())
  }
}

/// A line of `links.ndjson`.
public enum LinkEntry {
  /// Appends a line with its newline.
  static func append(ordinal: Int, key: [UInt8], link: String, to text: inout ByteStore) {
    text.append("{\"ordinal\":")
    text.append(decimal: ordinal)
    text.append(",\"key\":")
    key.withUnsafeBytes { text.append(json: $0) }
    text.append(",\"link\":")
    text.append(json: link)
    text.append("}\n")
  }

  /// The line, without its newline, that a document has.
  public static func line(of entry: DocumentEntry, link: String) -> [UInt8] {
    var text = ByteStore()
    append(ordinal: entry.ordinal, key: entry.key, link: link, to: &text)
    return [UInt8](text.bytes.dropLast())
  }
}
