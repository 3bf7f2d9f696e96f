public import Diagnostics
public import Liquid

/// Reads one whole JSON file, such as a template's locale or schema, with the reader that records go through.
public enum JSONDocument {
  /// The file's value; its strings live in the arena.
  ///
  /// - Throws: what RFC 8259 forbids, at its place in the file.
  public static func read(_ file: SourceFile, into arena: Arena) throws(DiagnosticsError) -> Value {
    let mark = [0xEF, 0xBB, 0xBF] as [UInt8]
    let skipped = file.bytes.starts(with: mark) ? mark.count : 0
    let count = file.bytes.count - skipped
    let copy = arena.allocate(count + RecordBatch.padding)
    file.bytes.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress, count > 0 {
        copy.copyMemory(from: start + skipped, byteCount: count)
      }
    }
    (copy + count).initializeMemory(as: UInt8.self, repeating: 0, count: RecordBatch.padding)
    do throws(JSONFault) {
      return try JSONReader(fields: nil)
        .read(UnsafeRawBufferPointer(start: copy, count: count), into: arena)
    } catch {
      let offset = skipped + error.offset
      throw DiagnosticsError(
        Diagnostic(
          code: error.code.rawValue, message: error.message,
          place: .init(file: file, span: SourceSpan(offset, offset + 1))))
    }
  }
}
