internal import ArgumentParser
internal import Diagnostics
internal import Glibc
internal import Preview

/// `billow preview TEMPLATE [INPUT...]`: the studio, in a browser, on this machine alone.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows a template as its customers will see it, in a browser, as you edit it.",
    discussion: """
      Listens at 127.0.0.1 only; elsewhere with --host, and then every request needs the --token. Saved files show by
      themselves. Prints the address to open and goes on until it is stopped (Ctrl-C).
      """)

  @Argument(help: "The template folder.")
  var template: String

  @Argument(help: "Files or folders of records to look up beside the samples.")
  var inputs: [String] = []

  @Option(help: "The port; the next free one if it is taken. Default: 4040.")
  var port: UInt16?

  @Option(help: "An address of this machine other than 127.0.0.1; needs --token.")
  var host = "127.0.0.1"

  @Option(help: "What every request must carry, at least 12 characters.")
  var token: String?

  @Option(help: "The file of axe-core; else the one of the test environment.")
  var axe: String?

  @Flag(help: "Open a browser.")
  var open = false

  func validate() throws {
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535") }
    if host != "127.0.0.1", host != "::1", token == nil {
      throw ValidationError(
        "--host needs --token: without one anybody there could read customers' data")
    }
    if let token, token.utf8.count < 12 || !token.utf8.allSatisfy(Self.isPlain) {
      throw ValidationError("--token takes at least 12 letters, digits, '-' and '_'")
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
      || byte == 0x5F
  }

  func run() throws {
    let console = Console(printsJSON: false)
    for path in [template] + inputs where access(path, R_OK) != 0 {
      console.report(
        Diagnostic(
          code: path == template ? "template-not-found" : "input-not-found",
          message: "there is no '\(path)'", hint: "check the name"))
      throw (path == template ? BillowExit.template : BillowExit.input).error
    }
    var options = PreviewOptions(
      template: template, inputs: inputs, readers: TemplateLoader.readers,
      announce: { console.out("studio at \($0)\n") })
    options.host = host
    options.port = port
    options.token = token
    options.axe = axe
    options.opens = open
    do throws(DiagnosticsError) {
      try PreviewServer(options).run()
    } catch {
      console.report(error.log)
      throw BillowExit.system.error
    }
  }
}
