internal import ArgumentParser
internal import Communication
internal import Links

/// `billow link sign ADDRESS`: one link, as the filter `signed_link` makes them.
struct LinkSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Prints a signed link that is good through a day.")

  @Argument(help: "Where the link leads: an https: address.")
  var address: String

  @Option(help: "The file of the link key.")
  var linkKey: String

  @Option(help: "The last day the link is good, in UTC (YYYY-MM-DD).")
  var expires: String

  @Option(help: "Whose it is, such as a bill's number.")
  var reference = ""

  @Option(help: "What is to be paid, such as 182.40; with --currency and --payee.")
  var amount: String?

  @Option(help: "The currency of the amount, such as EUR.")
  var currency: String?

  @Option(help: "Who is paid: an account or a creditor's number.")
  var payee: String?

  func validate() throws { _ = try link() }

  func run() throws {
    let key = try LinkOptions.key(linkKey, Console(printsJSON: false))
    Console(printsJSON: false).out(try link().url(signedWith: key) + "\n")
  }

  private func link() throws -> SignedLink {
    guard let target = LinkAddress(address) else {
      throw ValidationError(
        "'\(address)' is no https: address without query, fragment and segments '.' or '..'")
    }
    guard let day = AsOfDate(expires), day.secondsSince1970 > 0 else {
      throw ValidationError("--expires takes a day as YYYY-MM-DD, not '\(expires)'")
    }
    guard reference.utf8.count <= SignedLink.longestText else {
      throw ValidationError("--reference takes at most \(SignedLink.longestText) bytes")
    }
    var payment: SignedLink.Payment?
    if amount != nil || currency != nil || payee != nil {
      payment = SignedLink.Payment(
        amount: amount ?? "", currency: currency ?? "", payee: payee ?? "")
      guard payment != nil else {
        throw ValidationError(
          "a payment has an --amount such as 182.40 with the decimals of its currency, a --currency such as EUR and a --payee"
        )
      }
    }
    return SignedLink(
      address: target, expires: day.secondsSince1970 + 86_400, reference: reference,
      payment: payment)
  }
}
