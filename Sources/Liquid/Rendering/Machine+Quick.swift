extension Machine {
  /// Prints a number or a short text that needs no escaping; false, with nothing written, for anything else.
  ///
  /// Nine of ten values are done with here. In two functions that call nothing, so that they save few registers.
  @inline(__always)
  func printsQuickly(_ value: Value, _ escaper: UInt8) -> Bool {
    value.tag == .string
      ? printsText(value, Escaper(rawValue: escaper))
      : printsNumber(value, Escaper(rawValue: escaper))
  }

  @inline(never)
  private func printsText(_ value: Value, _ escaper: Escaper) -> Bool {
    let count = Int(value.length)
    guard output.hasQuickRoom, let start = value.address,
      !output.mayBeConstant(UInt(bitPattern: start))
    else { return false }
    if escaper == .text || escaper == .attribute {
      if value.flags.contains(.markup) { return false }
      return HTMLEscaping.writesClean(start, count, to: output)
    }
    guard escaper == .raw, count <= 32 else { return false }
    Output.copy(start, to: output.quickRoom, count)
    output.advance(by: count)
    return true
  }

  @inline(never)
  private func printsNumber(_ value: Value, _ escaper: Escaper) -> Bool {
    guard output.hasQuickRoom, escaper.printsNumbersPlainly else { return false }
    if value.tag == .integer {
      output.advance(by: NumberText.write(value.integer, at: output.quickRoom))
    } else if value.tag == .decimal {
      output.advance(
        by: NumberText.write(
          mantissa: value.mantissa, scale: value.scale, at: output.quickRoom))
    } else {
      return false
    }
    return true
  }
}
