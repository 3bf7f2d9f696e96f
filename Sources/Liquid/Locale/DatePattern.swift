/// One CLDR date pattern, compiled.
struct DatePattern: BitwiseCopyable {
  /// One thing to write.
  struct Step: BitwiseCopyable {
    /// What it is.
    let kind: Kind
    /// A literal's text.
    let literal: ByteRun
    /// The first of the names that a month or weekday is looked up in.
    let names: Int
  }

  /// What a step writes.
  enum Kind: UInt8 {
    case literal
    case day
    case dayTwoDigits
    case month
    case monthTwoDigits
    case monthName
    case year
    case yearTwoDigits
    case weekdayName
  }

  /// The steps.
  let steps: UnsafePointer<Step>
  /// How many.
  let count: Int
  /// Bytes that certainly suffice.
  let widest: Int
}
