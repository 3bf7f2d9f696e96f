extension Int {
  /// The number with its noun, which takes an s for all numbers but one.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
