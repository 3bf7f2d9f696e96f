import Communication
import Diagnostics

/// Replaces a record's words, and takes back the replacement of those fields that a decision turns out to stand on.
struct WordReplacer {
  /// A record with made-up words, of which the same becomes as of the real one.
  struct Replaced {
    let tree: JSONTree
    /// Arms it no longer reaches.
    let lost: Int
  }

  /// What must not change: the kind of outcome, the language, the day, and which files there are.
  private struct Outcome: Equatable {
    let kind: String
    let language: String
    let asOf: String
    let files: [String]

    init(_ document: ReviewedDocument) {
      switch document.outcome {
      case .rendered: kind = "rendered"
      case .suppressed(let reason): kind = "suppressed: \(reason)"
      case .rejected(let failure): kind = "rejected: \(failure.code)"
      case .unreadable: kind = "unreadable"
      }
      language = document.language
      asOf = document.asOf
      files =
        (document.pages + document.letters).map(\.fileName)
        + (document.film?.files.map(\.name) ?? [])
    }
  }

  private let renderer: ReviewRenderer
  private let salt: String
  private let guide: SchemaGuide?
  /// Fields that say how everything else is written: languages and currencies are nobody's own words.
  private let format: Set<String>
  /// Last names of fields that the template gives to `money` as a currency.
  private let currencies: Set<String>

  init(_ renderer: ReviewRenderer, salt: String) {
    self.renderer = renderer
    self.salt = salt
    guide = SchemaGuide(of: renderer.template)
    format = Set(renderer.template.communication.formatFields.map(\.description))
    currencies = Self.currencies(of: renderer.template)
  }

  /// Names of fields that identify a person whatever decision asks for them: never given back.
  private static let identifying = [
    "name", "street", "city", "postal", "postcode", "address", "email", "mail", "phone", "iban",
    "bic", "number", "reference", "mandate", "url", "vat", "tax", "holder",
  ]

  /// The record with made-up words; nil where they cannot be without something else becoming of it.
  func replaced(_ record: ReviewRecord, reaching arms: Set<Coverage.Arm>) -> Replaced? {
    let outcome = Outcome(renderer.render(record))
    func attempt(_ kept: Set<String>) -> (replaced: Replaced, faults: Int) {
      let tree = Pseudonyms(salt: salt, guide: guide, kept: kept).applied(to: record.tree)
      let document = renderer.render(ReviewRecord(name: record.name, key: "", tree: tree))
      let lost = arms.subtracting(Coverage.reached(by: document)).count
      // Another outcome is worse than any number of arms.
      let faults = lost + (Outcome(document) == outcome ? 0 : arms.count + 1)
      return (Replaced(tree: tree, lost: lost), faults)
    }
    var paths: Set<String> = []
    Self.collect(record.tree, "", into: &paths)
    let open = paths.subtracting(format).filter { !Self.identifies($0) }.sorted()
    let named = open.filter { currencies.contains(Self.last(of: $0)) }
    var kept = format.union(named)
    var best = attempt(kept)
    for path in open where best.faults > 0 && !kept.contains(path) {
      let tried = attempt(kept.union([path]))
      if tried.faults < best.faults {
        kept.insert(path)
        best = tried
      }
    }
    if best.faults <= arms.count { return best.replaced }
    // Several fields together change the outcome: all are given back, and each is replaced again that can be.
    kept.formUnion(open)
    best = attempt(kept)
    guard best.faults <= arms.count else { return nil }
    for path in open where !named.contains(path) {
      let tried = attempt(kept.subtracting([path]))
      if tried.faults <= best.faults {
        kept.remove(path)
        best = tried
      }
    }
    return best.replaced
  }

  private static func identifies(_ path: String) -> Bool {
    let last = last(of: path).lowercased()
    return identifying.contains {
      last == $0 || last.hasSuffix("_" + $0) || last.hasPrefix($0 + "_")
    }
  }

  private static func last(of path: String) -> String {
    path.split(separator: ".").last.map(String.init) ?? ""
  }

  /// Snippets have their own names for what they are given, but most often the field's: `currency` for `bill.currency`.
  private static func currencies(of template: ReviewTemplate) -> Set<String> {
    var names: Set<String> = []
    for (path, file) in template.folder.files where Self.holdsLiquid(path) {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for match in text.matches(of: /\|\s*money:\s*([A-Za-z_][A-Za-z0-9_.]*)/) {
        names.insert(last(of: String(match.1)))
      }
    }
    return names
  }

  private static func holdsLiquid(_ path: String) -> Bool {
    [".liquid", ".svg", ".yaml"].contains { path.hasSuffix($0) }
  }

  private static func collect(_ tree: JSONTree, _ path: String, into paths: inout Set<String>) {
    switch tree {
    case .object(let members):
      for member in members {
        collect(member.value, path.isEmpty ? member.key : "\(path).\(member.key)", into: &paths)
      }
    case .array(let elements): for element in elements { collect(element, path, into: &paths) }
    case .string: paths.insert(path)
    case .null, .boolean, .number: break
    }
  }
}
