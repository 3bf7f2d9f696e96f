extension EscapeContext {
  /// The context after two arms of a branch; nil when they end in different ones.
  ///
  /// Arms may differ in how far a URL has come or in what a slash means: that is an error only where it
  /// matters afterwards.
  public static func join(_ a: EscapeContext, _ b: EscapeContext) -> EscapeContext? {
    if a == b { return a }
    var merged = a
    merged.part = b.part
    if merged == b {
      merged.part = a.part.joined(b.part)
      return merged
    }
    merged = a
    merged.slash = b.slash
    if merged == b {
      merged.slash = .unknown
      return merged
    }
    if let joined = joinedBetweenAttributes(a, b) { return joined }
    // `<p title={% if x %}{{ x }}{% endif %}`: one arm has entered the value, the other stands before it.
    let (left, right) = (a.nudged(), b.nudged())
    if left != a || right != b { return join(left, right) }
    guard a.isNameEnd, b.isNameEnd else { return nil }
    return merge(a, b, .attributeName)
  }

  /// Arms that both stand before an attribute, one perhaps behind a name without a value.
  private static func joinedBetweenAttributes(
    _ a: EscapeContext, _ b: EscapeContext
  ) -> EscapeContext? {
    guard a.state == .tag || a.state == .afterName, b.state == .tag || b.state == .afterName else {
      return nil
    }
    return merge(a, b, .afterName)
  }

  /// Both in one state behind no certain name, if nothing else differs.
  private static func merge(
    _ a: EscapeContext, _ b: EscapeContext, _ state: State
  ) -> EscapeContext? {
    var (left, right) = (a, b)
    (left.state, left.attribute) = (state, .undecided)
    (right.state, right.attribute) = (state, .undecided)
    return left == right ? left : nil
  }

  /// Where only white space, `=` or the tag's end can follow.
  private var isNameEnd: Bool { state == .attributeName || state == .tagName }

  /// The context as if one more character of a value came.
  func nudged() -> EscapeContext {
    var context = self
    switch state {
    case .tag, .afterName:
      context.state = .attributeName
      context.attribute = .undecided
    case .beforeValue:
      context.startValue(.spaceOrTagEnd)
    default: break
    }
    return context
  }
}
