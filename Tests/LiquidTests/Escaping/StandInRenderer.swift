@testable import Liquid

/// Renders what the stand-in compiled.
struct StandInRenderer {
  private let template: StandInTemplate
  private let scratch = Scratch()
  private let printed = Scratch()

  init(_ template: StandInTemplate) { self.template = template }

  /// The page for `data`; `trusted` says which variables the schema trusts, and as what.
  func render(_ data: [String: PlainData], trusted: [String: String] = [:]) -> String {
    String(decoding: renderBytes(data, trusted: trusted), as: UTF8.self)
  }

  func renderBytes(_ data: [String: PlainData], trusted: [String: String] = [:]) -> [UInt8] {
    scratch.reset()
    var scope: [String: Value] = [:]
    for (name, item) in data {
      scope[name] = value(item).with(StandInRenderer.flags[trusted[name] ?? ""] ?? [])
    }
    _ = run(template.steps, &scope)
    return Array(scratch.output.bytes)
  }

  private static let flags: [String: Value.Flags] = [
    "html": .markup, "css": .trustedCSS, "js": .trustedScript, "jsstr": .trustedScriptString,
    "url": .trustedURL, "attr": .trustedAttribute, "srcset": .trustedSrcset,
  ]

  private func value(_ item: PlainData) -> Value {
    switch item {
    case .null: return .nil
    case .boolean(let boolean): return Value(boolean)
    case .integer(let number): return Value(number)
    case .string(let text): return Value(text, in: scratch.arena)
    case .list(let items):
      let elements = scratch.arena.allocateValues(max(1, items.count))
      for (index, item) in items.enumerated() { elements[index] = value(item) }
      return Value(array: UnsafeBufferPointer(start: elements, count: items.count))
    case .object(let entries):
      let members = scratch.arena.allocateMembers(max(1, entries.count))
      for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
        members[index] = Member(key: Value(entry.key, in: scratch.arena), value: value(entry.value))
      }
      return Value(object: UnsafeBufferPointer(start: members, count: entries.count))
    }
  }

  /// False when the loop round it is to be left.
  private func run(_ steps: [StandInTemplate.Step], _ scope: inout [String: Value]) -> Bool {
    for step in steps {
      switch step {
      case .text(let bytes): bytes.withUnsafeBytes { scratch.output.append($0) }
      case .output(let expression, let escaper):
        let value = evaluate(expression, scope, escaper)
        escaper.write(value, to: scratch.output, scratch: printed.output, print: print)
      case .branch(let condition, let then, let otherwise):
        guard run(evaluate(condition, scope).isTruthy ? then : otherwise, &scope) else {
          return false
        }
      case .loop(let name, let list, let body, let otherwise):
        let elements = evaluate(list, scope).elements
        if elements.isEmpty, !run(otherwise, &scope) { return false }
        for element in elements {
          scope[name] = element
          if !run(body, &scope) { break }
        }
      case .partial(let key, let arguments):
        var inner = scope
        for (name, expression) in arguments { inner[name] = evaluate(expression, scope) }
        _ = run(template.partials[key] ?? [], &inner)
      case .assign(let name, let expression): scope[name] = evaluate(expression, scope)
      case .leaveLoop: return false
      }
    }
    return true
  }

  private func evaluate(
    _ expression: StandInExpression, _ scope: [String: Value], _ escaper: Escaper = .text
  ) -> Value {
    var result = resolve(expression.path, scope)
    if let limit = expression.limit { return Value(result.integer > limit) }
    for filter in expression.filters {
      switch filter.name {
      case "minus": result = Value(result.integer - (Int64(filter.argument ?? "") ?? 0))
      case "url_encode": result = encoded(result)
      case "escape":
        // Where the context does not take markup it escapes for itself.
        if escaper.takesMarkup { result = escaped(result) }
      default: preconditionFailure("the cases use no other filter")
      }
    }
    return result
  }

  private func escaped(_ value: Value) -> Value {
    printed.output.truncate(to: 0)
    Escaper.text.write(
      value, to: printed.output, scratch: Scratch().output, print: print)
    return Value(String(decoding: printed.output.bytes, as: UTF8.self), in: scratch.arena)
      .with(.markup)
  }

  private func encoded(_ value: Value) -> Value {
    let text = value.bytes.map { byte in
      ASCII.isAlphanumeric(byte)
        ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }
    return Value(text.joined(), in: scratch.arena)
  }

  private func resolve(_ path: String, _ scope: [String: Value]) -> Value {
    if path == "true" { return Value(true) }
    if path == "false" { return Value(false) }
    if let number = Int(path) { return Value(number) }
    var parts = path.split(separator: ".").map(String.init)
    var result = scope[parts.removeFirst()] ?? .nil
    for part in parts {
      if part == "size" {
        result = Value(result.elements.count)
      } else {
        result =
          result.members.first { String(decoding: $0.key.bytes, as: UTF8.self) == part }?.value
          ?? .nil
      }
    }
    return result
  }

  private func print(_ value: Value, _ output: Output) {
    switch value.tag {
    case .boolean: output.append(text: value.isTruthy ? "true" : "false")
    case .integer: output.append(text: String(value.integer))
    case .string: output.append(value.bytes)
    case .array: for element in value.elements { print(element, output) }
    default: break
    }
  }
}
