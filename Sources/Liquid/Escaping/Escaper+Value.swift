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
    default:
      scratch.truncate(to: 0)
      print(value, scratch)
      write(scratch.bytes, to: output)
    }
  }

  /// Whether digits and a sign need no treatment here.
  private var printsNumbersPlainly: Bool {
    switch stage {
    case .nothing, .tagName, .attributeName, .jsRegexp, .resourceURL, .jsValue, .jsonValue: false
    default: true
    }
  }
}

/// Whole numbers as text.
enum NumberText {
  /// Writes a whole number in base ten.
  static func write(_ number: Int64, to output: Output) {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
      var rest = number.magnitude
      var start = 20
      repeat {
        start -= 1
        digits[start] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
        rest /= 10
      } while rest > 0
      if number < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      output.append(UnsafeRawBufferPointer(rebasing: digits[start...]))
    }
  }
}
