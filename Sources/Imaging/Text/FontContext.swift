internal import CGraphics
public import Storyboard

/// Shapes, measures and rasters text for one worker; nothing in it is shared with another.
///
/// pango splits a line by direction, script and font and has harfbuzz shape the pieces; where glyphs end up is kept, and
/// FreeType rasters the outlines. Hinting is off and places are fractions of a pixel, so that text may move smoothly.
public final class FontContext {
  let library: FontLibrary
  private let freetype: FT_Library
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private(set) var faces: [FontFace] = []
  private var faceNumbers: [FontFace.Key: Int] = [:]
  private var fontNumbers: [UnsafeMutablePointer<PangoFont>: Int] = [:]
  private var descriptions: [TextFont: OpaquePointer] = [:]
  private var metrics: [TextFont: (ascent: Double, descent: Double)] = [:]
  private var shaped: [Key: ShapedText] = [:]
  private var serial: UInt64 = 0

  /// Lines kept shaped; when there are more, all are dropped, and those in use come back at once.
  private static let shapedLimit = 4096

  /// Fonts (a face at a size) held; text shrunk to fit makes new ones.
  private static let fontLimit = 512

  private struct Key: Hashable {
    var text: [UInt8]
    var font: TextFont
    var isRightToLeft: Bool
  }

  /// Makes a context with a library's fonts.
  public init(_ library: FontLibrary) {
    self.library = library
    var freetype: FT_Library?
    guard FT_Init_FreeType(&freetype) == 0, let freetype,
      let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
    else { fatalError("FreeType or pango cannot start") }
    self.freetype = freetype
    fontMap = map
    pango_fc_font_map_set_config(billow_fc_font_map(map), library.configuration)
    guard let context = pango_font_map_create_context(map), let layout = pango_layout_new(context)
    else { fatalError("pango has no memory") }
    self.context = context
    self.layout = layout
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 72)
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_layout_set_auto_dir(layout, 0)
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
    for font in fontNumbers.keys { g_object_unref(font) }
    faces.removeAll()
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(fontMap)
    FT_Done_FreeType(freetype)
  }

  var rasterer: FT_Library { freetype }

  /// Drops what was shaped when that has become much, and fonts when they have; called between customers.
  func trim() {
    if shaped.count > Self.shapedLimit / 2 { shaped.removeAll(keepingCapacity: true) }
    guard fontNumbers.count > Self.fontLimit else { return }
    for font in fontNumbers.keys { g_object_unref(font) }
    fontNumbers.removeAll()
    for description in descriptions.values { pango_font_description_free(description) }
    descriptions.removeAll()
    metrics.removeAll()
  }

  /// The glyphs of a line.
  func shape(_ text: UnsafeBufferPointer<UInt8>, font: TextFont, isRightToLeft: Bool) -> ShapedText
  {
    let key = Key(text: Array(text), font: font, isRightToLeft: isRightToLeft)
    if let known = shaped[key] { return known }
    if shaped.count >= Self.shapedLimit { shaped.removeAll(keepingCapacity: true) }
    let result = shapeAnew(text, font: font, isRightToLeft: isRightToLeft)
    shaped[key] = result
    return result
  }
}

extension FontContext: TextMeasuring {
  /// The extent of a line; see `TextMeasuring`.
  public func measure(
    _ text: UnsafeBufferPointer<UInt8>, font: TextFont, isRightToLeft: Bool
  ) -> TextExtent {
    let shaped = shape(text, font: font, isRightToLeft: isRightToLeft)
    return TextExtent(
      width: shaped.width, ascent: shaped.ascent, descent: shaped.descent,
      missingGlyphs: shaped.missingGlyphs)
  }
}

