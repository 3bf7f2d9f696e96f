public import Diagnostics

/// What templates may use besides Liquid itself: filters, tags, variables of the run, snippets, limits.
///
/// Made once, immutable, shared by every compile.
public struct Environment: Sendable {
  /// The filters by name.
  public var filters: FilterTable
  /// The tags beyond the standard ones.
  public var tags: [TagRow]
  /// Names every template and snippet sees, such as `as_of`; the renderer gives their values in this order.
  public var globals: [String]
  /// What a document may cost.
  public var limits: RenderLimits
  /// Whether unknown filters and missing snippets are left to run time, as Shopify/liquid leaves them.
  public var defersUnknownNames: Bool
  /// Whether programs tell a recorder which way they took: for coverage and explanations, never for a run.
  public var traces: Bool
  /// Whether a trace of the output notes as static what outputs print of the template's own literals (`ConstantFlow`).
  public var notesConstants = false
  /// Keeps what was parsed, where the same texts are compiled and checked with the same tags.
  package var syntax: SyntaxCache?

  /// Makes an environment of the standard filters and tags.
  public init(
    filters: FilterTable = FilterTable(),
    tags: [TagRow] = [],
    globals: [String] = [],
    limits: RenderLimits = RenderLimits(),
    defersUnknownNames: Bool = false,
    traces: Bool = false
  ) {
    self.filters = filters
    self.tags = tags
    self.globals = globals
    self.limits = limits
    self.defersUnknownNames = defersUnknownNames
    self.traces = traces
  }
}

/// Filters by name.
public struct FilterTable: Sendable {
  /// The rows, in the order they were added.
  public private(set) var rows: [FilterRow] = []
  private var indices: [String: Int] = [:]

  /// Makes the table of the standard filters and `additions`, which replace standard ones of the same name.
  public init(adding additions: [FilterRow] = []) {
    for row in StandardFilters.rows + additions { add(row) }
  }

  /// Puts a row in the place of the one of its name.
  mutating func replace(_ row: FilterRow) { add(row) }

  private mutating func add(_ row: FilterRow) {
    if let index = indices[row.name] {
      rows[index] = row
    } else {
      indices[row.name] = rows.count
      rows.append(row)
    }
  }

  /// The row of a name and its index, if there is one.
  public func row(named name: String) -> (index: Int, row: FilterRow)? {
    indices[name].map { ($0, rows[$0]) }
  }
}

/// One tag beyond the standard ones: `{% name positional, name: value %}`, without a body.
public struct TagRow: Sendable {
  /// What a tag prints.
  public enum Content: Sendable {
    /// Markup: only allowed where HTML or SVG text stands.
    case markup
    /// Nothing: allowed anywhere.
    case nothing
  }

  /// What a tag does; it appends to the output what it prints.
  public typealias Function =
    @Sendable (_ arguments: FilterArguments, _ scope: FilterScope, _ output: Output)
    throws(RenderFailure) -> Void

  /// The name authors write.
  public let name: String
  /// How many positional arguments it takes at least and at most.
  public let arity: ClosedRange<Int>
  /// The named arguments it takes.
  public let names: [String]
  /// Whether its positional arguments must be texts that the template spells out: what it does with them shows values
  /// of a record where none may stand.
  public let takesLiterals: Bool
  /// What it prints.
  public let content: Content
  /// One sentence for the manual.
  public let summary: String
  /// The work itself.
  public let apply: Function

  /// Makes a row.
  public init(
    _ name: String, arity: ClosedRange<Int>, names: [String] = [], takesLiterals: Bool = false,
    content: Content, _ summary: String, _ apply: @escaping Function
  ) {
    self.name = name
    self.arity = arity
    self.names = names
    self.takesLiterals = takesLiterals
    self.content = content
    self.summary = summary
    self.apply = apply
  }
}

/// Where `render` and `include` find their snippets: all of them, read before compiling.
public struct Snippets: Sendable {
  private let files: [String: SourceFile]

  /// Makes a collection from names as templates write them (`price-row`, `icons/pay`).
  public init(_ files: [String: SourceFile] = [:]) {
    self.files = files
  }

  /// The file of a name, with or without `.liquid`.
  public func file(named name: String) -> SourceFile? { files[name] ?? files[name + ".liquid"] }

  /// Every name, sorted.
  public var names: [String] { files.keys.sorted() }
}
