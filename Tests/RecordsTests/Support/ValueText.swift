import Liquid

/// A value as JSON text, numbers from their exact parts: what tests compare.
func text(of value: Value) -> String {
  switch value.tag {
  case .nil: return "null"
  case .boolean: return value.payload == 1 ? "true" : "false"
  case .integer: return String(value.integer)
  case .decimal:
    let digits = String(value.mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, value.scale + 1 - digits.count)) + digits
    return (value.mantissa < 0 ? "-" : "") + padded.dropLast(value.scale) + "."
      + padded.suffix(value.scale)
  case .float: return "float(\(value.float))"
  case .bigInteger: return String(decoding: value.bytes, as: UTF8.self)
  case .string: return quoted(String(decoding: value.bytes, as: UTF8.self))
  case .array: return "[" + value.elements.map(text).joined(separator: ",") + "]"
  case .object:
    return "{"
      + value.members.map { "\(text(of: $0.key)):\(text(of: $0.value))" }
      .joined(separator: ",") + "}"
  default: return "unexpected(\(value.tag))"
  }
}

private func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    default:
      if scalar.value < 0x20 {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
  }
  return out + "\""
}
