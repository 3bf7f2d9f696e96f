/// What makes two runs the same run: then, and only then, one may resume the other.
public struct RunIdentity: Hashable, Sendable {
  /// One input, by what is in it.
  public struct Input: Hashable, Sendable {
    /// Its name without folders, for messages.
    public var name: String
    /// Its length.
    public var size: Int
    /// Its SHA-256.
    public var digest: SHA256Digest

    /// Makes an input.
    public init(name: String, size: Int, digest: SHA256Digest) {
      self.name = name
      self.size = size
      self.digest = digest
    }
  }

  /// One option that changes the output.
  public struct Option: Hashable, Sendable {
    /// As on the command line.
    public var name: String
    /// Its value, as text.
    public var value: String

    /// Makes an option.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The engine's name and version.
  public var engine: String
  /// The template's name.
  public var template: String
  /// SHA-256 over the template's files.
  public var templateDigest: SHA256Digest
  /// The date the run believes it is.
  public var asOf: String
  /// All options that change the output, in a fixed order; not `--jobs`.
  public var options: [Option]
  /// The inputs in order.
  public var inputs: [Input]

  /// Makes an identity.
  public init(
    engine: String, template: String, templateDigest: SHA256Digest, asOf: String,
    options: [Option], inputs: [Input]
  ) {
    self.engine = engine
    self.template = template
    self.templateDigest = templateDigest
    self.asOf = asOf
    self.options = options
    self.inputs = inputs
  }

  /// How this run differs from the `earlier` one, a sentence each; none if they are the same.
  public func differences(from earlier: RunIdentity) -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ now: String, _ before: String) {
      if now != before { found.append("\(what) was \(before) and is \(now)") }
    }
    compare("the engine", engine, earlier.engine)
    compare("the template", template, earlier.template)
    compare("the template's hash", templateDigest.hex, earlier.templateDigest.hex)
    compare("the as-of date", asOf, earlier.asOf)
    for option in options {
      let before = earlier.options.first { $0.name == option.name }?.value ?? "not set"
      compare("option \(option.name)", option.value, before)
    }
    for option in earlier.options where !options.contains(where: { $0.name == option.name }) {
      compare("option \(option.name)", "not set", option.value)
    }
    compare("the number of inputs", "\(inputs.count)", "\(earlier.inputs.count)")
    for (number, (now, before)) in zip(inputs, earlier.inputs).enumerated() {
      let place = "input \(number + 1)"
      compare("\(place)'s name", now.name, before.name)
      compare("\(place)'s size", "\(now.size) bytes", "\(before.size) bytes")
      compare("\(place)'s hash", now.digest.hex, before.digest.hex)
    }
    if found.isEmpty, self != earlier { found.append("the options stand in another order") }
    return found
  }
}

extension RunIdentity {
  /// The option that says that documents are in packs, and when a pack is full.
  public static let packSizeOption = "pack-size"
  /// The option that says of which key alone a document is made.
  public static let onlyOption = "only"

  /// Whether documents are in packs; else they are a tree.
  public var isPacked: Bool { option(Self.packSizeOption) != nil }
  /// Whether it is a run of one key: its units count no other record.
  public var isSparse: Bool { option(Self.onlyOption) != nil }
  /// Whether it read standard input, of which there is no hash.
  public var readsStandardInput: Bool { inputs.map(\.name) == ["-"] }

  /// Appends the identity as the inside of a JSON object, without its braces.
  func append(to text: inout ByteStore) {
    text.append("\"engine\":")
    text.append(json: engine)
    text.append(",\"template\":")
    text.append(json: template)
    text.append(",\"templateHash\":\"")
    text.append(digest: templateDigest)
    text.append("\",\"asOf\":")
    text.append(json: asOf)
    text.append(",\"options\":[")
    for (number, option) in options.enumerated() {
      if number > 0 { text.append(",") }
      text.append("[")
      text.append(json: option.name)
      text.append(",")
      text.append(json: option.value)
      text.append("]")
    }
    text.append("],\"inputs\":[")
    for (number, input) in inputs.enumerated() {
      if number > 0 { text.append(",") }
      text.append("{\"name\":")
      text.append(json: input.name)
      text.append(",\"bytes\":")
      text.append(decimal: input.size)
      text.append(",\"sha256\":\"")
      text.append(digest: input.digest)
      text.append("\"}")
    }
    text.append("]")
  }

  /// Reads what `append(to:)` wrote.
  init(_ scanner: inout LineScanner) throws(LineScanner.Malformed) {
    try scanner.expect("\"engine\":")
    engine = try scanner.string()
    try scanner.expect(",\"template\":")
    template = try scanner.string()
    try scanner.expect(",\"templateHash\":")
    templateDigest = try scanner.digest()
    try scanner.expect(",\"asOf\":")
    asOf = try scanner.string()
    try scanner.expect(",\"options\":")
    options = try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.expect("[")
      let name = try scanner.string()
      try scanner.expect(",")
      let value = try scanner.string()
      try scanner.expect("]")
      return Option(name, value)
    }
    try scanner.expect(",\"inputs\":")
    inputs = try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.expect("{\"name\":")
      let name = try scanner.string()
      try scanner.expect(",\"bytes\":")
      let size = try scanner.integer()
      try scanner.expect(",\"sha256\":")
      let digest = try scanner.digest()
      try scanner.expect("}")
      return Input(name: name, size: size, digest: digest)
    }
  }
}
