extension SceneResolver {
  /// A run of a text: characters in one style, and where a `tspan` moves them.
  private struct Run {
    var bytes: DisplayRange
    var style: SceneStyle
    var node: Int
    var x: Double?
    var y: Double?
    var dx = 0.0
    var dy = 0.0
  }

  func text(_ node: Int, _ style: SceneStyle, _ transform: PlaneTransform) {
    let special = reader.tree.nodes[node].special
    if special >= 0, reader.tree.specials[Int(special)].width > 0 {
      return fitted(node, Int(special), style, transform)
    }
    var runs: [Run] = []
    var place = Run(bytes: .empty, style: style, node: node)
    gather(node, style, &place, &runs)
    var x = 0.0
    var y = 0.0
    var index = 0
    while index < runs.count {
      // SVG 1.1, 10.5: a chunk begins at every absolute place; the anchor is the chunk's.
      var end = index + 1
      while end < runs.count, runs[end].x == nil, runs[end].y == nil { end += 1 }
      x = runs[index].x ?? x
      y = runs[index].y ?? y
      chunk(runs[index..<end], &x, &y, transform)
      index = end
    }
  }

  /// Gathers the runs of a text and its tspans.
  private func gather(_ node: Int, _ style: SceneStyle, _ place: inout Run, _ runs: inout [Run]) {
    if let x = length(.x, of: node) {
      place.x = x
    } else if reader.tree.nodes[node].element == .text {
      place.x = 0
    }
    if let y = length(.y, of: node) {
      place.y = y
    } else if reader.tree.nodes[node].element == .text {
      place.y = 0
    }
    place.dx += length(.dx, of: node) ?? 0
    place.dy += length(.dy, of: node) ?? 0
    var child = node + 1
    while child < Int(reader.tree.nodes[node].end) {
      if reader.tree.nodes[child].isText {
        let start = list.text.count
        write(reader.tree.nodes[child].text, special: reader.tree.nodes[node].special)
        if list.text.count > start {
          place.bytes = DisplayRange(start, list.text.count)
          place.style = style
          place.node = node
          runs.append(place)
          place = Run(bytes: .empty, style: style, node: node)
        }
      } else if reader.tree.nodes[child].element == .tspan {
        var isShown = true
        if case .keyword(1)? = value(.display, of: child) { isShown = false }
        if isShown { gather(child, self.style(of: child, style), &place, &runs) }
      }
      child = Int(reader.tree.nodes[child].end)
    }
  }

  /// Appends a text's characters to the list, counted and typed to the current time.
  private func write(_ range: DisplayRange, special: Int32) {
    let text = reader.tree.text[range.indices]
    if special < 0 {
      list.text += text
      return
    }
    let rule = reader.tree.specials[Int(special)]
    let start = list.text.count
    if rule.countDuration > 0 {
      let part = min(max((time - rule.countBegin) / rule.countDuration, 0), 1)
      let s = rule.countSpline
      CountedText.count(
        text, from: rule.countFrom, part: KeySpline.value(s.0, s.1, s.2, s.3, at: part),
        into: &list.text)
    } else {
      list.text += text
    }
    if rule.typeDuration > 0 {
      let part = min(max((time - rule.typeBegin) / rule.typeDuration, 0), 1)
      let count = CountedText.typed(list.text[start...], part: part)
      list.text.removeLast(list.text.count - start - count)
    }
  }

  /// Places the runs of one chunk one behind the other, the whole anchored as its first run says.
  private func chunk(
    _ runs: ArraySlice<Run>, _ x: inout Double, _ y: inout Double, _ transform: PlaneTransform
  ) {
    guard let first = runs.first else { return }
    let anchor = first.style.anchor
    let isRightToLeft = first.style.isRightToLeft
    if runs.count == 1 {
      add(first, x + first.dx, y + first.dy, anchor, transform)
      // Only a text that goes on needs to know where this one ended.
      x += first.dx
      y += first.dy
      return
    }
    var widths: [Double] = []
    var total = 0.0
    for run in runs {
      let width = measured(run.bytes, font(run.style, run.node), isRightToLeft).width
      widths.append(width)
      total += width + (isRightToLeft ? -run.dx : run.dx)
    }
    let sign = isRightToLeft ? -1.0 : 1.0
    var at = x
    if anchor == .middle { at -= sign * total / 2 }
    if anchor == .end { at -= sign * total }
    for (run, width) in zip(runs, widths) {
      at += run.dx
      y += run.dy
      add(run, at, y, .start, transform)
      at += sign * width
    }
    x = at
  }

  private func add(
    _ run: Run, _ x: Double, _ y: Double, _ anchor: TextAnchor, _ transform: PlaneTransform
  ) {
    addText(run.bytes, run.style, run.node, font(run.style, run.node), x, y, anchor, transform)
  }

