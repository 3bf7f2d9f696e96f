internal import ArgumentParser
internal import Communication
internal import Links
internal import Sinks

/// Whether a run's pages tell what is done with them.
struct ListenOptions: ParsableArguments {
  /// The option of a run whose pages tell.
  static let option = "listen"

  @Option(
    help: """
      The operator's endpoint that pages tell, without saying whose they are, that they were opened, \
      which scenes played and which links were followed; off unless given.
      """,
    transform: ListenOptions.endpoint)
  var listen: LinkAddress?

  init() {}

  private static func endpoint(_ text: String) throws -> LinkAddress {
    guard let address = LinkAddress(text) else {
      throw ValidationError("--listen takes an https: address without query, not '\(text)'")
    }
    return address
  }

  var listening: Listening? { listen.map(Self.listening) }

  var identity: [RunIdentity.Option] {
    listen.map { [.init(Self.option, $0.description)] } ?? []
  }

  /// The listening of a run that is read back.
  static func listening(of identity: RunIdentity) -> Listening? {
    identity.option(option).flatMap { LinkAddress($0) }.map(listening)
  }

  private static func listening(_ address: LinkAddress) -> Listening {
    Listening(endpoint: address.description, origin: address.origin)
  }
}
