import Diagnostics

/// What `template.yaml` says.
struct TemplateManifest: Sendable {
  /// A page to render: which file makes it, what it is called in the document.
  struct Page: Sendable {
    let name: String
    let path: String
    let pathSpan: SourceSpan
    let fileName: String
    let fileSpan: SourceSpan
    /// What asks before it is shown, in runs that lock pages.
    var lock: Lock?
  }

  /// The page that asks for a word, and the field that holds the word.
  struct Lock: Sendable {
    let path: String
    let span: SourceSpan
    let word: FieldPath
  }

  /// A reason to make no document.
  struct Suppression: Sendable {
    let condition: SourceSpan
    let reason: String
  }

  /// A control total: which amount is added up, by which text it is grouped.
  struct Total: Sendable {
    let name: String
    let sum: FieldPath
    let group: FieldPath?
  }

  var name = ""
  var schemaPath: String?
  var key = FieldPath("")
  var locale: FieldPath?
  var asOf: FieldPath?
  var fallbackLocale = ""
  var fallbackSpan = SourceSpan(0, 0)
  var pages: [Page] = []
  /// The output that is a storyboard: its name and file.
  var storyboard: (name: String, path: String, span: SourceSpan)?
  /// Whether only runs that ask for the storyboard make it.
  var isStoryboardOnRequest = false
  /// Days after the as-of date for which a run's documents are kept; nil where nothing is said.
  var retainDays: Int?
  var suppressions: [Suppression] = []
  var totals: [Total] = []
  var checks: [BillCheck] = []
  var scores: [ScoreManifest] = []
  var channels: [ChannelManifest] = []
  /// Every field the manifest names, and where it names it.
  var fields: [ManifestField] = []
}

