import Diagnostics

/// Emits what a trace needs; nothing at all unless the environment asks for it.
extension Compiler {
  /// A place of the source, whatever context or scope it is compiled in.
  struct PointKey: Hashable {
    let kind: TracePoint.Kind
    let file: Int
    let span: SourceSpan
    let arm: Int
  }

  /// The index of a point, made when it is first met.
  mutating func point(
    _ kind: TracePoint.Kind, _ span: Span, group: Span, arm: Int = 0, name: String = "",
    isImplied: Bool = false
  ) -> Int {
    let place = SourceSpan(span.start, span.end)
    let key = PointKey(kind: kind, file: file, span: place, arm: arm)
    if let known = pointIndices[key] { return known }
    let point = TracePoint(
      kind: kind, file: file, span: place, group: SourceSpan(group.start, group.end), arm: arm,
      name: name, isImplied: isImplied,
      isText: contentType != .text && context == .initial(for: contentType),
      parent: openPoints.last ?? -1)
    parts.points.append(point)
    pointIndices[key] = parts.points.count - 1
    return parts.points.count - 1
  }

  /// Opens a point round the code that follows; -1 when nothing is traced.
  mutating func enter(
    _ kind: TracePoint.Kind, _ span: Span, group: Span, arm: Int = 0, name: String = "",
    isImplied: Bool = false
  ) -> Int {
    guard environment.traces else { return -1 }
    let index = point(kind, span, group: group, arm: arm, name: name, isImplied: isImplied)
    emit(.mark, a: TraceMark.enter, c: index, at: span)
    openPoints.append(index)
    return index
  }

  /// Closes a point that `enter` opened.
  mutating func leave(_ index: Int, _ span: Span) {
    guard index >= 0 else { return }
    openPoints.removeLast()
    emit(.mark, a: TraceMark.leave, c: index, at: span)
  }

  /// The arm of a decision that is taken when none that was written is.
  mutating func markImplied(_ kind: TracePoint.Kind, _ span: Span, arm: Int) {
    let index = enter(kind, span, group: span, arm: arm, name: "else", isImplied: true)
    leave(index, span)
  }

  /// Notes the value on top of the stack, which a decision asks for.
  mutating func note(_ expression: Expression) {
    guard environment.traces, let group = decision, !expression.isLiteral else { return }
    let index = point(.value, expression.span, group: group)
    emit(.mark, a: TraceMark.value, c: index, at: expression.span)
  }
}
