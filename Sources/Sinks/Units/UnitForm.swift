/// How a sink wants a unit's files to lie in memory.
public enum UnitForm: Sendable {
  /// Sizes only; nothing is kept, named or hashed.
  case counted
  /// Contents as they are, one after the other.
  case plain
  /// ZIP entries, each with its local header, ready to be written in one piece.
  case packed
}
