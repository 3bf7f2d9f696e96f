extension Value {
  /// About how many bytes it prints, and how much work it is to walk: the text it holds, and eight for each other value.
  ///
  /// Stops counting beyond `most`. A text that is held many times counts each time.
  func weight(upTo most: Int) -> Int {
    switch tag {
    case .string, .bigInteger: return Int(length)
    case .array:
      var sum = Int(length)
      for element in elements where sum <= most { sum &+= element.weight(upTo: most &- sum) }
      return sum
    case .object:
      var sum = Int(length)
      for member in members where sum <= most {
        sum &+= Int(member.key.length) &+ member.value.weight(upTo: most &- sum)
      }
      return sum
    default: return 8
    }
  }
}
