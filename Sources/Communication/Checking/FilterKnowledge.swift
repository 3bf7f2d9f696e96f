/// What the checker knows about filters beyond their rows: arguments' kinds, what becomes of absence, results.
enum FilterKnowledge {
  enum Argument {
    case any
    case text
    case number
    case date
    /// The name of a field of the list's objects.
    case field
  }

  /// Kinds of the positional arguments; further ones, and those of filters not listed, may be anything.
  static let arguments: [String: [Argument]] = [
    "plus": [.number], "minus": [.number], "times": [.number], "divided_by": [.number],
    "modulo": [.number], "at_least": [.number], "at_most": [.number], "round": [.number],
    "slice": [.number, .number], "truncate": [.number, .text], "truncatewords": [.number, .text],
    "split": [.text], "join": [.text], "append": [.text], "prepend": [.text], "remove": [.text],
    "remove_first": [.text], "remove_last": [.text], "replace": [.text, .text],
    "replace_first": [.text, .text], "replace_last": [.text, .text], "date": [.text],
    "money": [.text], "unit": [.text], "days_since": [.date], "add_days": [.number],
    "mask": [.number], "map": [.field], "where": [.field, .any], "reject": [.field, .any],
    "find": [.field, .any], "find_index": [.field, .any], "has": [.field, .any],
    "sum": [.field], "sort": [.field], "sort_natural": [.field], "uniq": [.field],
    "compact": [.field],
  ]

  /// They stop the document when what they are given is not there.
  static let failWithoutInput: Set<String> = [
    "money", "number", "percentage", "unit", "days_since", "add_days",
  ]

  /// They stop the document when their first argument is not there.
  static let failWithoutArgument: Set<String> = ["money", "unit", "days_since", "add_days"]

  /// They make something sensible of what is not there, besides the filters of lists.
  static let absorbing: Set<String> = ["default", "size", "t"]

  /// What is not there stays not there.
  static let passing: Set<String> = ["date", "mask", "first", "last", "find"]

  /// They keep a list's elements, all or some.
  static let keepingElements: Set<String> = [
    "where", "reject", "sort", "sort_natural", "reverse", "uniq", "compact", "slice",
  ]

  /// They look at elements only through the field their first argument names.
  static let byField: Set<String> = [
    "map", "where", "reject", "find", "find_index", "has", "sum", "sort", "sort_natural", "uniq",
    "compact",
  ]

  /// Those of them whose result holds nothing else of the elements.
  static let ofFieldAlone: Set<String> = ["map", "sum", "has", "find_index"]
}
