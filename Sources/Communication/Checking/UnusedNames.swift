import Diagnostics
import Liquid

/// Finds variables that are assigned and never read.
struct UnusedNames {
  private let session: CheckSession

  init(_ session: CheckSession) { self.session = session }

  func check(_ pages: [(file: SourceFile, names: TemplateNames)], _ graph: SnippetGraph) {
    // An included snippet writes for its includers: what any of them reads is read.
    var includerReads: [String: Set<String>] = [:]
    for page in pages {
      let all = page.names.including(session)
      report(
        page.names, in: page.file, reads: all.reads,
        isOpen: all.namesVariablesByValue || all.includesUnread)
      for call in all.calls where !call.isIsolated {
        includerReads[call.name, default: []].formUnion(all.reads)
      }
    }
    // A text that could not be read may include any snippet, and read what it assigns.
    guard session.isWhole else { return }
    for name in session.snippets.names {
      guard let snippet = session.snippet(name) else { continue }
      let all = snippet.names.including(session)
      report(
        snippet.names, in: snippet.file, reads: all.reads.union(includerReads[name] ?? []),
        isOpen: all.namesVariablesByValue || graph.isOpen)
    }
  }

  private func report(
    _ names: TemplateNames, in file: SourceFile, reads: Set<String>, isOpen: Bool
  ) {
    if isOpen { return }
    for assignment in names.assignments where !reads.contains(assignment.name) {
      session.add(
        Diagnostic(
          code: "unused-variable", severity: .warning,
          message: "'\(assignment.name)' is assigned and never read",
          place: .init(
            file: file, span: SourceSpan(assignment.span.start, assignment.span.end)),
          hint: "delete the assignment, or read the variable"))
    }
  }
}
