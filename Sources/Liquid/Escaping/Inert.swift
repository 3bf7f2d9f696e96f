/// What stands in the place of a value that cannot be made safe.
///
/// The words are those of Go's html/template, which people search for when they see them on a page.
enum Inert {
  /// In names, style values and empty attributes without quotes: no keyword of any language.
  case word
  /// In links and pictures: goes nowhere.
  case url
  /// In what loads code: not even the page itself.
  case resource

  func write(to output: Output) {
    switch self {
    case .word: output.append("ZgotmplZ")
    case .url: output.append("#ZgotmplZ")
    case .resource: output.append("about:invalid#blocked")
    }
  }
}
