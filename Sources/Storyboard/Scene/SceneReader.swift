import Markup

/// Reads one rendered scene into a `SceneTree`; one a worker, used again and again.
///
/// Everything outside the dialect is a problem: nothing is left out silently. Problems are gathered, so that one
/// pass shows all of them.
final class SceneReader: XMLHandler {
  /// A scene of more elements than this is not one to look at: it bounds memory and time of a frame.
  static let mostNodes = 20_000
  private static let mostProblems = 50

  let tree = SceneTree()
  var problems: [SceneProblem] = []
  var instants: [SceneInstant] = []
  var layout = ""
  /// The layout's own space, where it is not the scene's `viewBox`.
  var size: (width: Double, height: Double)?
  /// The layouts and pictures that may be named; nil where any may.
  var known: (layouts: [String], pictures: Set<String>)?
  private var isPersonal = true
  /// Which start tags a customer's value was written into; nil where all may be.
  private var marks: SceneMarks?
  private var tags = 0

  private var open: [Int32] = []
  private var skipped = 0
  private var sheet = StyleSheet()
  private var styleText: [UInt8] = []
  private var endsInSpace = true
  private var hasShown = false
  private var line = 0
  /// What `data-line` says of the open elements; 0 where it says nothing.
  private var toldLines: [Int] = []
  /// The same of the element begun last, open or not.
  private var lastTold = 0
  private var nameIndex: [String: UInt32] = [:]
  private let reader: XMLReader

  init() {
    var limits = XMLLimits()
    limits.textBytes = 4 << 20
    limits.depth = 64
    limits.nodes = Self.mostNodes
    limits.runBytes = 64 << 10
    reader = XMLReader(limits: limits)
  }

  /// Reads a scene.
  ///
  /// - Parameters:
  ///   - text: the scene's SVG.
  ///   - layout: the layout whose groups are kept, such as `16:9`; empty keeps those without a layout only.
  ///   - size: the space of that layout, in place of the root's `viewBox`.
  ///   - isPersonal: whether customers' values may be in it.
  ///   - fixed: the stretches of a personal scene that are the template's own text; nil where that is not known.
  func read(
    _ text: UnsafeRawBufferPointer, layout: String, size: (width: Double, height: Double)? = nil,
    isPersonal: Bool, fixed: [Range<Int>]? = nil
  ) {
    self.size = size
    tree.removeAll()
    problems.removeAll(keepingCapacity: true)
    instants.removeAll(keepingCapacity: true)
    nameIndex.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    toldLines.removeAll(keepingCapacity: true)
    lastTold = 0
    sheet.removeAll()
    skipped = 0
    hasShown = false
    self.layout = layout
    self.isPersonal = isPersonal
    marks = isPersonal ? fixed.map { SceneMarks(text, fixed: $0) } : nil
    tags = 0
    do throws(MarkupError) {
      try reader.read(text, into: self)
    } catch {
      let code: SceneProblem.Code = error.code == .limit ? .limit : .syntax
      problems.append(
        SceneProblem(code, error.message, line: lastTold > 0 ? lastTold : error.line))
      return
    }
    finish()
  }

  // MARK: Hearing

