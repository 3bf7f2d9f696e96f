internal import Communication
internal import Diagnostics
internal import Liquid
internal import Records

/// Reads `--now`.
enum LiquidClock {
  /// Seconds since 1970 of a date, or of a date and time in UTC.
  static func seconds(_ text: String) -> Int64? {
    guard let date = AsOfDate(String(text.prefix(10))) else { return nil }
    if text.count == 10 { return date.secondsSince1970 }
    let time = text.dropFirst(10)
    guard time.count == 10, time.first == "T", time.last == "Z" else { return nil }
    let parts = time.dropFirst().dropLast().split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
    return date.secondsSince1970 + parts[0] * 3600 + parts[1] * 60 + parts[2]
  }
}

/// Renders every case of a conformance file and prints one JSON line for each, in order.
struct LiquidCases {
  let type: ContentType
  let now: Int64

  func run(_ path: String, _ console: Console) throws {
    let scratch = Scratch()
    let file: Value
    do {
      file = try JSONDocument.read(try InputFiles.file(path), into: scratch.arena)
    } catch let error as DiagnosticsError {
      console.report(error.log)
      throw BillowExit.input.error
    }
    let cases = file.tag == .array ? file : file.member("cases") ?? .nil
    guard cases.tag == .array else {
      console.report(
        Diagnostic(
          code: "cases-format", message: "\(path) holds no list of cases",
          hint: "it must be a list of objects, or an object with 'cases'"))
      throw BillowExit.input.error
    }
    for testCase in cases.elements { console.out(line(testCase) + "\n") }
  }

  private func line(_ testCase: Value) -> String {
    do {
      return "{\"output\":\(JSONText.quoted(try render(testCase)))}"
    } catch let error as DiagnosticsError {
      return error.log.diagnostics.first.map(errorLine) ?? "{\"error\":{}}"
    } catch let error as RenderError {
      return errorLine(error.diagnostic)
    } catch {
      return errorLine(Diagnostic(code: "internal", message: "\(error)"))
    }
  }

  private func errorLine(_ problem: Diagnostic) -> String {
    let location = problem.place.map { $0.file.location(of: $0.span.start) }
    return "{\"error\":{\"code\":\(JSONText.quoted(problem.code)),\"line\":\(location?.line ?? 0),"
      + "\"column\":\(location?.column ?? 0),\"message\":\(JSONText.quoted(problem.message))}}"
  }

  private func render(_ testCase: Value) throws -> String {
    var limits = RenderLimits()
    // Shopify/liquid stops at a hundred scopes within scopes.
    limits.includeDepth = 99
    let environment = Environment(limits: limits, defersUnknownNames: true)
    var snippets: [String: SourceFile] = [:]
    for member in (testCase.member("templates") ?? .nil).members {
      let name = String(decoding: member.key.bytes, as: UTF8.self)
      snippets[name] = SourceFile(path: name, bytes: Array(member.value.bytes))
    }
    let source = SourceFile(
      path: "template", bytes: Array((testCase.member("template") ?? .nil).bytes))
    let program = try Program.compile(
      source, as: type, snippets: Snippets(snippets), environment: environment)
    let scratch = Scratch()
    let data = trust(
      (testCase.member("data") ?? .nil).withRubyNumbers(in: scratch.arena),
      testCase.member("trusted") ?? .nil, scratch)
    let renderer = Renderer(
      program, scratch: scratch,
      scope: FilterScope(arena: scratch.arena, limits: limits, now: now))
    let printsErrors = testCase.member("inline_errors")?.isTruthy ?? false
    try renderer.render(data, failures: printsErrors ? .printed : .thrownUnlessBlank)
    return String(decoding: scratch.output.bytes, as: UTF8.self)
  }

  /// The data with the flags that `trusted` gives its variables.
  private func trust(_ data: Value, _ trusted: Value, _ scratch: Scratch) -> Value {
    guard trusted.length > 0, data.tag == .object else { return data }
    let members = scratch.arena.allocateMembers(data.members.count)
    for (index, member) in data.members.enumerated() {
      var member = member
      if let kind = trusted.member(named: member.key.bytes), let flags = Self.flags(kind) {
        member.value = member.value.with(flags)
      }
      (members + index).initialize(to: member)
    }
    return Value(object: UnsafeBufferPointer(start: members, count: data.members.count))
  }

  private static func flags(_ kind: Value) -> Value.Flags? {
    switch String(decoding: kind.bytes, as: UTF8.self) {
    case "html": .markup
    case "css": .trustedCSS
    case "js": .trustedScript
    case "jsstr": .trustedScriptString
    case "url": .trustedURL
    case "attr": .trustedAttribute
    case "srcset": .trustedSrcset
    default: nil
    }
  }
}

extension Value {
  /// A member by a literal name.
  func member(_ name: StaticString) -> Value? {
    member(
      named: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
