/// A field in one scope: where its value comes from.
///
/// The same name is another slot in a segment's own mining schema, where it may be treated otherwise.
struct Slot: BitwiseCopyable, Sendable {
  enum Source: Sendable {
    /// An input of the record, checked against its data field.
    case input(Int32)
    /// A field of the scope around.
    case parent(Int32)
    /// The expression of a derived field.
    case derived(Int32)
    /// An output of a model, missing until the model has run.
    case output(Int32)
    /// What a model predicts, under its target's name.
    case predicted(model: Int32)
  }

  let source: Source
  /// Index in `treatments`; -1 for none.
  var treatment: Int32 = -1
  let type: DataType
}

/// What a mining field says of unusual values (PMML 4.4, MiningSchema).
struct Treatment: BitwiseCopyable, Sendable {
  enum Missing: Sendable {
    case asIs, returnInvalid
  }

  enum Invalid: Sendable {
    case returnInvalid, asIs, asMissing, asValue
  }

  enum Outlier: Sendable {
    case asIs, asMissingValues, asExtremeValues
  }

  var missing = Missing.asIs
  var replacement = Cell.missing
  var invalid = Invalid.returnInvalid
  var invalidReplacement = Cell.missing
  var outlier = Outlier.asIs
  var low = -Double.infinity
  var high = Double.infinity

  /// Whether it changes nothing inside a scope whose values were checked before.
  var isPlain: Bool { replacement.isMissing && missing == .asIs && outlier == .asIs }
}

/// Which values of a data field are what (PMML 4.4, DataDictionary).
struct Domain: BitwiseCopyable, Sendable {
  var valid = Part()
  var invalid = Part()
  var missing = Part()
  /// Where a continuous field's valid values lie; anywhere when empty.
  var intervals = Part()
}
