import Diagnostics
import Liquid

extension TemplateWalk {
  /// Includes within includes; deeper ones are stopped when documents are rendered.
  private static let deepestInclude = 32

  mutating func walkPartial(_ call: PartialCall, _ span: Span) {
    guard case .string(let name) = call.name.kind else {
      takeAll(evaluate(call.name))
      _ = argumentFacts(call, own: nil)
      // Nobody knows which snippet it is.
      return followNoFurther()
    }
    guard session.exists(name) else {
      report(
        "missing-snippet", "there is no snippet '\(name)'", call.name.span,
        hint: Suggestion.nearest(name, in: session.snippets.names).map { "did you mean '\($0)'?" }
          ?? "snippets stand in the folder snippets/")
      _ = argumentFacts(call, own: nil)
      return call.isIsolated ? () : followNoFurther()
    }
    guard let snippet = session.snippet(name) else {
      _ = argumentFacts(call, own: nil)
      return call.isIsolated ? () : followNoFurther()
    }
    let own = name.split(separator: "/").last.map(String.init) ?? name
    let arguments = argumentFacts(call, own: own)
    if call.isIsolated {
      checkCall(name, snippet, call, arguments, span)
      if !isSilent, notesCalls {
        session.calls[name, default: []].append(
          CheckSession.Call(
            arguments: arguments.mapValues(\.argument), place: place(span),
            trail: trail + callers))
      }
    } else if record == nil {
      report(
        "include-in-render", "include usage is not allowed in this context", span,
        hint: "use 'render' and pass what it needs")
    } else {
      include(snippet, call, arguments, span)
    }
  }

  /// An include of which nobody knows what it reads and assigns.
  private mutating func followNoFurther() {
    if let record { session.reads.takeAll(record.origins) }
    for name in knowledge.facts.keys.sorted() { knowledge.assign(name, .unknown) }
  }

  /// What a call hands over, by name.
  private mutating func argumentFacts(_ call: PartialCall, own: String?) -> [String: Fact] {
    var arguments: [String: Fact] = [:]
    if let argument = call.argument {
      let fact = handedOver(evaluate(argument), call)
      if call.isLoop { arguments["forloop"] = EngineGlobals.loop("forloop", outer: nil) }
      if let name = call.alias ?? own { arguments[name] = fact } else { takeAll(fact) }
    }
    for argument in call.named {
      let fact = evaluate(argument.value)
      if own == nil { takeAll(fact) }
      arguments[argument.name] = fact
    }
    return arguments
  }

  /// What a snippet gets: `render ... for` hands over each element, `include` each of a list, and all else as it is.
  private mutating func handedOver(_ given: Fact, _ call: PartialCall) -> Fact {
    if call.isIsolated, !call.isLoop { return given }
    if given.isUnknown {
      if call.isIsolated { return element(of: given) }
      var either = given
      // An element, if it is a list.
      either.mayBePair = true
      return either
    }
    let lists: Kinds = call.isIsolated ? [.list, .object] : .list
    var collection = given
    collection.kinds.formIntersection(lists)
    if collection.kinds.isEmpty { return given }
    var itself = given
    itself.kinds.subtract(lists)
    itself.element = nil
    if lists.contains(.object) { itself.object = nil }
    let element = element(of: collection)
    return itself.kinds.isEmpty ? element : element.joined(itself)
  }

  private mutating func checkCall(
    _ name: String, _ snippet: CheckSession.Snippet, _ call: PartialCall,
    _ arguments: [String: Fact], _ span: Span
  ) {
    if snippet.names.namesVariablesByValue || snippet.names.callsSnippetsByValue { return }
    let documented = Dictionary(
      snippet.doc.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(snippet.names.reads).union(documented.keys)
    let parameters = snippet.names.parameters.filter { session.globals[$0] == nil }
    for argument in call.named where !known.contains(argument.name) {
      report(
        "unknown-argument", "snippet '\(name)' does not use '\(argument.name)'",
        argument.value.span,
        hint: Suggestion.nearest(
          argument.name, in: parameters.filter { arguments[$0] == nil } + documented.keys
        ).map { "did you mean '\($0)'?" } ?? "leave it out")
    }
    var required = parameters.filter {
      !snippet.names.guarded.contains($0) && documented[$0]?.isRequired != false
    }
    required += snippet.doc.parameters.filter(\.isRequired).map(\.name)
      .filter { !required.contains($0) }
    for parameter in required where arguments[parameter] == nil {
      report(
        "missing-argument", "snippet '\(name)' needs '\(parameter)', and the call does not pass it",
        span, hint: "write \(parameter): ...; a snippet sees only what it is passed")
    }
    for argument in call.named {
      guard let wanted = documented[argument.name]?.kinds, let fact = arguments[argument.name],
        !fact.isUnknown, !fact.kinds.present.isEmpty,
        fact.kinds.present.isDisjoint(with: wanted)
      else { continue }
      report(
        "argument-type",
        "snippet '\(name)' wants \(wanted.words) as '\(argument.name)', and "
          + "\(quoted(argument.value.span)) is \(fact.kinds.present.words)",
        argument.value.span, hint: "pass what the snippet's {% doc %} says")
    }
  }

  /// An included snippet shares the variables of its caller: it is walked in its place.
  private mutating func include(
    _ snippet: CheckSession.Snippet, _ call: PartialCall, _ arguments: [String: Fact], _ span: Span
  ) {
    // How deep it goes, and what it asks for there, is known only when a document is rendered.
    guard trail.count < Self.deepestInclude,
      !trail.contains(where: { $0.file == snippet.file }), snippet.file != file
    else { return followNoFurther() }
    var hidden: [String: Fact?] = [:]
    for (name, fact) in arguments {
      hidden[name] = .some(knowledge.facts[name])
      bind(name, fact)
    }
    let outerFile = file
    trail.insert(place(span), at: 0)
    file = snippet.file
    let start = knowledge
    walk(snippet.body)
    // Once for each element, if what it is given is a list.
    if call.argument != nil { takeMoved(snippet.names.including(session).assigned, from: start) }
    file = outerFile
    trail.removeFirst()
    for (name, fact) in hidden { unbind(name, outside: fact) }
  }
}
