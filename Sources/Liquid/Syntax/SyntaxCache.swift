internal import Diagnostics
internal import Synchronization

/// Texts that were parsed while one template is made ready: its pages, its scenes and its check read the same snippets.
package final class SyntaxCache: Sendable {
  private let trees = Mutex<[String: (source: SourceFile, tree: SyntaxTree)]>([:])

  /// Makes an empty cache.
  package init() {}

  /// The tree of a text; nil where it was not parsed yet.
  func tree(of source: SourceFile) -> SyntaxTree? {
    trees.withLock { trees in
      guard let known = trees[source.path], known.source == source else { return nil }
      return known.tree
    }
  }

  func keep(_ tree: SyntaxTree, of source: SourceFile) {
    trees.withLock { $0[source.path] = (source, tree) }
  }
}