extension FontContext {
  private func shapeAnew(
    _ text: UnsafeBufferPointer<UInt8>, font: TextFont, isRightToLeft: Bool
  ) -> ShapedText {
    serial += 1
    let result = ShapedText(size: font.size, serial: serial)
    let description = self.description(of: font)
    (result.ascent, result.descent) = verticals(of: font, description)
    guard text.count > 0, let bytes = text.baseAddress else { return result }
    pango_context_set_base_dir(context, isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
    pango_layout_context_changed(layout)
    pango_layout_set_font_description(layout, description)
    setAttributes(of: font)
    bytes.withMemoryRebound(to: CChar.self, capacity: text.count) {
      pango_layout_set_text(layout, $0, Int32(text.count))
    }
    guard let line = pango_layout_get_line_readonly(layout, 0) else { return result }
    var pen = 0.0
    var clusters = 0
    var node = line.pointee.runs
    while let current = node {
      let run = current.pointee.data.assumingMemoryBound(to: PangoGlyphItem.self)
      append(run.pointee, font, &pen, &clusters, result)
      node = current.pointee.next
    }
    result.width = clusters > 0 ? pen + font.letterSpacing : pen
    return result
  }

  private func append(
    _ run: PangoGlyphItem, _ font: TextFont, _ pen: inout Double, _ clusters: inout Int,
    _ result: ShapedText
  ) {
    let unit = 1 / Double(PANGO_SCALE)
    let glyphs = run.glyphs.pointee
    guard let pangoFont = run.item.pointee.analysis.font else { return }
    let face = number(of: pangoFont)
    for index in 0..<Int(glyphs.num_glyphs) {
      let info = glyphs.glyphs[index]
      // A cluster's start is where the one before it ends, and the standard adds the space at the end of each.
      if info.attr.is_cluster_start != 0 {
        if clusters > 0 { pen += font.letterSpacing }
        clusters += 1
      }
      if billow_glyph_is_unknown(info.glyph) != 0 {
        // pango would draw a box of its own; the font's empty box has its own width.
        result.missingGlyphs += 1
        guard let box = face ?? faces.indices.first else { continue }
        result.glyphs.append(.init(face: box, glyph: 0, x: pen, y: 0))
        pen += faces[box].advance(0, size: font.size)
        continue
      }
      if billow_glyph_is_empty(info.glyph) == 0, let face {
        result.glyphs.append(
          .init(
            face: face, glyph: info.glyph, x: pen + Double(info.geometry.x_offset) * unit,
            y: Double(info.geometry.y_offset) * unit))
        if faces[face].isBitmap {
          // pango gives the advance of the bitmap's own size.
          pen += faces[face].advance(info.glyph, size: font.size)
          continue
        }
      }
      pen += Double(info.geometry.width) * unit
    }
  }

  private func setAttributes(of font: TextFont) {
    var features: [String] = []
    if font.hasTabularDigits { features.append("tnum=1") }
    // Spaced letters stand alone.
    if font.letterSpacing != 0 { features += ["liga=0", "clig=0"] }
    let list = pango_attr_list_new()
    if !features.isEmpty {
      pango_attr_list_insert(list, pango_attr_font_features_new(features.joined(separator: ", ")))
    }
    // Without a language pango would ask the environment.
    let language = Self.fontLanguage(font.language)
    pango_attr_list_insert(list, pango_attr_language_new(pango_language_from_string(language)))
    pango_layout_set_attributes(layout, list)
    pango_attr_list_unref(list)
  }

  /// A language as fonts know it: of the ways to write Chinese, the region says which.
  private static func fontLanguage(_ tag: String) -> String {
    let parts = tag.lowercased().split(separator: "-")
    guard let first = parts.first else { return "en" }
    guard first == "zh" else { return parts.joined(separator: "-") }
    if parts.contains("hk") || parts.contains("mo") { return "zh-hk" }
    return parts.contains("hant") || parts.contains("tw") ? "zh-tw" : "zh-cn"
  }

  private func description(of font: TextFont) -> OpaquePointer {
    if let known = descriptions[font] { return known }
    guard let made = pango_font_description_new() else { fatalError("pango has no memory") }
    pango_font_description_set_family(made, font.families.joined(separator: ","))
    // Bounded so that no size overflows pango's 1/1024 pixel in 32 bits.
    pango_font_description_set_absolute_size(
      made, (min(max(font.size, 0.01), 10_000) * Double(PANGO_SCALE)).rounded())
    pango_font_description_set_weight(
      made, PangoWeight(rawValue: PangoWeight.RawValue(min(max(font.weight, 100), 1000))))
    pango_font_description_set_style(made, font.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    descriptions[font] = made
    return made
  }

  private func verticals(
    of font: TextFont, _ description: OpaquePointer
  ) -> (ascent: Double, descent: Double) {
    if let known = metrics[font] { return known }
    guard
      let found = pango_context_get_metrics(
        context, description, pango_language_from_string("en"))
    else { return (font.size, 0) }
    defer { pango_font_metrics_unref(found) }
    let unit = 1 / Double(PANGO_SCALE)
    let result = (
      ascent: Double(pango_font_metrics_get_ascent(found)) * unit,
      descent: Double(pango_font_metrics_get_descent(found)) * unit
    )
    metrics[font] = result
    return result
  }

  /// The open face of a font that pango chose; nil for one that is not of a file.
  private func number(of font: UnsafeMutablePointer<PangoFont>) -> Int? {
    if let known = fontNumbers[font] { return known }
    guard let pattern = billow_font_pattern(font) else { return nil }
    var file: UnsafeMutablePointer<FcChar8>?
    var index: Int32 = 0
    guard FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch, let file else {
      return nil
    }
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
    var length: UInt32 = 0
    let coordinates = hb_font_get_var_coords_normalized(pango_font_get_hb_font(font), &length)
    let key = FontFace.Key(
      file: String(cString: file), index: index,
      coordinates: Array(UnsafeBufferPointer(start: coordinates, count: Int(length))))
    let number: Int
    if let known = faceNumbers[key] {
      number = known
    } else {
      guard let face = FontFace(freetype, key, number: UInt32(faces.count)) else { return nil }
      number = faces.count
      faces.append(face)
      faceNumbers[key] = number
    }
    // The reference keeps the address from being given to another font.
    g_object_ref(font)
    fontNumbers[font] = number
    return number
  }
}
