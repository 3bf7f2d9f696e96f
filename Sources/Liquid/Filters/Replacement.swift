/// Ruby's `gsub` and `sub` of one string by another.
struct Replacement {
  private let scope: FilterScope
  private let pattern: UnsafeRawBufferPointer
  private let replacement: UnsafeRawBufferPointer
  /// Whether the replacement has backslash sequences, which Ruby expands even here.
  private let isTemplate: Bool

  init(of pattern: Value, by replacement: Value, in scope: FilterScope) throws(RenderFailure) {
    self.scope = scope
    self.pattern = try pattern.text(in: scope).bytes
    self.replacement = try replacement.text(in: scope).bytes
    isTemplate = ByteSearch.first(UInt8(ascii: "\\"), in: self.replacement, from: 0) != nil
  }

  /// The text with the first or all occurrences replaced; the text itself when there are none.
  func apply(to text: Value, onlyFirst: Bool) throws(RenderFailure) -> Value {
    let bytes = text.bytes
    try scope.charge(steps: bytes.count / 64)
    guard var found = ByteSearch.first(of: pattern, in: bytes, from: 0) else {
      return text.with([])
    }
    var writer = ChargedWriter(scope, capacity: bytes.count + replacement.count)
    var copied = 0
    while true {
      try writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<found]))
      try write(to: &writer, bytes, found)
      copied = found + pattern.count
      if onlyFirst { break }
      var next = copied
      if pattern.isEmpty {
        guard next < bytes.count else { break }
        next += UTF8Scanner.length(bytes, at: next)
      }
      guard let another = ByteSearch.first(of: pattern, in: bytes, from: next) else { break }
      found = another
    }
    try writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
    return writer.finish()
  }

  private func write(
    to writer: inout ChargedWriter, _ text: UnsafeRawBufferPointer, _ found: Int
  ) throws(RenderFailure) {
    guard isTemplate else {
      try writer.append(replacement)
      return
    }
    var copied = 0
    var index = 0
    while let slash = ByteSearch.first(UInt8(ascii: "\\"), in: replacement, from: index),
      slash + 1 < replacement.count
    {
      let letter = replacement[slash + 1]
      guard let expansion = try expansion(of: letter, text, found) else {
        index = slash + 2
        continue
      }
      try writer.append(UnsafeRawBufferPointer(rebasing: replacement[copied..<slash]))
      try writer.append(expansion)
      copied = slash + 2
      index = copied
    }
    try writer.append(UnsafeRawBufferPointer(rebasing: replacement[copied...]))
  }

  /// What `\` and a letter stand for; nil when for themselves (`rb_reg_regsub`).
  private func expansion(
    of letter: UInt8, _ text: UnsafeRawBufferPointer, _ found: Int
  ) throws(RenderFailure) -> UnsafeRawBufferPointer? {
    switch letter {
    case UInt8(ascii: "\\"): UnsafeRawBufferPointer(rebasing: Self.slash[...])
    case UInt8(ascii: "0"), UInt8(ascii: "&"): pattern
    case UInt8(ascii: "1")...UInt8(ascii: "9"): UnsafeRawBufferPointer(start: nil, count: 0)
    case UInt8(ascii: "`"): UnsafeRawBufferPointer(rebasing: text[..<found])
    case UInt8(ascii: "'"): UnsafeRawBufferPointer(rebasing: text[(found + pattern.count)...])
    default: nil
    }
  }

  private static var slash: UnsafeRawBufferPointer { Value("\\").bytes }
}
