public import Diagnostics

extension GoldenCheck {
  /// What a terminal shows: each record that differs, its blocks, a unified difference of each.
  public func text(usesColor: Bool) -> String {
    var out = ""
    for result in results {
      switch result.state {
      case .same: continue
      case .unrecorded: out += "\(result.name): nothing recorded\n"
      case .orphaned: out += "\(result.name): recorded, but there is no such record\n"
      case .changed(let blocks):
        out += "\(result.name): \(Self.names(blocks))\n"
        for block in blocks { out += Self.text(block, usesColor: usesColor) }
      }
    }
    return out
  }

  /// The blocks that differ, in words.
  static func names(_ blocks: [BlockDifference]) -> String {
    let names = blocks.map(\.name).filter { $0 != "head" }
    if names.isEmpty { return "only the hash, or white space, differs" }
    return names.joined(separator: ", ") + (names.count == 1 ? " differs" : " differ")
  }

  static func text(_ block: BlockDifference, usesColor: Bool) -> String {
    func paint(_ text: String, _ code: String) -> String {
      usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    var out = paint("  @@ \(block.name)", "36") + "\n"
    for line in block.diff.shortened() {
      switch line {
      case .same(let text): out += "    \(text)\n"
      case .removed(let text): out += paint("  - \(text)", "31") + "\n"
      case .added(let text): out += paint("  + \(text)", "32") + "\n"
      }
    }
    return out
  }

  /// The same as findings, each at the recorded line it contradicts.
  public var diagnostics: [Diagnostic] {
    results.compactMap { result in
      let file = SourceFile(path: result.path, text: result.expected?.text ?? "")
      switch result.state {
      case .same: return nil
      case .unrecorded:
        return Diagnostic(
          code: "golden-unrecorded", message: "nothing is recorded for \(result.name)",
          hint: "billow golden record")
      case .orphaned:
        return Diagnostic(
          code: "golden-orphaned", message: "there is no record \(result.name) any more",
          place: .init(file: file, span: SourceSpan(0, 0)), hint: "billow golden record")
      case .changed(let blocks):
        return Diagnostic(
          code: "golden-differs", message: "\(result.name): \(Self.names(blocks))",
          place: .init(file: file, span: Self.firstChange(blocks, in: result.expected)),
          hint: "look at the difference, then billow golden record")
      }
    }
  }

  /// Each record that a run would refuse: what is recorded of it is only that.
  public var rejected: [Diagnostic] {
    results.compactMap { result in
      guard let document = result.document, let reason = document.rejection else { return nil }
      return Diagnostic(
        code: "golden-rejected", severity: .warning,
        message: "\(result.name) is rejected, and so has no document: \(reason)",
        place: document.rejectionPlace,
        hint: "mend the record or the template, unless the golden is meant to hold the rejection")
    }
  }

  /// Where the first block that differs starts in the recorded file.
  private static func firstChange(
    _ blocks: [BlockDifference], in expected: GoldenText?
  ) -> SourceSpan {
    guard let text = expected?.text,
      let block = blocks.first(where: { $0.name != "head" }) ?? blocks.first
    else { return SourceSpan(0, 0) }
    let mark = Array("=== \(block.name)\n".utf8)
    let bytes = Array(text.utf8)
    var start = 0
    while start + mark.count <= bytes.count {
      if bytes[start] == mark[0], bytes[start...].starts(with: mark) {
        return SourceSpan(start, start + mark.count - 1)
      }
      start += 1
    }
    return SourceSpan(0, 0)
  }
}
