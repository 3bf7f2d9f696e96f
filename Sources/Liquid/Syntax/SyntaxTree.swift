/// The meaning of a template's text before it is compiled; lives only while compiling and checking.
package struct SyntaxTree: Sendable {
  package var body: Block
}

/// A run of nodes that is rendered in order.
package struct Block: Sendable {
  package var nodes: [Node] = []
  /// Whether it can print nothing: only white space, assignments and blank blocks (then its spaces are dropped).
  package var isBlank = true
}

/// One piece of a template.
package struct Node: Sendable {
  package let kind: Kind
  package let span: Span

  package indirect enum Kind: Sendable {
    case text(Span)
    /// The inside of `{% raw %}`: printed as it stands, never trimmed.
    case raw(Span)
    case output(FilteredExpression)
    case assign(name: String, nameSpan: Span, value: FilteredExpression)
    case capture(name: String, nameSpan: Span, body: Block)
    case conditional([Branch])
    case `case`(subject: Expression, [CaseClause])
    case forLoop(ForLoop)
    case tableRow(TableRow)
    case cycle(Cycle)
    case increment(name: String, by: Int)
    case ifChanged(Block)
    case interrupt(isBreak: Bool)
    case partial(PartialCall)
    case custom(TagCall)
  }

  /// Whether an error in it prints nothing (Ruby's blank tags).
  package var isBlank: Bool
}

/// Byte offsets in the template's file.
package struct Span: Sendable, Hashable {
  package let start: Int
  package let end: Int

  init(_ slice: TextSlice) {
    start = slice.start
    end = slice.end
  }

  /// Makes a span from two byte offsets.
  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}

/// A value that a template names.
package struct Expression: Sendable {
  package let kind: Kind
  package let span: Span

  package indirect enum Kind: Sendable {
    case `nil`
    case boolean(Bool)
    case number(String)
    case string(String)
    /// The words `empty` and `blank`: methods in conditions, empty text elsewhere.
    case empty
    case blank
    case variable(name: String, [Lookup])
    /// `[expression]` at the start: a variable named by a value.
    case dynamicVariable(Expression, [Lookup])
    case range(Expression, Expression)
  }

  package enum Lookup: Sendable {
    /// `.name`: may also be `size`, `first` or `last`.
    case member(String, Span)
    /// `[expression]`.
    case index(Expression)
  }
}

/// An expression and the filters after it.
package struct FilteredExpression: Sendable {
  package let base: Expression
  package let filters: [FilterUse]
  package let span: Span
}

/// One filter with its arguments.
package struct FilterUse: Sendable {
  package let name: String
  package let nameSpan: Span
  package let positional: [Expression]
  package let named: [NamedExpression]
}

/// `name: expression`.
package struct NamedExpression: Sendable {
  package let name: String
  package let value: Expression
}

/// What `if`, `unless` and `elsif` ask.
package indirect enum Condition: Sendable {
  case always
  case truth(Expression)
  case comparison(Expression, Comparison, Expression, Span)
  case and(Condition, Condition)
  case or(Condition, Condition)
  case not(Condition)
}

/// Liquid's comparison operators.
package enum Comparison: UInt8, Sendable {
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case contains
}

/// One arm of `if` or `unless`.
package struct Branch: Sendable {
  package let condition: Condition
  package var body: Block
  package let span: Span
}

/// One arm of `case`.
package struct CaseClause: Sendable {
  /// The values of `when`; nil for `else`.
  package let values: [Expression]?
  package var body: Block
  package let span: Span
}

/// `{% for %}`.
package struct ForLoop: Sendable {
  package let variable: String
  package let collection: Expression
  /// `variable-collection` as written: what `offset: continue` and `forloop.name` mean.
  package let name: String
  package let isReversed: Bool
  package let limit: Expression?
  package let offset: Offset
  package var body: Block
  package var otherwise: Block?

  package enum Offset: Sendable {
    case none
    case `continue`
    case value(Expression)
  }
}

/// `{% tablerow %}`.
package struct TableRow: Sendable {
  package let variable: String
  package let collection: Expression
  package let columns: Expression?
  package let limit: Expression?
  package let offset: Expression?
  package let body: Block
}

/// `{% cycle %}`.
package struct Cycle: Sendable {
  package let group: Expression?
  package let values: [Expression]
}

/// `{% render %}` and `{% include %}`.
package struct PartialCall: Sendable {
  package let name: Expression
  package let isIsolated: Bool
  package let argument: Expression?
  package let alias: String?
  package let isLoop: Bool
  package let named: [NamedExpression]
}

/// A tag that a room above registered, such as `chart`.
package struct TagCall: Sendable {
  package let name: String
  package let positional: [Expression]
  package let named: [NamedExpression]
}
