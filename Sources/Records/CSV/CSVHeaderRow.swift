/// Reads the first row of a CSV input and understands it.
struct CSVHeaderRow {
  /// A longer header is no header.
  private static let maximumBytes = 1 << 20
  private static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"),
  ]

  private let path: String
  private let givenDelimiter: UInt8?
  private var bytes: [UInt8] = []
  private var rowEnd: Int?

  init(path: String, delimiter: UInt8?) {
    self.path = path
    givenDelimiter = delimiter
  }

  /// Adds bytes; true when the row is complete.
  mutating func append(_ more: UnsafeRawBufferPointer) throws(SourceError) -> Bool {
    bytes += more
    // Quotation marks decide where the row ends whatever the delimiter is.
    rowEnd = bytes.withUnsafeBytes { buffer in
      var scanner = CSVRowScanner()
      return scanner.end(
        in: UnsafeRawBufferPointer(rebasing: buffer[markCount...]), givenDelimiter ?? 0x2C)
    }.map { $0 + markCount }
    if rowEnd == nil, bytes.count > Self.maximumBytes {
      throw fault("the first row is longer than \(Self.maximumBytes >> 20) MiB")
    }
    return rowEnd != nil
  }

  /// What was read behind the row.
  var rest: [UInt8] { rowEnd.map { Array(bytes[($0 + 1)...]) } ?? [] }

  /// What the row means.
  func header(_ options: RecordOptions) throws(SourceError) -> CSVHeader {
    var row = Array(bytes[markCount..<(rowEnd ?? bytes.count)])
    if row.last == 0x0D { row.removeLast() }
    if row.isEmpty { throw fault("the first row, which names the columns, is empty") }
    let delimiter = givenDelimiter ?? Self.commonest(in: row)
    var fields: [CSVField] = []
    let (wrong, names) = row.withUnsafeBytes { buffer in
      let wrong = CSVRow.split(buffer, delimiter, into: &fields)
      return (
        wrong, fields.map { String(decoding: CSVRow.text(of: $0, in: buffer), as: UTF8.self) }
      )
    }
    if wrong != nil { throw fault("a quotation mark in the first row stands where none may") }
    let plan = CSVPlan()
    var columns: [CSVHeader.Column] = []
    for (index, name) in names.enumerated() {
      let column = try column(name, index, options)
      let parts = column.path.split(separator: ".", omittingEmptySubsequences: false)
      if parts.contains(where: \.isEmpty) { throw fault("column \(index + 1) has an empty name") }
      if !plan.add(parts[...], column: index) {
        // Without a header row a customer's values stand here.
        throw fault("column \(index + 1) repeats or contradicts another column")
      }
      columns.append(column)
    }
    if let list = plan.finish() {
      throw fault(
        list.isEmpty
          ? "a column's name begins with a number: is there a header row?"
          : "a list's columns are not numbered 0, 1, 2 and so on without gaps")
    }
    if let key = options.keyPath, !columns.contains(where: { $0.path == key }) {
      throw fault("no column is named '\(key)', where the template has its records' key")
    }
    return CSVHeader(delimiter: delimiter, columns: columns, plan: plan)
  }
}

extension CSVHeaderRow {
  private var markCount: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  private func column(_ name: String, _ index: Int, _ options: RecordOptions)
    throws(SourceError) -> CSVHeader.Column
  {
    let trimmed = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    if let colon = trimmed.lastIndex(of: ":") {
      let path = String(trimmed[..<colon])
      switch trimmed[trimmed.index(after: colon)...] {
      case "number": return CSVHeader.Column(path: path, kind: .number)
      case "text": return CSVHeader.Column(path: path, kind: .text)
      case "boolean": return CSVHeader.Column(path: path, kind: .boolean)
      default: throw fault("column \(index + 1) ends in none of :number, :text and :boolean")
      }
    }
    // Paths of a schema have no list positions.
    let schemaPath = trimmed.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
    if options.numericPaths.contains(schemaPath) {
      return CSVHeader.Column(path: trimmed, kind: .number)
    }
    if options.booleanPaths.contains(schemaPath) {
      return CSVHeader.Column(path: trimmed, kind: .boolean)
    }
    let isText = options.textPaths.contains(schemaPath)
    return CSVHeader.Column(path: trimmed, kind: isText ? .text : .automatic)
  }

  /// The delimiter that stands most often outside quotation marks.
  private static func commonest(in row: [UInt8]) -> UInt8 {
    var counts = candidates.map { _ in 0 }
    var isQuoted = false
    for byte in row {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[best] == 0 ? candidates[0] : candidates[counts.firstIndex(of: counts[best]) ?? 0]
  }

  private func fault(_ message: String) -> SourceError {
    SourceError(
      .header, path: path, message,
      hint: "the first row names the columns by dotted paths: bill.number,bill.lines.0.name")
  }
}
