package import Diagnostics

extension SyntaxTree {
  /// Parses a template or snippet with the tags of an environment; throws what is wrong with its syntax.
  package static func parse(
    _ source: SourceFile, environment: Environment
  ) throws(DiagnosticsError) -> SyntaxTree {
    let compiler = Compiler(environment: environment, snippets: Snippets(), contentType: .text)
    switch compiler.parse(source) {
    case .success(let tree): return tree
    case .failure(let error): throw error
    }
  }
}

extension Condition {
  /// Parses a condition that stands in another file; throws what is wrong with its syntax.
  package static func parse(
    _ span: SourceSpan, of source: SourceFile
  ) throws(DiagnosticsError) -> Condition {
    do throws(SyntaxError) {
      var parser = try ExpressionParser(
        TextSlice(span.start, span.end), in: SourceText(bytes: source.bytes))
      return try parser.condition()
    } catch {
      let place = Diagnostic.Place(
        file: source, span: SourceSpan(error.slice.start, error.slice.end))
      throw DiagnosticsError(
        Diagnostic(code: error.code, message: error.message, place: place, hint: error.hint))
    }
  }
}

extension FilteredExpression {
  /// Parses a value with its filters that stands in another file; throws what is wrong with its syntax.
  package static func parse(
    _ span: SourceSpan, of source: SourceFile
  ) throws(DiagnosticsError) -> FilteredExpression {
    do throws(SyntaxError) {
      let slice = TextSlice(span.start, span.end)
      var parser = try ExpressionParser(slice, in: SourceText(bytes: source.bytes))
      return try parser.filteredExpression(slice)
    } catch {
      let place = Diagnostic.Place(
        file: source, span: SourceSpan(error.slice.start, error.slice.end))
      throw DiagnosticsError(
        Diagnostic(code: error.code, message: error.message, place: place, hint: error.hint))
    }
  }
}
