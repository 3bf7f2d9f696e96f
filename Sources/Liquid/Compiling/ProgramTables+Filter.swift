extension ProgramTables {
  /// A filter's function and what becomes of its result.
  struct Filter {
    /// The bits of a result's details that are kept: all, or all but its flags where markup safety does not survive.
    let kept: UInt64
    private let function: Boxed
    /// The function's code where it captured nothing; 0 where it did.
    private let code: UInt

    /// A function in memory: the address of its code and that of what it captured.
    ///
    /// Boxed, because a bare function is wrapped in another when it is cast.
    private struct Boxed {
      let apply: FilterRow.Function
    }

    init(_ row: FilterRow) {
      kept = row.safety == .text ? ~Value.flagBits : .max
      function = Boxed(apply: row.apply)
      let words = unsafeBitCast(function, to: SIMD2<UInt>.self)
      code = words[1] == 0 ? words[0] : 0
    }

    /// Calls a filter's function.
    ///
    /// What a function captured is retained while it runs. Most captured nothing, which the compiler sees here - but
    /// only where the stored function is not read.
    @inline(__always)
    static func apply(
      _ filter: UnsafePointer<Filter>, _ input: Value, _ arguments: FilterArguments,
      _ scope: FilterScope
    ) throws(RenderFailure) -> Value {
      var result: Value
      let code = filter.pointee.code
      if code == 0 {
        result = try filter.pointee.function.apply(input, arguments, scope)
      } else {
        let bare = unsafeBitCast(SIMD2<UInt>(code, 0), to: Boxed.self)
        result = try bare.apply(input, arguments, scope)
      }
      result.details &= filter.pointee.kept
      return result
    }
  }
}
