/// The kinds a value may be of, as far as the checker knows.
struct Kinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let text = Kinds(rawValue: 1)
  static let number = Kinds(rawValue: 2)
  static let boolean = Kinds(rawValue: 4)
  static let list = Kinds(rawValue: 8)
  static let object = Kinds(rawValue: 16)
  /// Not there because the schema does not require it, or allows null.
  static let missing = Kinds(rawValue: 32)
  /// Not there for another reason: `nil`, a variable not assigned yet, an element beyond the end.
  static let nothing = Kinds(rawValue: 64)
  /// Something the checker cannot follow.
  static let unknown = Kinds(rawValue: 128)

  static let absent: Kinds = [.missing, .nothing]

  var present: Kinds { subtracting(.absent) }

  /// `text`, `a number or a list`.
  var words: String {
    var found: [String] = []
    if contains(.text) { found.append("text") }
    if contains(.number) { found.append("a number") }
    if contains(.boolean) { found.append("true or false") }
    if contains(.list) { found.append("a list") }
    if contains(.object) { found.append("an object") }
    return found.isEmpty ? "nothing" : found.joined(separator: " or ")
  }
}

/// What is known about a text.
struct TextFact: Hashable, Sendable {
  /// Where the list of possible texts comes from.
  enum Source: Sendable {
    /// `enum` or `const` of the schema.
    case schema
    /// Several texts assigned in the branches of one template.
    case flow
    /// One text spelled out: it may be a switch that somebody turns by hand.
    case literal
    /// One text for each of a snippet's calls: it may know more cases than are used today.
    case calls
  }

  /// All texts it may be; nil when it may be any.
  var values: [String]?
  var source = Source.literal
  var format = SchemaFormat.none
  /// Whether the schema calls it text and says no more: no format, pattern or list.
  var isPlain = false
  /// How many characters the schema allows.
  var lengths = SchemaCount()
  /// How it starts, when that is known.
  var prefix: String?

  static let any = TextFact()
}

/// What is known about an object.
final class ObjectFact: Sendable {
  /// The schema's rules that may describe it.
  let rules: [Int]
  /// Its members when it is one of the engine's own objects.
  let fixed: [String: Fact]?
  /// What conditions have shown about members, on top of the rules.
  let learned: [String: Fact]
  /// What messages call it.
  let name: String

  init(
    rules: [Int] = [], fixed: [String: Fact]? = nil, learned: [String: Fact] = [:],
    name: String
  ) {
    self.rules = rules
    self.fixed = fixed
    self.learned = learned
    self.name = name
  }

  func learning(_ key: String, _ fact: Fact) -> ObjectFact {
    var learned = learned
    learned[key] = fact
    return ObjectFact(rules: rules, fixed: fixed, learned: learned, name: name)
  }
}

/// A fact inside another.
final class ElementFact: Sendable {
  let fact: Fact
  init(_ fact: Fact) { self.fact = fact }
}

/// A field or variable: a name and the keys after it.
struct FactPath: Hashable, Sendable {
  var root: String
  var keys: [String]
}

/// What the checker knows about one value at one place of a template.
///
/// Facts are copied wherever ways part and meet: what few of them need stands apart.
struct Fact: Sendable {
  /// What is known of a variable or of a field that may be missing.
  struct Notes: Hashable, Sendable {
    var field: String?
    var alias: FactPath?
    var implied: Set<FactPath>?
  }

  private final class Kept<Content: Sendable>: Sendable {
    let content: Content
    init(_ content: Content) { self.content = content }
  }

