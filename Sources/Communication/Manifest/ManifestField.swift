import Diagnostics

/// A field of a record that a configuration file names.
struct ManifestField: Sendable {
  /// What a field is named for, which decides what it may be.
  enum Role: Sendable, Hashable {
    case key
    case locale
    case asOf
    /// What a control total adds up.
    case amount
    /// What a control total is kept apart by.
    case group
    /// The word that opens a locked page.
    case word
    /// Numbers of a check's rule, of one value or of all that a path leads to.
    case operand(isThroughLists: Bool)
    /// The list whose elements a check is about.
    case elements
    /// Something else says what it may be: a model's inputs, a rule for a currency.
    case other
  }

  let path: FieldPath
  let role: Role
  let span: SourceSpan
}

extension ManifestField.Role {
  /// The kinds that a run can use; nil where something else decides that.
  var kinds: Kinds? {
    switch self {
    case .key, .word: [.text, .number]
    case .locale, .asOf, .group: .text
    case .amount, .operand: .number
    case .elements: .object
    case .other: nil
    }
  }

  /// What messages say that it must be.
  var words: String {
    switch self {
    case .key: "a record's key is a text or a whole number"
    case .locale: "a language is a text such as 'en'"
    case .asOf: "an as-of date is a text YYYY-MM-DD"
    case .amount: "what a total adds up is a number"
    case .group: "what a total is grouped by is a text such as a currency"
    case .word: "the word of a locked page is a text or a number"
    case .operand: "a check computes with numbers"
    case .elements: "'each' is a list of objects"
    case .other: ""
    }
  }

  /// Whether a path means the values of all elements of the lists it meets.
  var isThroughLists: Bool {
    switch self {
    case .operand(let isThroughLists): isThroughLists
    case .elements, .other: true
    default: false
    }
  }
}
