internal import Batch
internal import Communication
internal import Diagnostics
internal import Links
internal import Records
internal import Review
internal import Sinks

/// The template and inputs that are said to be a run's: with others nothing is proved.
struct RunOrigin {
  let identity: RunIdentity
  let communication: Communication
  let inputs: [String]
  let format: InputFormat?
  let console: Console

  /// Loads a template as the run asked for it.
  static func template(
    _ path: String, of identity: RunIdentity, linkKey: LinkKey?, _ console: Console
  ) throws -> Communication {
    try TemplateLoader.load(
      path, console, asksForStoryboard: identity.option("storyboard") != nil,
      asksForMessages: identity.option("messages") != nil, linkKey: linkKey,
      locksPages: identity.option(LinkPlan.lockOption) != nil,
      listening: ListenOptions.listening(of: identity))
  }

  /// Another template or input ends the command, and so does another engine where that matters.
  func refuseDifferent(engine: String? = nil) throws {
    var now = identity
    if let engine { now.engine = engine }
    now.template = communication.name
    now.templateDigest = SHA256Digest(hex: communication.digest) ?? .zero
    // The records of standard input have been saved to a file since, and are compared one by one.
    if !identity.readsStandardInput {
      now.inputs = try open().inputs.map { try InputDigest.read($0) }
    }
    let differences = now.differences(from: identity)
    guard !differences.isEmpty else { return }
    console.report(
      Diagnostic(
        code: "run-differs",
        message: "the folder holds another run: " + differences.joined(separator: "; "),
        hint: "give the template and input that the run was made from"))
    throw BillowExit.usage.error
  }

  /// What came through standard input has no hash; its records tell.
  func refuseStranger(_ output: OutputFolder) throws {
    let difference = try InputMatch(output).difference(
      from: try open(), key: communication.key, fields: communication.fields)
    guard let difference else { return }
    let words =
      switch difference {
      case .record(let ordinal): "its record \(ordinal) is not record \(ordinal) of this input"
      case .longer(let count): "it read \(count.counted("record")), and this input has more"
      }
    console.report(
      Diagnostic(
        code: "run-differs", message: "the folder holds another run: \(words)",
        hint: "give what the run read from standard input, unchanged, as a file"))
    throw BillowExit.usage.error
  }

  private func open() throws -> any RecordSource {
    try RecordInputs.open(inputs, options: RecordOptions(format: format, for: communication))
  }
}