  func startElement(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(MarkupError) {
    self.line = line
    tags += 1
    if let known { checkNames(name, attributes, known.layouts, known.pictures) }
    if skipped > 0 {
      skipped += 1
      return
    }
    guard name.isIn("http://www.w3.org/2000/svg") else {
      problem(
        .element, "an element is not in SVG's namespace",
        hint: "the scene's root is <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"...\">")
      skipped = 1
      return
    }
    let word = String(decoding: name.local, as: UTF8.self)
    guard let element = SceneElement.byName[word] else {
      problem(.element, "<\(word)> is not part of the scene dialect")
      skipped = 1
      return
    }
    if open.isEmpty, element != .svg {
      problem(.element, "a scene's root is <svg>, not <\(word)>")
      skipped = 1
      return
    }
    if isOtherLayout(attributes) {
      skipped = 1
      return
    }
    let told = toldLine(attributes) ?? toldLines.last ?? 0
    if told > 0 { self.line = told }
    lastTold = told
    let index = Int32(tree.nodes.count)
    let parent = open.last ?? -1
    checkPlace(element, parent)
    tree.nodes.append(
      SceneTree.Node(
        element: element, end: UInt32(index) + 1, parent: parent, declarations: .empty,
        text: .empty,
        isText: false, id: -1, special: -1, line: UInt32(self.line),
        language: parent < 0 ? -1 : tree.nodes[Int(parent)].language,
        isPersonal: isMarked(under: parent)))
    open.append(index)
    toldLines.append(told)
    if element == .text { endsInSpace = true }
    if element == .style {
      styleText.removeAll(keepingCapacity: true)
      if hasShown {
        problem(
          .style, "<style> must stand before what it styles",
          hint: "make it the first child of <svg>")
      }
    }
    if element.takesPresentation, element != .svg, element != .defs { hasShown = true }
    readAttributes(attributes, element, Int(index))
  }

  func characters(_ text: UnsafeRawBufferPointer) throws(MarkupError) {
    if skipped > 0 { return }
    guard let node = open.last else { return }
    switch tree.nodes[Int(node)].element {
    case .style: styleText += text
    case .title, .desc: break
    case .text, .tspan: addText(text, node)
    default:
      if text.contains(where: { !NumberScanner.isSpace($0) }) {
        problem(
          .element, "text stands in <\(tree.nodes[Int(node)].element.name)>, where none is shown",
          hint: "put it into a <text>")
      }
    }
  }

  func endElement() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let node = open.popLast() else { return }
    toldLines.removeLast()
    tree.nodes[Int(node)].end = UInt32(tree.nodes.count)
    switch tree.nodes[Int(node)].element {
    case .style: styleText.withUnsafeBytes { readSheet($0) }
    case .text: trimEnd(of: Int(node))
    default: break
    }
  }

  // MARK: Text

  /// Adds a run of characters, white space collapsed as browsers do.
  private func addText(_ bytes: UnsafeRawBufferPointer, _ parent: Int32) {
    let start = tree.text.count
    for byte in bytes {
      if NumberScanner.isSpace(byte) {
        if !endsInSpace { tree.text.append(0x20) }
        endsInSpace = true
      } else {
        tree.text.append(byte)
        endsInSpace = false
      }
    }
    if tree.text.count == start { return }
    // libxml2 cuts one text into several runs; they are one again here.
    if let last = tree.nodes.last, last.isText, last.parent == parent, Int(last.text.end) == start {
      tree.nodes[tree.nodes.count - 1].text.end = UInt32(tree.text.count)
      return
    }
    tree.nodes.append(
      SceneTree.Node(
        element: .text, end: UInt32(tree.nodes.count) + 1, parent: parent, declarations: .empty,
        text: DisplayRange(start, tree.text.count), isText: true, id: -1, special: -1,
        line: UInt32(line), language: tree.nodes[Int(parent)].language,
        isPersonal: tree.nodes[Int(parent)].isPersonal))
  }

  private func trimEnd(of node: Int) {
    for index in stride(from: tree.nodes.count - 1, to: node, by: -1) where tree.nodes[index].isText
    {
      let range = tree.nodes[index].text
      if !range.isEmpty, tree.text[Int(range.end) - 1] == 0x20 { tree.nodes[index].text.end -= 1 }
      return
    }
  }

  // MARK: Styles

  private func readSheet(_ bytes: UnsafeRawBufferPointer) {
    let fault = StyleSheet.cut(bytes) { selectors, body in
      let declarations = self.declarations(UnsafeRawBufferPointer(rebasing: bytes[body]))
      for (isIdentifier, name) in selectors {
        self.sheet.add(.init(isIdentifier: isIdentifier, name: name, declarations: declarations))
      }
    }
    if let fault {
      problem(.style, fault, hint: "classes, ids and presentation properties are known here")
    }
  }

  /// Reads `name: value; ...`, reporting what is not known.
  func declarations(_ bytes: UnsafeRawBufferPointer) -> [SceneDeclaration] {
    var result: [SceneDeclaration] = []
    let isList = StyleSheet.cutDeclarations(bytes) { nameRange, valueRange in
      let name = String(decoding: bytes[nameRange], as: UTF8.self)
      guard let property = SceneProperty.byName[name], property.isPresentation else {
        self.problem(
          .style, "the style property '\(name)' is not part of the scene dialect", quoting: name)
        return
      }
      let value = UnsafeRawBufferPointer(rebasing: bytes[valueRange])
      if let declaration = self.declaration(property, value, isStyle: true) {
        result.append(declaration)
      }
    }
    if !isList { problem(.style, "a style is not a list of 'property: value'") }
    return result
  }

