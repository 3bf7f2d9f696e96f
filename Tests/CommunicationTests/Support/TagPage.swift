import Diagnostics
import Liquid

@testable import Communication

/// A page of some text and one tag, rendered with no data.
func tagPage(_ text: String, _ tag: TagRow, _ filters: [FilterRow] = []) throws -> String {
  let program = try Program.compile(
    SourceFile(path: "template", text: text), as: .html,
    environment: Environment(filters: FilterTable(adding: filters), tags: [tag]))
  let scratch = Scratch()
  let renderer = Renderer(
    program, scratch: scratch,
    scope: FilterScope(arena: scratch.arena, limits: RenderLimits(), now: 0))
  try renderer.render(.nil)
  return String(decoding: scratch.output.bytes, as: UTF8.self)
}
