internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Glibc
internal import Links

/// `billow link verify LINK`: whether a link is one of ours and still good, as the server that takes it must find.
struct LinkVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says whether a link was signed with one of the keys and is still good.",
    discussion:
      "Prints what the link says as one JSON object. Exit codes: 0 it is good; 1 it is not.")

  @Argument(help: "The link.")
  var link: String

  @Option(help: "A file of a link key; two while keys change.")
  var linkKey: [String]

  @Option(help: "The day to ask for, at its beginning in UTC (YYYY-MM-DD); else the present.")
  var at: String?

  func validate() throws {
    if linkKey.isEmpty { throw ValidationError("name at least one --link-key") }
    if let at, AsOfDate(at) == nil {
      throw ValidationError("--at takes a day as YYYY-MM-DD, not '\(at)'")
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    let ring = LinkKeyring(try linkKey.map { try LinkOptions.key($0, console) })
    let now = at.flatMap { AsOfDate($0)?.secondsSince1970 } ?? Int64(time(nil))
    do throws(LinkRefusal) {
      console.out(Self.json(try ring.verify(link, now: now)) + "\n")
    } catch {
      console.report(
        Diagnostic(
          code: "link-refused", message: "the link is not good: \(error.rawValue)",
          hint: error == .expired
            ? "send a new one" : "take the link as it was sent; name the key it was signed with"))
      throw BillowExit.overLimit.error
    }
  }

  private static func json(_ link: SignedLink) -> String {
    var text =
      "{\"address\":\(JSONText.quoted(link.address.description)),\"expires\":\(link.expires)"
    if !link.reference.isEmpty { text += ",\"reference\":\(JSONText.quoted(link.reference))" }
    if let payment = link.payment {
      text += ",\"amount\":\(JSONText.quoted(payment.amount))"
      text += ",\"currency\":\(JSONText.quoted(payment.currency))"
      text += ",\"payee\":\(JSONText.quoted(payment.payee))"
    }
    return text + "}"
  }
}
