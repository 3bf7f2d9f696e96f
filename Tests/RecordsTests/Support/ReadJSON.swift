import Liquid

@testable import Records

/// Reads one JSON text as the NDJSON decoder does, and shows the value or the fault.
func readJSON(_ bytes: [UInt8], fields: FieldTree? = nil) -> Result<String, JSONFault> {
  let reader = JSONReader(fields: fields)
  let scratch = Scratch()
  let padded = bytes + [UInt8](repeating: 0, count: RecordBatch.padding)
  return padded.withUnsafeBytes { buffer in
    let input = UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
    return Result { () throws(JSONFault) in text(of: try reader.read(input, into: scratch.arena)) }
  }
}

func readJSON(_ string: String, fields: FieldTree? = nil) -> Result<String, JSONFault> {
  readJSON(Array(string.utf8), fields: fields)
}

extension Result where Failure == JSONFault {
  var fault: JSONFault.Kind? {
    if case .failure(let fault) = self { return fault.kind }
    return nil
  }
}

/// A tree of the given paths; `*` at the end takes the whole value.
func tree(_ paths: String...) -> FieldTree {
  var builder = FieldTree.Builder()
  for path in paths {
    var node = builder.root
    for part in path.split(separator: ".") {
      if part == "*" {
        builder.takeAll(node)
      } else {
        node = builder.child(String(part), of: node).node
      }
    }
  }
  return builder.build()
}
