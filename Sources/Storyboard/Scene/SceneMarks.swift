/// Which elements of a rendered scene a customer's value was written into.
///
/// Found before the scene is read, from where the template's own text stands in it: an element is marked where any byte of
/// its tag, or of the text directly in it, is not the template's.
struct SceneMarks {
  /// By start tag, in the order of the document.
  private(set) var isPersonal: [Bool] = []

  private let text: UnsafeRawBufferPointer
  private let fixed: [Range<Int>]
  /// The stretch of `fixed` that the place reached may lie in.
  private var stretch = 0
  private var open: [Int] = []

  /// Looks through a scene.
  ///
  /// - Parameters:
  ///   - text: the scene, well-formed; of what is not, only too much is marked or nothing comes of it.
  ///   - fixed: the stretches that are the template's own, ascending.
  ///
  /// Cost: one step a byte.
  init(_ text: UnsafeRawBufferPointer, fixed: [Range<Int>]) {
    self.text = text
    self.fixed = fixed
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "<") {
        at = markup(from: at)
      } else {
        let start = at
        while at < text.count, text[at] != UInt8(ascii: "<") { at += 1 }
        note(start..<at, open.last)
      }
    }
  }

  /// Passes over a tag, comment, instruction or section; where it ends.
  private mutating func markup(from start: Int) -> Int {
    if starts("<!--", start) { return end(of: "-->", from: start) }
    if starts("<![CDATA[", start) {
      let end = end(of: "]]>", from: start)
      note(start..<end, open.last)
      return end
    }
    if starts("<?", start) { return end(of: "?>", from: start) }
    var at = start + 1
    var quote: UInt8 = 0
    while at < text.count, quote != 0 || text[at] != UInt8(ascii: ">") {
      let byte = text[at]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      at += 1
    }
    let end = min(at + 1, text.count)
    if starts("</", start) {
      open.removeLast(open.isEmpty ? 0 : 1)
      return end
    }
    isPersonal.append(false)
    note(start..<end, isPersonal.count - 1)
    if text[max(start, end - 2)] != UInt8(ascii: "/") { open.append(isPersonal.count - 1) }
    return end
  }

  /// Marks an element unless a stretch of it is the template's.
  private mutating func note(_ range: Range<Int>, _ element: Int?) {
    guard let element, !range.isEmpty else { return }
    while stretch < fixed.count, fixed[stretch].upperBound <= range.lowerBound { stretch += 1 }
    // Stretches that touch are one.
    var reached = range.lowerBound
    var next = stretch
    while next < fixed.count, fixed[next].lowerBound <= reached, reached < range.upperBound {
      reached = max(reached, fixed[next].upperBound)
      next += 1
    }
    if reached < range.upperBound { isPersonal[element] = true }
  }

  private func starts(_ word: StaticString, _ at: Int) -> Bool {
    guard at + word.utf8CodeUnitCount <= text.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where text[at + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  private func end(of word: StaticString, from start: Int) -> Int {
    var at = start
    while at < text.count {
      if starts(word, at) { return at + word.utf8CodeUnitCount }
      at += 1
    }
    return text.count
  }
}

extension SceneReader {
  /// Marks what takes after marked elements: what they hold, animate, wait for, are drawn with or draw.
  func spreadMarks() {
    guard tree.nodes.contains(where: { !$0.isPersonal }) else { return }
    if tree.nodes.contains(where: { $0.isPersonal && $0.element == .style }) { return mark(0) }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for node in tree.nodes.indices where spreads(to: node) {
        mark(node)
        isSettled = false
      }
      for animation in tree.animations where isMarked(animation) {
        let target = Int(animation.target)
        guard target >= 0, !tree.nodes[target].isPersonal else { continue }
        mark(target)
        isSettled = false
      }
    }
  }

  /// Whether a node is drawn with, or by, something marked and is not marked itself; marks what a marked `use` draws.
  private func spreads(to node: Int) -> Bool {
    for index in tree.nodes[node].declarations.indices {
      guard case .reference(let name) = tree.declarations[index].value,
        let target = tree.node(named: name)
      else { continue }
      if tree.nodes[node].isPersonal {
        if tree.nodes[node].element == .use, !tree.nodes[target].isPersonal { mark(target) }
      } else if holdsMark(target) {
        return true
      }
    }
    return false
  }

  private func isMarked(_ animation: SceneAnimation) -> Bool {
    if tree.nodes[Int(animation.node)].isPersonal { return true }
    for range in [animation.begins, animation.ends] {
      for instant in instants[range.indices] where instant.base >= 0 {
        if let node = tree.node(named: UInt32(instant.base)), tree.nodes[node].isPersonal {
          return true
        }
      }
    }
    return false
  }

  private func holdsMark(_ node: Int) -> Bool {
    tree.nodes[node..<Int(tree.nodes[node].end)].contains { $0.isPersonal }
  }

  private func mark(_ node: Int) {
    for index in node..<Int(tree.nodes[node].end) { tree.nodes[index].isPersonal = true }
  }
}
