/// Which names mean what: elements with special bodies, attributes that are more than text.
extension EscapeContext {
  /// The element of a tag name.
  static func element(named name: UnsafeBufferPointer<UInt8>, isXML: Bool) -> Element {
    var name = name
    if isXML, let colon = name.lastIndex(of: UInt8(ascii: ":")) {
      name = UnsafeBufferPointer(rebasing: name[(colon + 1)...])
    }
    guard let key = NameKey(name) else { return .none }
    return elements[key] ?? .none
  }

  private static let elements: [NameKey: Element] = [
    NameKey("script"): .script, NameKey("style"): .style, NameKey("textarea"): .textarea,
    NameKey("title"): .title, NameKey("meta"): .meta, NameKey("iframe"): .frame,
    NameKey("frame"): .frame, NameKey("embed"): .frame, NameKey("portal"): .frame,
    NameKey("fencedframe"): .frame, NameKey("object"): .object, NameKey("applet"): .object,
    NameKey("base"): .base, NameKey("link"): .link, NameKey("use"): .use, NameKey("img"): .image,
    NameKey("svg"): .foreign, NameKey("math"): .foreign, NameKey("animate"): .animation,
    NameKey("set"): .animation, NameKey("animatemotion"): .animation,
    NameKey("animatetransform"): .animation, NameKey("animatecolor"): .animation,
  ]

  /// Tag names that a value must not complete: their bodies or attributes would need other escaping.
  static func isForbiddenTagName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let key = NameKey(name) else { return false }
    return elements[key] != nil || forbiddenTagNames.contains(key)
  }

  private static let forbiddenTagNames: Set<NameKey> = [
    NameKey("xmp"), NameKey("plaintext"), NameKey("noscript"), NameKey("noembed"),
    NameKey("noframes"), NameKey("listing"), NameKey("template"), NameKey("frameset"),
    NameKey("param"), NameKey("foreignobject"), NameKey("handler"), NameKey("image"),
    NameKey("feimage"), NameKey("form"), NameKey("source"), NameKey("discard"),
  ]

  /// What the attribute `name` of `element` holds.
  ///
  /// An upper bound of its power: unknown names that look like handlers or URLs count as such.
  static func kind(
    ofAttribute name: UnsafeBufferPointer<UInt8>, of element: Element
  ) -> AttributeKind {
    var local = name
    if ASCII.hasPrefix(name, "data-") {
      local = UnsafeBufferPointer(rebasing: name[5...])
    } else if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
      if ASCII.matches(UnsafeBufferPointer(rebasing: name[..<colon]), "xmlns") { return .url }
      local = UnsafeBufferPointer(rebasing: name[(colon + 1)...])
    }
    let isOwn = local.count == name.count || !ASCII.hasPrefix(name, "data-")
    guard let key = NameKey(local) else { return guess(local) }
    if isOwn, let kind = elementAttributes[element]?[key] { return kind }
    return attributes[key] ?? guess(local)
  }

  /// Whether a value may be the name of an attribute: nothing that means more than text.
  static func isPlainAttributeName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    if let key = NameKey(name), powerfulAttributes.contains(key) { return false }
    return kind(ofAttribute: name, of: .none) == .plain
  }

  private static func guess(_ name: UnsafeBufferPointer<UInt8>) -> AttributeKind {
    if ASCII.hasPrefix(name, "on") { return .script }
    for index in 0..<max(0, name.count - 2) {
      if ASCII.has("src", in: name, at: index) || ASCII.has("uri", in: name, at: index)
        || ASCII.has("url", in: name, at: index)
      {
        return .url
      }
    }
    return .plain
  }

  private static let elementAttributes: [Element: [NameKey: AttributeKind]] = [
    .script: [
      NameKey("src"): .resource, NameKey("href"): .resource, NameKey("type"): .scriptType,
    ],
    .json: [NameKey("src"): .resource, NameKey("href"): .resource, NameKey("type"): .scriptType],
    .frame: [NameKey("src"): .resource, NameKey("srcdoc"): .srcdoc],
    .object: [
      NameKey("data"): .resource, NameKey("codebase"): .resource, NameKey("classid"): .resource,
      NameKey("archive"): .resource, NameKey("code"): .resource,
    ],
    .base: [NameKey("href"): .resource],
    .link: [NameKey("href"): .resource],
    .use: [NameKey("href"): .resource],
    .image: [NameKey("src"): .image],
    .meta: [NameKey("content"): .metaContent, NameKey("http-equiv"): .httpEquiv],
    .refresh: [NameKey("content"): .refreshContent],
    .animation: [
      NameKey("to"): .animationValue, NameKey("from"): .animationValue,
      NameKey("by"): .animationValue, NameKey("values"): .animationValue,
      NameKey("attributename"): .animationTarget,
    ],
  ]

  private static let attributes: [NameKey: AttributeKind] = {
    var table: [NameKey: AttributeKind] = [
      NameKey("srcset"): .srcset, NameKey("imagesrcset"): .srcset, NameKey("style"): .style,
      NameKey("srcdoc"): .srcdoc, NameKey("srclang"): .plain,
    ]
    let urls: [StaticString] = [
      "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction",
      "href", "icon", "longdesc", "lowsrc", "dynsrc", "manifest", "ping", "poster", "profile",
      "src", "usemap", "xmlns",
    ]
    for name in urls { table[NameKey(name)] = .url }
    return table
  }()

  private static let powerfulAttributes: Set<NameKey> = {
    let names: [StaticString] = [
      "accept-charset", "allow", "async", "attributename", "by", "challenge", "charset", "content",
      "crossorigin", "defer", "enctype", "form", "formenctype", "formmethod", "formnovalidate",
      "formtarget", "from", "http-equiv", "integrity", "is", "keytype", "language", "method",
      "nonce", "novalidate", "pattern", "referrerpolicy", "rel", "sandbox", "to", "type", "value",
      "values",
    ]
    return Set(names.map { NameKey($0) })
  }()
}
