internal import ArgumentParser
internal import Diagnostics
internal import Preview

/// `billow listen`: takes what pages tell, for trials.
struct ListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen",
    abstract: "Receives events of pages on loopback, and writes them to a file.",
    discussion: """
      For trials: in operation any server that takes a POST and writes its body as a line will do. \
      Pages are told of it with billow render --listen http://127.0.0.1:4080/events.
      """)

  @Option(name: [.customShort("o"), .long], help: "The file that events are appended to.")
  var output: String

  @Option(help: "The port on loopback.")
  var port: UInt16 = 4080

  @Option(help: "Events that are written at most, so that nobody can fill the disk.")
  var limit = 1_000_000

  func validate() throws {
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535") }
    if limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    do throws(DiagnosticsError) {
      try EventReceiver(port: port, to: output, limit: limit) { address in
        console.out("listening at \(address)\n")
      }.run()
    } catch {
      console.report(error.log)
      throw BillowExit.system.error
    }
  }
}