  /// The sheet's declarations for a node, weakest first.
  func styled(id: UnsafeRawBufferPointer?, classes: UnsafeRawBufferPointer?) -> [SceneDeclaration] {
    var result: [SceneDeclaration] = []
    if let classes {
      let names = classes.split(whereSeparator: NumberScanner.isSpace)
      for rule in sheet.rules where !rule.isIdentifier {
        if names.contains(where: { $0.elementsEqual(rule.name) }) { result += rule.declarations }
      }
    }
    if let id {
      for rule in sheet.rules where rule.isIdentifier && id.elementsEqual(rule.name) {
        result += rule.declarations
      }
    }
    return result
  }

  // MARK: Names and problems

  func name(_ text: String) -> UInt32 {
    if let known = nameIndex[text] { return known }
    let index = UInt32(tree.names.count)
    tree.names.append(text)
    nameIndex[text] = index
    return index
  }

  func problem(
    _ code: SceneProblem.Code, _ message: String, quoting: String? = nil, hint: String? = nil
  ) {
    if problems.count < Self.mostProblems {
      problems.append(SceneProblem(code, message, quoting: quoting, line: line, hint: hint))
    }
  }

  /// The line that a generator says its element is from.
  private func toldLine(_ attributes: XMLAttributes) -> Int? {
    for index in 0..<attributes.count where attributes.name(index).isLocal("data-line") {
      var scanner = NumberScanner(attributes.value(index))
      if let line = scanner.number(), scanner.isAtEnd, (1...Double(Int32.max)).contains(line) {
        return Int(line)
      }
      problem(.value, "data-line is no number of a line")
    }
    return nil
  }

  /// Whether a value may have reached the element whose start tag was just read.
  private func isMarked(under parent: Int32) -> Bool {
    guard let marks else { return isPersonal }
    if parent >= 0, tree.nodes[Int(parent)].isPersonal { return true }
    return tags > marks.isPersonal.count || marks.isPersonal[tags - 1]
  }

  /// Reports layouts and pictures that are not there, in whichever layout the element is.
  private func checkNames(
    _ element: XMLName, _ attributes: XMLAttributes, _ layouts: [String], _ pictures: Set<String>
  ) {
    for index in 0..<attributes.count {
      let name = attributes.name(index)
      if name.isLocal("data-layout") {
        for word in attributes.value(index).split(whereSeparator: NumberScanner.isSpace)
        where !layouts.contains(where: { word.elementsEqual($0.utf8) }) {
          let text = String(decoding: word, as: UTF8.self)
          problem(
            .value, "the storyboard has no layout '\(text)'", quoting: text,
            hint: "known: \(layouts.joined(separator: ", "))")
        }
      } else if name.isLocal("href"), element.isLocal("image") {
        let value = attributes.value(index)
        let text = String(
          decoding: value[StyleSheet.trimmed(value, 0..<value.count)], as: UTF8.self)
        if text.hasPrefix("assets/"), !pictures.contains(text) {
          problem(.reference, "there is no picture '\(text)'", quoting: text)
        }
      }
    }
  }

  private func isOtherLayout(_ attributes: XMLAttributes) -> Bool {
    for index in 0..<attributes.count where attributes.name(index).isLocal("data-layout") {
      let names = attributes.value(index).split(whereSeparator: NumberScanner.isSpace)
      return !names.contains { $0.elementsEqual(layout.utf8) }
    }
    return false
  }

  /// Reports an element where SVG gives it no meaning.
  private func checkPlace(_ element: SceneElement, _ parent: Int32) {
    guard parent >= 0 else { return }
    let outer = tree.nodes[Int(parent)].element
    let fits: Bool
    switch element {
    case .tspan: fits = outer == .text || outer == .tspan
    case .stop: fits = outer == .linearGradient || outer == .radialGradient
    case .animate, .set, .animateTransform, .animateMotion:
      fits = !outer.isAnimation && outer != .style
    case .title, .desc, .style: fits = true
    default:
      switch outer {
      case .svg, .g, .a, .defs, .symbol: fits = true
      case .clipPath: fits = element.isShape
      default: fits = false
      }
    }
    if !fits { problem(.element, "<\(element.name)> does not belong in <\(outer.name)>") }
  }
}
