/// Which snippets call which, so that a snippet is walked after all its calls are known.
struct SnippetGraph {
  /// Rendered snippets, callers before those they call.
  private(set) var order: [String] = []
  /// Snippets that call themselves, directly or through others.
  private(set) var recursive: Set<String> = []
  /// Snippets that a page reaches, by `render` or `include`.
  private(set) var reached: Set<String> = []
  /// Snippets that share the variables of a text that includes them.
  private(set) var included: Set<String> = []
  /// Whether some snippet is named by a value: then any may be reached.
  private(set) var isOpen = false
  private var state: [String: Bool] = [:]

  init(_ session: CheckSession, pages: [TemplateNames]) {
    var path: [String] = []
    for page in pages { visitCalls(of: page, session, &path) }
    order.reverse()
  }

  private mutating func visitCalls(
    of names: TemplateNames, _ session: CheckSession, _ path: inout [String]
  ) {
    isOpen = isOpen || names.callsSnippetsByValue
    for call in names.calls {
      if !call.isIsolated { included.insert(call.name) }
      visit(call.name, session, &path)
    }
  }

  private mutating func visit(_ name: String, _ session: CheckSession, _ path: inout [String]) {
    if let isDone = state[name] {
      if !isDone, let start = path.firstIndex(of: name) { recursive.formUnion(path[start...]) }
      return
    }
    guard let snippet = session.snippet(name) else { return }
    reached.insert(name)
    state[name] = false
    path.append(name)
    visitCalls(of: snippet.names, session, &path)
    path.removeLast()
    state[name] = true
    order.append(name)
  }
}

extension TemplateNames {
  /// The names of a text and of all snippets it includes, which share its variables.
  func including(_ session: CheckSession) -> TemplateNames {
    var result = self
    var open = calls.filter { !$0.isIsolated }.map(\.name)
    var done: Set<String> = []
    while let name = open.popLast() {
      guard done.insert(name).inserted else { continue }
      guard let snippet = session.snippet(name) else {
        result.includesUnread = true
        continue
      }
      result.merge(snippet.names)
      open += snippet.names.calls.filter { !$0.isIsolated }.map(\.name)
    }
    return result
  }
}
