extension Escaper {
  /// Prints a value as plain text into an output: the machine's own printing.
  public typealias Printer = (_ value: Value, _ output: Output) -> Void

  /// Writes any value as this escaper says.
  ///
  /// Strings and whole numbers are written directly; `print` prints what else there is into `scratch`, whose
  /// content is overwritten. In a script a list, an object, a number and `nil` keep their kind.
  public func write(
    _ value: Value, to output: Output, scratch: Output, print: Printer
  ) {
    if takesValues {
      JSONEscaping.write(value, self, to: output, scratch: scratch, print: print)
      return
    }
    switch value.tag {
    case .string: write(value.bytes, flags: value.flags, to: output)
    case .nil: write(UnsafeRawBufferPointer(start: nil, count: 0), to: output)
    case .bigInteger: write(value.bytes, to: output)
    case .integer where printsNumbersPlainly: NumberText.write(value.integer, to: output)
    case .decimal where printsNumbersPlainly:
      NumberText.write(mantissa: value.mantissa, scale: value.scale, to: output)
    default:
      scratch.truncate(to: 0)
      print(value, scratch)
      write(scratch.bytes, to: output)
    }
  }

  /// Whether digits and a sign need no treatment here.
  @inline(__always)
  var printsNumbersPlainly: Bool {
    Self.plainNumbers &>> UInt64(rawValue &>> 2) & 1 != 0
  }

  /// One bit a stage: digits, a sign and a point stand there as they are.
  @inline(__always)
  private static var plainNumbers: UInt64 {
    ~(bit(.nothing) | bit(.tagName) | bit(.attributeName) | bit(.jsRegexp) | bit(.resourceURL)
      | bit(.jsValue) | bit(.jsonValue))
  }

  @inline(__always)
  private static func bit(_ stage: Stage) -> UInt64 { 1 &<< UInt64(stage.rawValue) }
}
