/// A journal line's text: one JSON object whose fields stand in a fixed order.
extension JournalLine {
  /// Appends the fields, without braces and seal.
  func append(to text: inout ByteStore) {
    text.append("\"unit\":")
    text.append(decimal: unit)
    text.append(",\"firstOrdinal\":")
    text.append(decimal: firstOrdinal)
    text.append(",\"ranges\":[")
    for (number, range) in ranges.enumerated() {
      if number > 0 { text.append(",") }
      text.append(list: range.input, range.bytes.lowerBound, range.bytes.upperBound)
    }
    text.append("],\"read\":")
    text.append(decimal: counts.read)
    text.append(",\"rendered\":")
    text.append(decimal: counts.rendered)
    text.append(",\"rejected\":")
    text.append(decimal: counts.rejected)
    text.append(",\"suppressed\":")
    text.append(decimal: counts.suppressed)
    text.append(",\"reasons\":")
    text.append(reasons)
    text.append(",\"numbers\":")
    text.append(numbers.series)
    text.append(",\"unnumbered\":")
    text.append(decimal: numbers.unnumbered)
    if numbers.leftOut > 0 {
      text.append(",\"leftOut\":")
      text.append(decimal: numbers.leftOut)
    }
    text.append(",\"rejectedKeys\":[")
    for (number, key) in rejectedKeys.enumerated() {
      if number > 0 { text.append(",") }
      text.append("[")
      text.append(decimal: Int(key.ordinal))
      text.append(",\"")
      text.append(text: key.hex)
      text.append("\"]")
    }
    text.append("],\"totals\":")
    text.append(totals)
    text.append(",\"keys\":\"")
    text.append(digest: keys.value)
    text.append("\",\"outputs\":\"")
    text.append(digest: outputs)
    text.append("\",\"books\":")
    if books.tasks > 0 {
      text.append(list: books.documents, books.rejects, books.suppressed, books.tasks)
    } else {
      text.append(list: books.documents, books.rejects, books.suppressed)
    }
    text.append(",\"pack\":")
    if let pack {
      text.append(
        list: pack.pack, pack.length, pack.directoryLength, pack.entries, pack.documents)
      text.append(",\"stored\":\"")
      text.append(digest: stored)
      text.append("\"")
    } else {
      text.append("null")
    }
    guard !tallies.isEmpty else { return }
    text.append(",\"tallies\":")
    text.append(tallies)
  }

  /// Reads what `append(to:)` wrote.
  init(_ scanner: inout LineScanner) throws(LineScanner.Malformed) {
    try scanner.expect("\"unit\":")
    unit = try scanner.integer()
    try scanner.expect(",\"firstOrdinal\":")
    firstOrdinal = try scanner.integer()
    try scanner.expect(",\"ranges\":")
    ranges = try scanner.list { scanner throws(LineScanner.Malformed) in
      let parts = try scanner.integers(3)
      guard parts[1] <= parts[2] else { throw LineScanner.Malformed() }
      return InputRange(input: parts[0], bytes: parts[1]..<parts[2])
    }
    try scanner.expect(",\"read\":")
    let read = try scanner.integer()
    try scanner.expect(",\"rendered\":")
    counts.rendered = try scanner.integer()
    try scanner.expect(",\"rejected\":")
    counts.rejected = try scanner.integer()
    try scanner.expect(",\"suppressed\":")
    counts.suppressed = try scanner.integer()
    guard read == counts.read else { throw LineScanner.Malformed() }
    try scanner.expect(",\"reasons\":")
    reasons = try scanner.reasons()
    try scanner.expect(",\"numbers\":")
    numbers.series = try scanner.numberSeries()
    try scanner.expect(",\"unnumbered\":")
    numbers.unnumbered = try scanner.integer()
    if scanner.isNext(",\"leftOut\":") {
      try scanner.expect(",\"leftOut\":")
      numbers.leftOut = try scanner.integer()
    }
    let numbered = numbers.series.map(\.count) + [numbers.unnumbered, numbers.leftOut]
    guard numbered.allSatisfy({ $0 <= read }) else { throw LineScanner.Malformed() }
    try scanner.expect(",\"rejectedKeys\":")
    rejectedKeys = try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.expect("[")
      let ordinal = try scanner.integer()
      try scanner.expect(",")
      guard let key = KeyMark(hex: try scanner.string(), ordinal: ordinal) else {
        throw LineScanner.Malformed()
      }
      try scanner.expect("]")
      return key
    }
    try scanner.expect(",\"totals\":")
    totals = try scanner.totals()
    try scanner.expect(",\"keys\":")
    keys = KeySum(value: try scanner.digest())
    try scanner.expect(",\"outputs\":")
    outputs = try scanner.digest()
    try scanner.expect(",\"books\":")
    let lengths = try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.integer()
    }
    guard (3...4).contains(lengths.count) else { throw LineScanner.Malformed() }
    books = BookLengths(
      documents: lengths[0], rejects: lengths[1], suppressed: lengths[2],
      tasks: lengths.count > 3 ? lengths[3] : 0)
    try scanner.expect(",\"pack\":")
    if scanner.skip(0x6E) {
      try scanner.expect("ull")
    } else {
      let parts = try scanner.integers(5)
      pack = PackPosition(
        pack: parts[0], length: parts[1], directoryLength: parts[2], entries: parts[3],
        documents: parts[4])
      try scanner.expect(",\"stored\":")
      stored = try scanner.digest()
    }
    if scanner.isNext(",\"tallies\":") {
      try scanner.expect(",\"tallies\":")
      tallies = try scanner.tallies()
    }
  }
}

