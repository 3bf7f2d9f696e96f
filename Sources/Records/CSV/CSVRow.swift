/// One field of a CSV row, as a range of the row's bytes.
struct CSVField: BitwiseCopyable {
  /// The text, without the quotation marks around it.
  var start: Int
  var count: Int
  /// Whether marks within are doubled.
  var hasDoubledQuotes: Bool
  /// Whether it stood in quotation marks: then it is text.
  var isQuoted: Bool
}

/// Splits a CSV row into fields (RFC 4180, section 2).
enum CSVRow {
  /// Appends the fields of a row; nil, or the index of a quotation mark that stands where none may.
  static func split(
    _ row: UnsafeRawBufferPointer, _ delimiter: UInt8, into fields: inout [CSVField]
  ) -> Int? {
    var start = 0
    while true {
      var index = start
      let isQuoted = index < row.count && row[index] == UInt8(ascii: "\"")
      var hasDoubled = false
      if isQuoted {
        index += 1
        while true {
          while index < row.count, row[index] != UInt8(ascii: "\"") { index += 1 }
          if index >= row.count { return start }
          index += 1
          if index < row.count, row[index] == UInt8(ascii: "\"") {
            hasDoubled = true
            index += 1
          } else {
            break
          }
        }
        if index < row.count, row[index] != delimiter { return index }
        fields.append(
          CSVField(
            start: start + 1, count: index - start - 2, hasDoubledQuotes: hasDoubled, isQuoted: true
          ))
      } else {
        while index < row.count, row[index] != delimiter {
          if row[index] == UInt8(ascii: "\"") { return index }
          index += 1
        }
        fields.append(
          CSVField(start: start, count: index - start, hasDoubledQuotes: false, isQuoted: false))
      }
      if index >= row.count { return nil }
      start = index + 1
    }
  }

  /// A field's bytes, doubled marks made single.
  static func text(of field: CSVField, in row: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    var index = field.start
    let end = field.start + field.count
    while index < end {
      text.append(row[index])
      index += field.hasDoubledQuotes && row[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return text
  }
}