extension TemplateManifest {
  /// Reads the tree of `template.yaml`, reporting every problem.
  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    var reader = ConfigReader(node, in: file, log: &log)
    name = reader.text("name", &log) ?? ""
    if let record = reader.node("record") {
      readRecord(record, file, &log)
    } else {
      log.add(ConfigReader.problem("config-missing", "'record' is missing here", node.span, file))
    }
    for (key, value) in reader.mapping("outputs", &log) { readOutput(key, value, file, &log) }
    OutputNames.check(
      pages.map { .init(name: $0.fileName, output: $0.name, span: $0.fileSpan) }
        + channels.map { .init(name: $0.fileName, output: $0.name, span: $0.fileSpan) },
      storyboard: storyboard?.name, in: file, &log)
    if pages.isEmpty, storyboard == nil, channels.isEmpty {
      log.add(
        ConfigReader.problem(
          "config-no-output", "the template makes nothing", node.span, file,
          hint: "add outputs: { microsite: { page: pages/microsite.liquid, as: index.html } }"))
    }
    if let text = reader.optionalText("retain_days", &log), let node = reader.node("retain_days") {
      retainDays = Int(text).flatMap { (1...36_600).contains($0) ? $0 : nil }
      if retainDays == nil {
        log.add(
          ConfigReader.problem(
            "config-days", "'retain_days' must be a whole number of days, from 1 to 36600",
            node.span,
            file))
      }
    }
    for item in reader.list("suppress", &log) { readSuppression(item, file, &log) }
    for item in reader.list("totals", &log) { readTotal(item, file, &log) }
    for item in reader.list("checks", &log) { readCheck(item, file, &log) }
    for (key, value) in reader.mapping("scores", &log) { readScore(key, value, file, &log) }
    reader.rejectOthers(&log)
  }

  private mutating func readRecord(
    _ node: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(node, in: file, log: &log)
    schemaPath = reader.optionalText("schema", &log)
    key = FieldPath(reader.text("key", &log) ?? "")
    locale = reader.optionalText("locale", &log).map { FieldPath($0) }
    asOf = reader.optionalText("as_of", &log).map { FieldPath($0) }
    fallbackLocale = reader.text("fallback_locale", &log) ?? ""
    fallbackSpan = reader.node("fallback_locale")?.span ?? node.span
    noteFields([("key", .key), ("locale", .locale), ("as_of", .asOf)], &reader)
    reader.rejectOthers(&log)
  }

  private mutating func noteFields(
    _ keys: [(name: String, role: ManifestField.Role)], _ reader: inout ConfigReader
  ) {
    for key in keys {
      guard let node = reader.node(key.name), let text = node.text else { continue }
      fields.append(ManifestField(path: FieldPath(text), role: key.role, span: node.span))
    }
  }

  private mutating func readOutput(
    _ key: ConfigNode, _ value: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(value, in: file, log: &log)
    if let node = reader.node("storyboard") {
      if storyboard != nil {
        log.add(
          ConfigReader.problem(
            "storyboard-value", "a template has at most one storyboard", node.span, file))
      }
      storyboard = (key.text ?? "", reader.text("storyboard", &log) ?? "", node.span)
      isStoryboardOnRequest = reader.truth("on_request", &log)
      reader.rejectOthers(&log)
      return
    }
    if reader.node("email") != nil || reader.node("sms") != nil {
      let isEmail = reader.node("email") != nil
      var channel = ChannelReader(
        key.text ?? "", ConfigReader(value, in: file, log: &log))
      if let read = isEmail ? channel.email(&log) : channel.sms(&log) { channels.append(read) }
      return
    }
    let path = reader.text("page", &log)
    let fileName = reader.text("as", &log)
    if let path, let fileName, let name = key.text {
      if !Self.isSafeFileName(fileName) {
        log.add(
          ConfigReader.problem(
            "config-file-name", "'\(fileName)' is not a plain file name", value.span, file,
            hint: "use letters, digits, '-', '_' and '.', starting with a letter or digit"))
      } else if !Self.pageEndings.contains(where: { fileName.hasSuffix($0) }) {
        log.add(
          ConfigReader.problem(
            "config-file-name", "the ending of '\(fileName)' does not say how values are escaped",
            reader.node("as")?.span ?? value.span, file,
            hint: "a page is \(Self.pageEndings.joined(separator: ", ")), in small letters"))
      }
      let lock = reader.node("lock").flatMap { readLock($0, file, &log) }
      pages.append(
        Page(
          name: name, path: path, pathSpan: value.span, fileName: fileName,
          fileSpan: reader.node("as")?.span ?? value.span, lock: lock))
    }
    reader.rejectOthers(&log)
  }

  private mutating func readLock(
    _ node: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) -> Lock? {
    var reader = ConfigReader(node, in: file, log: &log)
    let path = reader.text("page", &log)
    let word = reader.text("word", &log)
    noteFields([("word", .word)], &reader)
    reader.rejectOthers(&log)
    guard let path, let word else { return nil }
    return Lock(path: path, span: node.span, word: FieldPath(word))
  }

  /// What a page's name may end in: the ending says how values are escaped (`ContentType`).
  static let pageEndings = [".html", ".htm", ".svg", ".txt"]

  static func isSafeFileName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 100 else { return false }
    func isPlain(_ byte: UInt8) -> Bool {
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
    return isPlain(first) && name.utf8.allSatisfy { isPlain($0) || "-_.".utf8.contains($0) }
  }

  private mutating func readSuppression(
    _ node: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(node, in: file, log: &log)
    let condition = reader.node("when")
    let reason = reader.text("reason", &log)
    if let condition, let reason {
      suppressions.append(Suppression(condition: condition.span, reason: reason))
    } else if condition == nil {
      log.add(ConfigReader.problem("config-missing", "'when' is missing here", node.span, file))
    }
    reader.rejectOthers(&log)
  }

  private mutating func readTotal(
    _ node: ConfigNode, _ file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(node, in: file, log: &log)
    let name = reader.text("name", &log)
    let sum = reader.text("sum", &log)
    let group = reader.optionalText("by", &log)
    noteFields([("sum", .amount), ("by", .group)], &reader)
    if let name, totals.contains(where: { $0.name == name }) {
      log.add(
        ConfigReader.problem(
          "config-name-taken", "there is a total '\(name)' already: both would be added together",
          reader.node("name")?.span ?? node.span, file, hint: "give every total its own name"))
    }
    if let name, let sum {
      totals.append(Total(name: name, sum: FieldPath(sum), group: group.map { FieldPath($0) }))
    }
    reader.rejectOthers(&log)
  }
}
