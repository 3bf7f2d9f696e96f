/// What is wrong with a template's text, before it has a file name.
struct SyntaxError: Error {
  let code: String
  let message: String
  let slice: TextSlice
  let hint: String?

  init(_ code: String, _ message: String, _ slice: TextSlice, hint: String? = nil) {
    self.code = code
    self.message = message
    self.slice = slice
    self.hint = hint
  }
}
