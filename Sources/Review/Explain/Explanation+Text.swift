import Diagnostics

extension Explanation {
  /// What a person reads in a terminal; with `everyDecision` also each question in order.
  public func text(everyDecision: Bool) -> String {
    var out = "\(summary), language \(language), as of \(asOf)\n"
    for decision in decisions {
      out += "\(SourceWords.place(decision.place))  \(told(decision))\n"
    }
    for rule in rules {
      out +=
        "rule \(SourceWords.place(rule.place))  \(rule.words): \(rule.answer)\(because(rule))\n"
    }
    for page in pages + (film.map { [$0] } ?? []) {
      out += "\n\(page.fileName)\n"
      for block in page.shown {
        out += line("shown", block) + (block.decision.map { "  \(told($0))" } ?? "") + "\n"
      }
      for block in page.hidden {
        out += line("not shown", block) + (block.decision.map { "  \(told($0))" } ?? "") + "\n"
      }
      if everyDecision {
        out += "decisions\n"
        for decision in page.decisions {
          let indent = String(repeating: "  ", count: decision.depth + 1)
          out += "\(indent)\(SourceWords.place(decision.place))  \(told(decision))\n"
        }
      }
    }
    return out
  }

  private func line(_ word: String, _ block: Block) -> String {
    let name = String(repeating: "  ", count: block.depth) + block.name
    return "  \(padded(word, 10))\(padded(name, 26))\(SourceWords.place(block.place))"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private func told(_ decision: Decision) -> String {
    "\(decision.words): \(decision.answer)\(because(decision))"
  }

  private func because(_ decision: Decision) -> String {
    decision.values.isEmpty ? "" : " (\(decision.reason))"
  }

  /// The same as one JSON object.
  public var json: String {
    let pages = (pages + (film.map { [$0] } ?? [])).map { page in
      "{\"file\":\(JSONText.quoted(page.fileName)),\"shown\":[\(Self.list(page.shown))],"
        + "\"hidden\":[\(Self.list(page.hidden))],"
        + "\"decisions\":[\(page.decisions.map { Self.json($0) }.joined(separator: ","))]}"
    }
    return "{\"outcome\":\(JSONText.quoted(summary)),\"language\":\(JSONText.quoted(language)),"
      + "\"as_of\":\(JSONText.quoted(asOf)),"
      + "\"decisions\":[\(decisions.map { Self.json($0) }.joined(separator: ","))],"
      + "\"rules\":[\(rules.map { Self.json($0) }.joined(separator: ","))],"
      + "\"pages\":[\(pages.joined(separator: ","))]}"
  }

  fileprivate static func list(_ blocks: [Block]) -> String {
    blocks.map { block in
      var fields = "{\"block\":\(JSONText.quoted(block.name)),\(place(block.place))"
      if let decision = block.decision { fields += ",\"because\":\(json(decision))" }
      return fields + "}"
    }.joined(separator: ",")
  }

  /// A decision as a JSON object.
  public static func json(_ decision: Decision) -> String {
    let values = decision.values.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"value\":\(JSONText.quoted($0.text))}"
    }
    return "{\(place(decision.place)),\"question\":\(JSONText.quoted(decision.words)),"
      + "\"answer\":\(JSONText.quoted(decision.answer)),\"values\":[\(values.joined(separator: ","))]}"
  }

  static func place(_ place: Diagnostic.Place) -> String {
    let location = place.file.location(of: place.span.start)
    return "\"file\":\(JSONText.quoted(place.file.path)),\"line\":\(location.line),"
      + "\"column\":\(location.column)"
  }
}

extension Explanation.Page {
  /// The blocks as a JSON object: `{"shown": [...], "hidden": [...]}`.
  public var blocksJSON: String {
    "{\"shown\":[\(Explanation.list(shown))],\"hidden\":[\(Explanation.list(hidden))]}"
  }
}
