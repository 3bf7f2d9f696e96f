internal import CSimdJSON
internal import Liquid

/// Reads one JSON text after another: simdjson finds the tokens, `JSONWalker` builds the value.
///
/// One per worker. Strict as RFC 8259, and a field that is read may occur once only.
final class JSONReader {
  private let indexer: OpaquePointer
  private let stacks = JSONStacks()
  private let lookup: FieldLookup?
  private var objectNumber: UInt32 = 0

  /// A reader of whole values, or of the fields of a tree.
  init(fields: FieldTree?) {
    guard let indexer = csimdjson_create() else {
      preconditionFailure("there is memory for a few hundred bytes")
    }
    self.indexer = indexer
    lookup = fields.map(FieldLookup.init)
  }

  deinit {
    csimdjson_destroy(indexer)
    stacks.destroy()
  }

  /// The value of one text; strings without escapes stay where they are.
  ///
  /// Behind the text must stand a byte that belongs to no token (a line end or zero) and, with it,
  /// `RecordBatch.padding` readable bytes.
  func read(_ text: UnsafeRawBufferPointer, into arena: Arena) throws(JSONFault) -> Value {
    guard let start = text.baseAddress, !text.isEmpty else {
      throw JSONFault(kind: .empty, offset: 0)
    }
    var tokens: UnsafePointer<UInt32>?
    var tokenCount = 0
    let status = csimdjson_index(indexer, start, text.count, &tokens, &tokenCount)
    guard status == CSIMDJSON_OK, let tokens else {
      // The first stage names one fault of several; that it is no UTF-8 at all explains the others.
      let isUTF8 = csimdjson_is_utf8(start, text.count)
      throw Self.fault(isUTF8 ? status : CSIMDJSON_UTF8)
    }
    // Object numbers tell fields seen twice; they must not wrap round within one text.
    if objectNumber > UInt32.max / 2 { resetObjectNumbers() }
    stacks.clear()
    var walker = JSONWalker(
      base: start.assumingMemoryBound(to: UInt8.self), count: text.count, tokens: tokens,
      tokenCount: tokenCount, arena: arena, tables: lookup?.tables, stacks: stacks,
      objectNumber: objectNumber)
    defer { objectNumber = walker.objectNumber }
    return try walker.document()
  }

  private func resetObjectNumbers() {
    objectNumber = 0
    lookup?.forgetSeen()
  }

  private static func fault(_ status: csimdjson_status) -> JSONFault {
    let kind: JSONFault.Kind =
      switch status {
      case CSIMDJSON_EMPTY: .empty
      case CSIMDJSON_UTF8: .encoding
      case CSIMDJSON_UNCLOSED_STRING: .unclosedString
      case CSIMDJSON_CONTROL_CHARACTER: .controlCharacter
      case CSIMDJSON_MEMORY: .memory
      default: .expectedValue
      }
    return JSONFault(kind: kind, offset: 0)
  }
}
