internal import ArgumentParser
internal import Batch
internal import Diagnostics
internal import Links
internal import Sinks

/// The options of `billow render` that give documents public names.
struct LinkOptions: ParsableArguments {
  @Option(
    help: """
      A file of 32 bytes or more that only its owner may read: documents are named by a keyed hash \
      instead of their keys, links.ndjson says whose each is, and pages may sign links.
      """)
  var linkKey: String?

  @Option(
    help: "What the documents' addresses begin with, as https://bills.example.com/b/.",
    transform: LinkOptions.base)
  var linkBase: LinkAddress?

  @Flag(
    help: """
      Lock the pages that template.yaml gives a lock: encrypted with a secret in the link and a word \
      that the customer knows. Nothing else is made then.
      """)
  var lock = false

  init() {}

  func validate() throws {
    if (linkKey == nil) != (linkBase == nil) {
      throw ValidationError("--link-key and --link-base go together")
    }
    if lock, linkKey == nil { throw ValidationError("--lock goes with --link-key") }
  }

  private static func base(_ text: String) throws -> LinkAddress {
    guard let address = LinkAddress(text), text.hasSuffix("/") else {
      throw ValidationError(
        "--link-base takes an https: address that ends in a slash, not '\(text)'")
    }
    return address
  }
}

extension LinkOptions {
  /// The key in the file, or a report and an exit with code 2.
  func key(_ console: Console) throws -> LinkKey? { try linkKey.map { try Self.key($0, console) } }

  static func key(_ path: String, _ console: Console) throws -> LinkKey {
    do throws(LinkKeyFile.Refusal) {
      return try LinkKeyFile.read(path)
    } catch {
      console.report(Diagnostic(code: error.code, message: error.message, hint: error.hint))
      throw BillowExit.usage.error
    }
  }

  /// What of them makes a run another one: never the key itself.
  func identity(_ key: LinkKey?) -> [RunIdentity.Option] {
    guard let key, let linkBase else { return [] }
    return [
      .init(RunIdentity.linkKeyOption, key.id),
      .init(RunIdentity.linkBaseOption, linkBase.description),
    ] + (lock ? [.init(LinkPlan.lockOption, "yes")] : [])
  }

  /// The plan for a run of this identity; nil where documents are named by their keys.
  func plan(_ key: LinkKey?, _ identity: RunIdentity) -> LinkPlan? {
    guard let key, let linkBase else { return nil }
    return LinkPlan(key: key, base: linkBase, run: identity)
  }
}
