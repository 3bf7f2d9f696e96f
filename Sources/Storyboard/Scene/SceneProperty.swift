/// What an attribute or a CSS declaration of the dialect sets.
enum SceneProperty: UInt8, Sendable, CaseIterable {
  // Geometry.
  case x, y, width, height, rx, ry, cx, cy, r, x1, y1, x2, y2, dx, dy, fx, fy
  case points, d, pathLength, transform, viewBox, preserveAspectRatio, href
  case offset, gradientUnits, gradientTransform, spreadMethod, clipPathUnits
  // Presentation.
  case fill, fillOpacity, fillRule, stroke, strokeWidth, strokeOpacity, strokeLinecap,
    strokeLinejoin
  case strokeMiterlimit, strokeDasharray, strokeDashoffset, opacity, display, visibility
  case clipPath, clipRule, color, stopColor, stopOpacity
  case fontFamily, fontSize, fontWeight, fontStyle, fontVariantNumeric, letterSpacing, textAnchor
  case direction, shapeRendering

  /// Whether it may stand in `style` and in a style sheet.
  var isPresentation: Bool { rawValue >= SceneProperty.fill.rawValue }

  /// The attribute's name: camel case for geometry, hyphens for presentation.
  var name: String { Self.names[Int(rawValue)] }

  private static let names: [String] = allCases.map { property in
    let word = String(describing: property)
    if !property.isPresentation { return word }
    var name = ""
    for letter in word {
      if letter.isUppercase { name += "-" }
      name += letter.lowercased()
    }
    return name
  }

  static let byName: [String: SceneProperty] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// How its text is read.
  var kind: SceneValueKind {
    switch self {
    case .x, .y, .width, .height, .rx, .ry, .cx, .cy, .r, .x1, .y1, .x2, .y2, .fx, .fy,
      .strokeDashoffset,
      .strokeWidth, .dx, .dy, .letterSpacing, .fontSize:
      .length
    case .pathLength, .strokeMiterlimit: .number
    case .fillOpacity, .strokeOpacity, .opacity, .stopOpacity, .offset: .fraction
    case .points, .viewBox: .numbers
    case .strokeDasharray: .dashes
    case .d: .path
    case .transform, .gradientTransform: .transform
    case .fill, .stroke: .paint
    case .color, .stopColor: .color
    case .href: .reference
    case .clipPath: .clipReference
    case .fontFamily: .family
    case .fontWeight: .weight
    case .preserveAspectRatio: .aspectRatio
    case .gradientUnits, .clipPathUnits: .keyword(["userSpaceOnUse", "objectBoundingBox"])
    case .spreadMethod: .keyword(["pad", "reflect", "repeat"])
    case .fillRule, .clipRule: .keyword(["nonzero", "evenodd"])
    case .strokeLinecap: .keyword(["butt", "round", "square"])
    case .strokeLinejoin: .keyword(["miter", "round", "bevel"])
    case .display: .keyword(["inline", "none", "block"])
    case .visibility: .keyword(["visible", "hidden", "collapse"])
    case .fontStyle: .keyword(["normal", "italic", "oblique"])
    case .fontVariantNumeric: .keyword(["normal", "tabular-nums"])
    case .textAnchor: .keyword(["start", "middle", "end"])
    case .direction: .keyword(["ltr", "rtl"])
    case .shapeRendering:
      .keyword(["auto", "geometricPrecision", "crispEdges", "optimizeSpeed"])
    }
  }

  /// Whether a negative number is no value at all.
  var isNeverNegative: Bool {
    switch self {
    case .width, .height, .rx, .ry, .r, .strokeWidth, .fontSize, .pathLength: true
    default: false
    }
  }

  /// Whether an animation may set it.
  var isAnimatable: Bool {
    switch self {
    case .transform, .href, .viewBox, .preserveAspectRatio, .gradientUnits, .clipPathUnits,
      .gradientTransform,
      .spreadMethod, .fontFamily, .direction, .fontVariantNumeric, .pathLength, .dx, .dy,
      .shapeRendering:
      false
    default: true
    }
  }
}

/// How a property's text is read.
enum SceneValueKind: Equatable {
  /// A number of user units, `px`, or percent of the viewport.
  case length
  case number
  /// 0 to 1, or a percentage.
  case fraction
  case numbers
  case dashes
  case path
  case transform
  case paint
  case color
  case reference
  case clipReference
  case family
  case weight
  case aspectRatio
  case keyword([String])
}
