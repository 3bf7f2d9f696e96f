extension Program {
  /// Lets common sequences of operations be done in one step of the machine.
  ///
  /// Only the first one's code changes, to one that reads those behind it. They stay where they are: a jump may lead to
  /// them, and a failure names the operation it comes from.
  static func joinSteps(of code: inout [Operation]) {
    for index in code.indices.dropLast() {
      let next = code[index + 1]
      switch (code[index].code, next.code) {
      case (.loadMember, .filter) where next.c == 0 && next.d == 0:
        let isPrinted = index + 2 < code.count && code[index + 2].code == .output
        code[index].code = isPrinted ? .loadMemberFilterOutput : .loadMemberFilter
      case (.loadMember, .jumpIfFalse): code[index].code = .loadMemberJumpIfFalse
      case (.constant, .filter) where next.c == 1 && next.d == 0:
        code[index].code = .constantFilter
      default: break
      }
    }
  }
}
