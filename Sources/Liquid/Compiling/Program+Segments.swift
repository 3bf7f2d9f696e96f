extension Program {
  /// The distinct pieces of static text that the program copies into pages, as `TracedRun.segment` counts them.
  ///
  /// A copy of all static text: for what is made once per template, such as its compressed form.
  public var segments: [[UInt8]] {
    segmentRanges.map { Array(UnsafeRawBufferPointer(rebasing: text[$0])) }
  }

  /// Gives each `text` operation the index of its piece; equal text has one index, wherever it stands.
  static func numberSegments(of code: inout [Operation], in text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var known: [ArraySlice<UInt8>: UInt32] = [:]
    for index in code.indices where code[index].code == .text {
      let range = Int(code[index].c)..<Int(code[index].c) + Int(code[index].d)
      if let segment = known[text[range]] {
        code[index].e = segment
        continue
      }
      code[index].e = UInt32(ranges.count)
      known[text[range]] = code[index].e
      ranges.append(range)
    }
    return ranges
  }
}
