extension Value {
  /// Prints the value as `{{ value }}` does: nil is nothing, a list is its elements without separator.
  ///
  /// A number from a record keeps its decimals, a float prints as Ruby's, an object as Ruby's
  /// `Hash#inspect` with `=>`. No escaping.
  @inlinable
  public func write(to output: Output) {
    if tag == .string {
      output.append(bytes)
    } else {
      writeSlowly(to: output)
    }
  }

  @usableFromInline
  func writeSlowly(to output: Output) {
    switch tag {
    case .integer: NumberText.write(integer, to: output)
    case .decimal: NumberText.write(mantissa: mantissa, scale: scale, to: output)
    default:
      var sink = output
      printed(to: &sink)
    }
  }

  /// Prints the value to a string under construction.
  public func write(to writer: inout ArenaWriter) { printed(to: &writer) }

  /// The value as the string a text filter works on (`Liquid::Utils.to_s`).
  ///
  /// Unlike printing, a list is its Ruby `inspect`: `["a", 1]`. A string is returned as it is.
  public func text(in arena: Arena) -> Value {
    switch tag {
    case .string: return self
    case .nil, .empty, .blank: return Value("")
    case .boolean: return payload == 0 ? Value("false") : Value("true")
    case .bigInteger: return Value(string: bytes)
    case .array, .object:
      var writer = ArenaWriter(arena, capacity: 64)
      inspected(to: &writer)
      return writer.finish()
    default:
      var writer = ArenaWriter(arena, capacity: 32)
      printed(to: &writer)
      return writer.finish()
    }
  }

  /// As `text(in:)`, charged for before anything is made.
  ///
  /// - Throws: `RenderFailure.limit` for a list or object whose text would be too long.
  @inline(__always)
  func text(in scope: FilterScope) throws(RenderFailure) -> Value {
    tag == .string ? self : try textSlowly(in: scope)
  }

  @inline(never)
  private func textSlowly(in scope: FilterScope) throws(RenderFailure) -> Value {
    if tag == .array || tag == .object {
      var counter = ByteCounter()
      inspected(to: &counter)
      try scope.charge(bytes: counter.count)
    }
    return text(in: scope.arena)
  }

  func printed<Sink: ByteSink>(to sink: inout Sink) {
    switch tag {
    case .nil, .empty, .blank: break
    case .boolean: sink.append(payload == 0 ? "false" : "true" as StaticString)
    case .integer: DecimalDigits(integer).withBytes { sink.append($0) }
    case .decimal: DecimalDigits(mantissa: mantissa, scale: scale).withBytes { sink.append($0) }
    case .float: sink.append(float: float)
    case .string, .bigInteger: sink.append(bytes)
    case .array: for element in elements { element.printed(to: &sink) }
    case .object: inspected(to: &sink)
    case .range:
      let (first, last) = rangeBounds
      DecimalDigits(first).withBytes { sink.append($0) }
      sink.append("..")
      DecimalDigits(last).withBytes { sink.append($0) }
    case .forLoop: sink.append("Liquid::ForloopDrop")
    case .tableRowLoop: sink.append("Liquid::TablerowloopDrop")
    }
  }
}
