internal import CSimdJSON
internal import Liquid

/// Decodes one CSV row into the nested object its header describes.
///
/// An empty cell is an absent field; objects and list elements of which every cell is empty are absent, too.
/// Cells without quotation marks that are plain decimal numbers become numbers, as long as nothing of their
/// text would be lost: no plus sign, no leading zero, no exponent, at most 18 digits. Postal codes such as
/// `00184`, meter numbers of 20 digits and codes such as `1E5` therefore stay text. Columns declared `:text`,
/// `:number` or `:boolean`, and those of a schema, are what they are declared.
final class CSVDecoder: RecordDecoder {
  private let projection: FieldProjection?
  private var fields: [CSVField] = []
  private var cells: [Value] = []

  init(_ tree: FieldTree?) { projection = tree.map(FieldProjection.init) }

  func decode(_ raw: RawRecord, in batch: RecordBatch, into arena: Arena)
    throws(RecordError) -> Value
  {
    guard let header = batch.header else { preconditionFailure("a batch of rows has a header") }
    if raw.problem == .tooLong {
      throw RecordError(
        .tooLong, in: raw, "the row is longer than \(LineReader.maximumLineBytes >> 20) MiB")
    }
    let row = batch.bytes(of: raw)
    guard csimdjson_is_utf8(row.baseAddress, row.count) else {
      throw RecordError(.invalidUTF8, in: raw, "the text is not UTF-8")
    }
    fields.removeAll(keepingCapacity: true)
    if let wrong = CSVRow.split(row, header.delimiter, into: &fields) {
      let start = raw.offset + Int64(wrong)
      throw RecordError(
        .csvQuote, in: raw, at: start..<(start + 1), field: path(fields.count, header),
        "a quotation mark stands where RFC 4180 allows none")
    }
    if fields.count != header.columns.count {
      throw RecordError(
        .csvFieldCount, in: raw,
        "the row has \(fields.count) fields, the header \(header.columns.count)")
    }
    try readCells(row, header, raw, arena)
    let record = try build(header.root, header, raw, arena)
    let whole = record.isNil ? Value(object: UnsafeBufferPointer(start: nil, count: 0)) : record
    return projection?.project(whole, into: arena) ?? whole
  }
}

extension CSVDecoder {
  private func path(_ column: Int, _ header: CSVHeader) -> String {
    column < header.columns.count ? header.columns[column].path : ""
  }

  private func readCells(
    _ row: UnsafeRawBufferPointer, _ header: CSVHeader, _ raw: RawRecord, _ arena: Arena
  ) throws(RecordError) {
    cells.removeAll(keepingCapacity: true)
    for (index, field) in fields.enumerated() {
      let kind = header.columns[index].kind
      if field.count == 0 {
        cells.append(.nil)
      } else if kind == .boolean {
        guard let boolean = Self.boolean(field, in: row) else {
          let start = raw.offset + Int64(field.start)
          throw RecordError(
            .csvBoolean, in: raw, at: start..<(start + Int64(field.count)),
            field: path(index, header), "this is neither true nor false")
        }
        cells.append(boolean)
      } else if kind == .number || (kind == .automatic && !field.isQuoted) {
        if let number = Self.number(field, in: row) {
          cells.append(number)
        } else if kind == .automatic {
          cells.append(Self.text(field, in: row, arena))
        } else {
          let start = raw.offset + Int64(field.start)
          throw RecordError(
            .csvNumber, in: raw, at: start..<(start + Int64(field.count)),
            field: path(index, header),
            "this is no number as 1234.50: no plus, no leading zero, no exponent, at most 18 digits"
          )
        }
      } else {
        cells.append(Self.text(field, in: row, arena))
      }
    }
  }

  private static func text(
    _ field: CSVField, in row: UnsafeRawBufferPointer, _ arena: Arena
  ) -> Value {
    if !field.hasDoubledQuotes {
      return Value(
        string: UnsafeRawBufferPointer(rebasing: row[field.start..<(field.start + field.count)]))
    }
    let text = CSVRow.text(of: field, in: row)
    var writer = ArenaWriter(arena, capacity: text.count)
    text.withUnsafeBytes { writer.append($0) }
    return writer.finish()
  }

  private static func boolean(_ field: CSVField, in row: UnsafeRawBufferPointer) -> Value? {
    let text = row[field.start..<(field.start + field.count)]
    if text.elementsEqual("true".utf8) { return Value(true) }
    return text.elementsEqual("false".utf8) ? Value(false) : nil
  }

  /// A number whose text says no more than its value; nil for anything else.
  private static func number(_ field: CSVField, in row: UnsafeRawBufferPointer) -> Value? {
    // The byte behind the last cell is a line end or the batch's padding, so that no number runs on.
    guard field.count <= 20, let base = row.baseAddress else { return nil }
    let start = (base + field.start).assumingMemoryBound(to: UInt8.self)
    guard let result = try? NumberText.parse(start), result.end - start == field.count else {
      return nil
    }
    let isExact = result.value.tag == .integer || result.value.tag == .decimal
    let digits = field.count - (start.pointee == UInt8(ascii: "-") ? 1 : 0)
    // Of -0 an integer would lose the sign; a refund of -0.00 is a sum of money, as it is in the other formats.
    let isMinusZero =
      start.pointee == UInt8(ascii: "-") && result.value.tag == .integer
      && result.value.payload == 0
    let isShort = digits <= (result.value.tag == .decimal ? 19 : 18)
    return isExact && isShort && !isMinusZero ? result.value : nil
  }

  /// The value of a part of the plan; nil when all its cells are empty.
  private func build(
    _ node: CSVHeader.Node, _ header: CSVHeader, _ raw: RawRecord, _ arena: Arena
  ) throws(RecordError) -> Value {
    switch node {
    case .leaf(let column): return cells[column]
    case .object(let children):
      let members = arena.allocateMembers(children.count)
      var count = 0
      for child in children {
        let value = try build(child.node, header, raw, arena)
        if value.isNil { continue }
        (members + count).initialize(to: Member(key: child.key, value: value))
        count += 1
      }
      if count == 0 { return .nil }
      return Value(object: UnsafeBufferPointer(start: members, count: count))
    case .list(let children):
      let elements = arena.allocateValues(children.count)
      var count = 0
      for (index, child) in children.enumerated() {
        let value = try build(child, header, raw, arena)
        (elements + index).initialize(to: value)
        if value.isNil { continue }
        if count < index {
          throw RecordError(
            .csvListGap, in: raw, field: path(children[count].firstColumn, header),
            "all cells of this list element are empty, but a later element has some")
        }
        count += 1
      }
      if count == 0 { return .nil }
      return Value(array: UnsafeBufferPointer(start: elements, count: count))
    }
  }
}