extension ByteStore {
  /// Appends whole numbers as a JSON list.
  mutating func append(list numbers: Int...) {
    append("[")
    for (position, number) in numbers.enumerated() {
      if position > 0 { append(",") }
      append(decimal: number)
    }
    append("]")
  }

  /// Appends counts of reasons as a JSON list of lists.
  mutating func append(_ reasons: [ReasonCount]) {
    append("[")
    for (number, entry) in reasons.enumerated() {
      append(number > 0 ? ",[\"" : "[\"")
      append(text: entry.outcome.rawValue)
      append("\",")
      append(json: entry.reason)
      append(",")
      append(decimal: entry.count)
      append("]")
    }
    append("]")
  }

  /// Appends series of numbers as a JSON list of lists: prefix, digits, keys, keys out of order, the numbers read first
  /// and last, and then the first and the last of each run.
  mutating func append(_ series: [NumberSeries]) {
    append("[")
    for (number, entry) in series.enumerated() {
      append(number > 0 ? ",[" : "[")
      entry.prefix.withUnsafeBytes { append(json: $0) }
      append(",")
      append(list: entry.digits, entry.count, entry.outOfOrder, entry.firstRead, entry.lastRead)
      append(",[")
      for (number, run) in entry.runs.enumerated() {
        if number > 0 { append(",") }
        append(decimal: run.lowerBound)
        append(",")
        append(decimal: run.upperBound)
      }
      append("]]")
    }
    append("]")
  }

  /// Appends control totals as a JSON list of lists.
  mutating func append(_ totals: [ControlTotal]) {
    append("[")
    for (number, total) in totals.enumerated() {
      if number > 0 { append(",") }
      append("[")
      append(json: total.name)
      append(",")
      append(json: total.group)
      append(",\"")
      append(text: total.outcome.rawValue)
      append("\",")
      append(json: total.amount)
      append("]")
    }
    append("]")
  }
}

extension LineScanner {
  /// A list of exactly `count` whole numbers.
  mutating func integers(_ count: Int) throws(Malformed) -> [Int] {
    let numbers = try list { scanner throws(Malformed) in try scanner.integer() }
    guard numbers.count == count else { throw Malformed() }
    return numbers
  }

  /// A list of counts of reasons.
  mutating func reasons() throws(Malformed) -> [ReasonCount] {
    try list { scanner throws(Malformed) in
      try scanner.expect("[")
      guard let outcome = Outcome(rawValue: try scanner.string()) else { throw Malformed() }
      try scanner.expect(",")
      let reason = try scanner.string()
      try scanner.expect(",")
      let count = try scanner.integer()
      try scanner.expect("]")
      return ReasonCount(outcome, reason, count)
    }
  }

  /// A list of series of numbers.
  mutating func numberSeries() throws(Malformed) -> [NumberSeries] {
    try list { scanner throws(Malformed) in
      try scanner.expect("[")
      let prefix = try scanner.stringBytes()
      try scanner.expect(",")
      let facts = try scanner.integers(5)
      try scanner.expect(",")
      let ends = try scanner.list { scanner throws(Malformed) in try scanner.integer() }
      try scanner.expect("]")
      // As many digits as a number of a key has at most: a journal may have been made up.
      let most = 999_999_999_999_999_999
      guard (1...18).contains(facts[0]), facts[1] > 0, facts[2] < facts[1], facts[3] <= most,
        facts[4] <= most, ends.allSatisfy({ $0 <= most })
      else { throw Malformed() }
      var series = NumberSeries(prefix: prefix, digits: facts[0])
      (series.count, series.outOfOrder) = (facts[1], facts[2])
      (series.firstRead, series.lastRead) = (facts[3], facts[4])
      guard !ends.isEmpty, ends.count % 2 == 0 else { throw Malformed() }
      for at in stride(from: 0, to: ends.count, by: 2) {
        guard ends[at] <= ends[at + 1], at == 0 || ends[at - 1] + 1 < ends[at] else {
          throw Malformed()
        }
        series.runs.append(ends[at]...ends[at + 1])
      }
      return series
    }
  }

  /// A list of control totals.
  mutating func totals() throws(Malformed) -> [ControlTotal] {
    try list { scanner throws(Malformed) in
      try scanner.expect("[")
      let name = try scanner.string()
      try scanner.expect(",")
      let group = try scanner.string()
      try scanner.expect(",")
      guard let outcome = Outcome(rawValue: try scanner.string()) else { throw Malformed() }
      try scanner.expect(",")
      let amount = try scanner.string()
      try scanner.expect("]")
      return ControlTotal(name: name, group: group, outcome: outcome, amount: amount)
    }
  }
}