  var kinds: Kinds
  /// Whether a list is known to hold something.
  var isNonEmpty = false
  /// The schema's own word says it is there: required, and nothing in the template was needed to know it.
  var isDeclared = false
  /// Whether it is the literal `false`, which implies everything when it is true.
  var isFalse = false
  /// The numbers the schema allows.
  var numbers: NumberSpan?
  /// Whether it is a number without a fraction.
  var isWhole = false
  /// Whether the schema names the currency of this amount.
  var hasCurrency = false
  var object: ObjectFact?
  var element: ElementFact?
  /// Where it comes from in the record: nodes of `ReadsBuilder`.
  var origins: [Int] = []
  /// Of something unknown: it may be an element, or an end, of where it comes from - a pair of key and value, if that is an object,
  /// or an object in a list: what a loop over it meets belongs to members that no name in the template leads to.
  var mayBePair = false
  private var keptText: Kept<TextFact>?
  private var keptNotes: Kept<Notes>?

  var text: TextFact? {
    get { keptText?.content }
    set { keptText = newValue.map { Kept($0) } }
  }

  private var notes: Notes {
    get { keptNotes?.content ?? Notes() }
    set { keptNotes = newValue == Notes() ? nil : Kept(newValue) }
  }

  /// The optional field that makes it possibly missing, for messages.
  var field: String? {
    get { keptNotes?.content.field }
    set { if newValue != nil || keptNotes != nil { notes.field = newValue } }
  }

  /// The field or variable it is a copy of.
  var alias: FactPath? {
    get { keptNotes?.content.alias }
    set { if newValue != nil || keptNotes != nil { notes.alias = newValue } }
  }

  /// For true-or-false flags: what is known to be there when the flag is true; nil when nothing is known.
  var implied: Set<FactPath>? {
    get { keptNotes?.content.implied }
    set { if newValue != nil || keptNotes != nil { notes.implied = newValue } }
  }

  /// Whether this is a copy of the same fact, as far as that can be told at a glance.
  func isCopy(of other: Fact) -> Bool {
    kinds == other.kinds && keptText === other.keptText && object === other.object
      && element === other.element && keptNotes === other.keptNotes
      && isNonEmpty == other.isNonEmpty && isDeclared == other.isDeclared
      && isFalse == other.isFalse && hasCurrency == other.hasCurrency && numbers == other.numbers
      && isWhole == other.isWhole
      && origins == other.origins && mayBePair == other.mayBePair
  }

  init(_ kinds: Kinds) { self.kinds = kinds }

  static let unknown = Fact(.unknown)
  static let nothing = Fact(.nothing)
  static let number = Fact(.number)
  static let boolean = Fact(.boolean)
  static let someText = Fact(text: .any)

  init(text: TextFact) {
    self.init(.text)
    self.text = text
  }

  init(literal: String) {
    self.init(text: TextFact(values: [literal], source: .literal, prefix: literal))
  }

  init(listOf element: Fact, nonEmpty: Bool = false) {
    self.init(.list)
    self.element = ElementFact(element)
    isNonEmpty = nonEmpty
  }

  init(fixed members: [String: Fact], name: String) {
    self.init(.object)
    object = ObjectFact(fixed: members, name: name)
  }

  var isUnknown: Bool { kinds.contains(.unknown) }
  var mayBeMissing: Bool { kinds.contains(.missing) && !isUnknown }

  /// The same, known to be there.
  var present: Fact {
    var copy = self
    copy.kinds.subtract(.absent)
    copy.isDeclared = false
    copy.field = nil
    return copy
  }

  /// The same, held by a variable: no longer the schema's own word.
  var held: Fact {
    var copy = self
    copy.isDeclared = false
    return copy
  }

  /// The same, taken out of a collection: it comes from where that does, unless something nearer is known.
  func taken(from collection: Fact) -> Fact {
    var copy = self
    if copy.origins.isEmpty { copy.origins = collection.origins }
    if copy.isUnknown { copy.mayBePair = true }
    return copy
  }

  /// Where it, and what it holds, come from.
  var everyOrigin: [Int] {
    guard let element else { return origins }
    return origins + element.fact.everyOrigin.filter { !origins.contains($0) }
  }

  /// The fact of elements; unknown where lists are not all it may be.
  var elements: Fact { isUnknown ? .unknown : element?.fact ?? .unknown }
}
