import Diagnostics
import Liquid

/// What became of an earlier run, as `billow outcomes --columns` writes it: a line a group, a number a column.
///
/// Rules and templates read it as `outcomes.all.paid_rate`, `outcomes.segments.late.opened_rate` and
/// `outcomes.variants.cta.plan_first.paid_low`. A number that is not there - a rate of no visits - is nil.
struct OutcomeTable: Sendable {
  /// One group: by column, its number as it is written; nothing where there is none.
  struct Row: Sendable {
    /// `all`, the name of a segment, or that of a variant.
    let name: String
    /// The variant's option; nil for others.
    let option: String?
    let numbers: [String]
  }

  /// The names of the columns after the group's.
  let columns: [String]
  let rows: [Row]

  /// More groups than these no run has.
  private static let mostRows = 10_000

  /// Reads a file of the template.
  ///
  /// - Throws: `outcomes-file` for a line that `billow outcomes` would not write so.
  init(_ file: SourceFile) throws(DiagnosticsError) {
    var lines: [(text: [Substring], span: SourceSpan)] = []
    var start = 0
    for line in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let bare = line.last == 0x0D ? line.dropLast() : line
      if bare.isEmpty { continue }
      let text = String(decoding: bare, as: UTF8.self)[...]
      lines.append(
        (
          text.split(separator: ",", omittingEmptySubsequences: false),
          SourceSpan(start, start + bare.count)
        ))
    }
    func problem(_ message: String, _ span: SourceSpan) -> DiagnosticsError {
      DiagnosticsError(
        Diagnostic(
          code: "outcomes-file", message: message, place: .init(file: file, span: span),
          hint: "write the file with billow outcomes RUN EVENTS --columns FILE"))
    }
    guard let head = lines.first, head.text.count > 1, head.text[0] == "group" else {
      throw problem("the first line names no columns: group,documents,...", SourceSpan(0, 0))
    }
    columns = head.text.dropFirst().map(String.init)
    guard columns.allSatisfy(RuleFields.isName), Set(columns).count == columns.count else {
      throw problem(
        "columns are different names of lower-case letters, digits and '_'", head.span)
    }
    var rows: [Row] = []
    var seen: Set<Substring> = []
    for (text, span) in lines.dropFirst() {
      guard text.count == columns.count + 1, rows.count < Self.mostRows else {
        throw problem("this line has not a number for each of the \(columns.count) columns", span)
      }
      let parts = text[0].split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= 2, parts.allSatisfy(RuleFields.isName),
        // A segment may be called all, as the first line is.
        rows.isEmpty || seen.insert(text[0]).inserted
      else {
        throw problem("a line begins with a segment, or a variant=option, that no other has", span)
      }
      let numbers = text.dropFirst().map(String.init)
      guard numbers.allSatisfy({ $0.isEmpty || RuleConstant.isNumber($0) }) else {
        throw problem("what is not empty is a number, with a point before its decimals", span)
      }
      rows.append(Row(name: parts[0], option: parts.count == 2 ? parts[1] : nil, numbers: numbers))
    }
    self.rows = rows
  }

  /// Numbers of one group, the same as a value and as a fact.
  private enum Node {
    case numbers(Row)
    case groups([(name: String, node: Node)])
  }

  /// `all`, then segments and variants by name.
  private var tree: Node {
    var segments: [(name: String, node: Node)] = []
    var variants: [(name: String, options: [(name: String, node: Node)])] = []
    var all: [(name: String, node: Node)] = []
    for row in rows {
      guard let option = row.option else {
        // No segment can hide the line of all documents: it comes first.
        if row.name == "all", all.isEmpty {
          all.append(("all", .numbers(row)))
        } else {
          segments.append((row.name, .numbers(row)))
        }
        continue
      }
      if let at = variants.firstIndex(where: { $0.name == row.name }) {
        variants[at].options.append((option, .numbers(row)))
      } else {
        variants.append((row.name, [(option, .numbers(row))]))
      }
    }
    return .groups(
      all + [
        ("segments", .groups(segments)),
        ("variants", .groups(variants.map { ($0.name, .groups($0.options)) })),
      ])
  }

  /// The variable `outcomes`.
  func value(in arena: Arena) -> Value {
    func value(_ node: Node) -> Value {
      switch node {
      case .groups(let groups):
        GlobalValues.object(groups.map { ($0.name, value($0.node)) }, arena)
      case .numbers(let row):
        GlobalValues.object(
          zip(columns, row.numbers).map { name, text in
            (name, text.isEmpty ? .nil : RuleConstant.number(text).value(in: arena))
          }, arena)
      }
    }
    return value(tree)
  }

  /// What the checker knows of it: which groups there are, and which numbers are missing.
  var fact: Fact {
    func fact(_ node: Node, _ path: String) -> Fact {
      var members: [String: Fact] = [:]
      switch node {
      case .groups(let groups):
        for (name, node) in groups { members[name] = fact(node, "\(path).\(name)") }
      case .numbers(let row):
        for (name, text) in zip(columns, row.numbers) {
          var number = Fact.number
          if text.isEmpty {
            number.kinds.insert(.missing)
            number.field = "\(path).\(name)"
          }
          members[name] = number
        }
      }
      return Fact(fixed: members, name: path)
    }
    return fact(tree, "outcomes")
  }
}
