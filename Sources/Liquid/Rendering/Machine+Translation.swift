extension Machine {
  /// Prints a text of the document's language as the filter `t` and an output would, but piece by piece: nothing is copied, and
  /// the pieces between its placeholders are known to a trace.
  @inline(never)
  func printTranslation(
    _ operation: Operation, _ top: UnsafeMutablePointer<Value>, _ program: Program,
    _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafeMutablePointer<Value> {
    let escaper = Escaper(rawValue: operation.a)
    let named = Int(operation.d)
    let positional = Int(operation.c)
    let base = top - (2 * named + positional)
    let text = try TranslatedText(base[-1], arguments(base, positional, named), in: scope)
    if text.isMarkup, escaper == .attribute {
      // Tags are taken out of the whole text.
      let end = try applyFilter(operation, top, program, scope)
      try print(end[-1], operation.a, scope)
      return end - 1
    }
    if text.width > Self.shortText { try scope.charge(steps: takeDebt()) }
    for (index, segment) in text.segments.enumerated() {
      if segment.isPlaceholder {
        let value = text.argument(index) ?? .nil
        if text.isMarkup, segment.isInAttribute {
          Escaper.attribute.write(value, to: output, scratch: spare) { $0.write(to: $1) }
        } else if text.isMarkup {
          Escaper.text.write(value, to: output, scratch: spare) { $0.write(to: $1) }
        } else if escaper == .raw {
          value.write(to: output)
        } else {
          // Markup in a text that is none is text, too.
          escaper.write(value.with([]), to: output, scratch: spare) { $0.write(to: $1) }
        }
      } else {
        let literal = text.literal(index)
        let start = output.count
        if text.isMarkup {
          output.append(literal)
        } else {
          escaper.write(literal, to: output)
        }
        output.note(constant: literal, from: start)
      }
    }
    if text.width > Self.shortText { try checkPage(scope) }
    return base - 1
  }
}