  private func addText(
    _ bytes: DisplayRange, _ style: SceneStyle, _ node: Int, _ font: TextFont, _ x: Double,
    _ y: Double,
    _ anchor: TextAnchor, _ transform: PlaneTransform
  ) {
    if bytes.isEmpty || !style.isVisible || font.size <= 0 { return }
    let index = list.fonts.firstIndex(of: font) ?? list.fonts.count
    if index == list.fonts.count { list.fonts.append(font) }
    let text = DisplayText(
      bytes: bytes, font: UInt32(index), anchor: anchor, isRightToLeft: style.isRightToLeft, x: x,
      y: y)
    let box: () -> DisplayBox = {
      let extent = self.measured(bytes, font, style.isRightToLeft)
      return DisplayBox(
        minX: x, minY: y - extent.ascent, maxX: x + extent.width, maxY: y + extent.descent)
    }
    let fill = paint(style.fill, style.fillOpacity, style, node, box: box)
    var stroke = DisplayStroke.none
    if style.strokeWidth > 0 {
      let paint = paint(style.stroke, style.strokeOpacity, style, node, box: box)
      if paint != .none {
        stroke = DisplayStroke(
          paint: paint, width: style.strokeWidth, cap: style.cap, join: style.join,
          miterLimit: style.miterLimit)
      }
    }
    if fill == .none, stroke.paint == .none { return }
    add(
      DisplayItem(
        shape: .text(text), transform: transform, fill: fill, stroke: stroke,
        isPersonal: reader.tree.nodes[node].isPersonal, line: reader.tree.nodes[node].line))
  }

  func font(_ style: SceneStyle, _ node: Int) -> TextFont {
    let language = reader.tree.nodes[node].language
    return TextFont(
      families: style.family < 0 ? defaultFamilies : reader.tree.families[Int(style.family)],
      size: style.fontSize,
      weight: Int(style.weight.rounded()), isItalic: style.isItalic,
      letterSpacing: style.letterSpacing,
      language: language < 0 ? "" : reader.tree.names[Int(language)],
      hasTabularDigits: style.hasTabularDigits)
  }

  func measured(_ bytes: DisplayRange, _ font: TextFont, _ isRightToLeft: Bool) -> TextExtent {
    list.text.withUnsafeBufferPointer {
      measuring.measure(
        UnsafeBufferPointer(rebasing: $0[bytes.indices]), font: font, isRightToLeft: isRightToLeft)
    }
  }

  // MARK: Fitting

  /// A text with `data-width`: broken into lines, then shrunk, never cut.
  private func fitted(_ node: Int, _ special: Int, _ style: SceneStyle, _ transform: PlaneTransform)
  {
    var font = font(style, node)
    let rule = reader.tree.specials[special]
    if lines.fits[special] == nil {
      let start = list.text.count
      for child in node + 1..<Int(reader.tree.nodes[node].end) where reader.tree.nodes[child].isText
      {
        list.text += reader.tree.text[reader.tree.nodes[child].text.indices]
      }
      let whole = DisplayRange(start, list.text.count)
      let fit = lines.fit(
        Array(list.text[whole.indices]), font, rule, style.isRightToLeft, measuring)
      list.text.removeLast(whole.count)
      lines.fits[special] = fit
      if !fit.isFitting { noteOverflow(node) }
    }
    guard let fit = lines.fits[special] else { return }
    font.size *= fit.scale
    font.letterSpacing *= fit.scale
    let x = (length(.x, of: node) ?? 0) + (length(.dx, of: node) ?? 0)
    var y = (length(.y, of: node) ?? 0) + (length(.dy, of: node) ?? 0)
    let shown = shownCharacters(rule, fit)
    var taken = 0
    for line in fit.lines {
      let start = list.text.count
      list.text += line
      if rule.countDuration > 0 {
        list.text.removeLast(line.count)
        let part = min(max((time - rule.countBegin) / rule.countDuration, 0), 1)
        let s = rule.countSpline
        CountedText.count(
          line[...], from: rule.countFrom, part: KeySpline.value(s.0, s.1, s.2, s.3, at: part),
          into: &list.text)
      }
      if let shown {
        let length = String(decoding: line, as: UTF8.self).count
        let part = length == 0 ? 1 : Double(min(max(shown - taken, 0), length)) / Double(length)
        let count = CountedText.typed(list.text[start...], part: part)
        list.text.removeLast(list.text.count - start - count)
        taken += length
      }
      addText(
        DisplayRange(start, list.text.count), style, node, font, x, y, style.anchor, transform)
      y += font.size * rule.lineHeight
    }
  }

  /// How many characters are typed by now; nil for all.
  private func shownCharacters(_ rule: SpecialText, _ fit: TextLines.Fit) -> Int? {
    if rule.typeDuration <= 0 { return nil }
    let part = min(max((time - rule.typeBegin) / rule.typeDuration, 0), 1)
    if part >= 1 { return nil }
    let total = fit.lines.reduce(0) { $0 + String(decoding: $1, as: UTF8.self).count }
    return Int(Double(total) * part + 1e-9)
  }
}
