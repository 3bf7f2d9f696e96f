public import Diagnostics
public import Liquid

/// What a fuzzer's bytes mean: a letter for what the template makes, then texts divided by the byte 1.
///
/// The first text is the template, the second and third are the snippets `a` and `b`, the fourth is the value
/// of the variable `v`. A letter stands first so that a corpus file can be read and written by hand.
public struct FuzzInput {
  /// What the template makes: `t` text, `s` SVG, anything else HTML.
  public let type: ContentType
  /// The template.
  public let template: SourceFile
  /// `a` and `b`.
  public let snippets: Snippets
  /// The bytes of `v`.
  public let value: [UInt8]

  /// The byte between two texts; no template has use for it.
  static let divider: UInt8 = 1

  /// Reads an input; nil for one without a byte.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let letter = bytes.first else { return nil }
    switch letter {
    case UInt8(ascii: "t"): type = .text
    case UInt8(ascii: "s"): type = .svg
    default: type = .html
    }
    let texts = bytes.dropFirst().split(
      separator: Self.divider, maxSplits: 3, omittingEmptySubsequences: false)
    template = SourceFile(path: "template", bytes: Array(texts[0]))
    var files: [String: SourceFile] = [:]
    for (name, text) in zip(["a", "b"], texts.dropFirst()) {
      files[name] = SourceFile(path: name, bytes: Array(text))
    }
    snippets = Snippets(files)
    // What reaches a template is UTF-8: the readers of records see to that.
    value = texts.count > 3 ? Array(String(decoding: texts[3], as: UTF8.self).utf8) : []
  }
}
