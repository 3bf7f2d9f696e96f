/// What one Swift file imports and whether it starts threads, with the lines where it does.
struct SwiftFacts {
  /// A name in the source and the line, counted from 1, that it stands in.
  struct Mention: Equatable {
    var name: String
    var line: Int
  }

  private(set) var imports: [Mention] = []
  private(set) var threads: [Mention] = []

  init(source: String) {
    for (offset, line) in SwiftText.lines(of: source).enumerated() {
      for statement in line.split(separator: ";") {
        if let module = Self.importedModule(statement) {
          imports.append(Mention(name: module, line: offset + 1))
        }
      }
      for match in line.matches(of: Self.thread) {
        threads.append(Mention(name: String(match.output), line: offset + 1))
      }
    }
  }

  /// The module that a statement imports: `@testable import A`, `public import struct A.B`, ...
  private static func importedModule(_ statement: Substring) -> String? {
    var words = statement.split(whereSeparator: \.isWhitespace)[...]
    while let first = words.first, first.hasPrefix("@") || accessLevels.contains(first) {
      words = words.dropFirst()
    }
    guard words.popFirst() == "import" else { return nil }
    if words.count > 1, let first = words.first, importKinds.contains(first) {
      words = words.dropFirst()
    }
    return words.first?.split(separator: ".").first.map(String.init)
  }

  private static let accessLevels: Set<Substring> =
    ["public", "package", "internal", "fileprivate", "private"]
  private static let importKinds: Set<Substring> =
    ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]

  /// The ways in which Swift code gets a second thread.
  private static var thread: Regex<Substring> {
    #/\bDispatch[A-Z]\w*|\bpthread_create\b|\bOperationQueue\b|\bThread(?=\s*[.({])|\bTask(?=\s*[({<]|\.detached\b)|\bwith(?:Throwing)?(?:Discarding)?TaskGroup\b|\basync\s+let\b/#
  }
}
