public import Liquid

/// `{{ url | signed_link: reference: bill.number, amount: due, currency: 'EUR', payee: iban, days: 60 }}`.
public enum LinkFilters {
  /// The filter, with the run's key; without one it makes nil of every address.
  public static func rows(_ key: LinkKey?) -> [FilterRow] {
    [
      FilterRow(
        "signed_link", .string, to: .string,
        names: ["reference", "amount", "currency", "payee", "days"],
        "The address as a signed link that is good for so many days from the as-of date; nil in a run without a link key."
      ) { input, arguments, scope throws(RenderFailure) in
        guard input.tag == .string, let key else { return .nil }
        return try signed(input, arguments, scope, key)
      }
    ]
  }

  /// Links of bills are for months; ones for ever are a mistake.
  private static let days = 1...3660

  private static func signed(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope, _ key: LinkKey
  ) throws(RenderFailure) -> Value {
    try scope.charge(bytes: 1024)
    func text(_ name: StaticString) -> String? {
      for argument in arguments.named
      where argument.key.bytes.elementsEqual(
        UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      {
        if argument.value.isNil { return nil }
        return String(decoding: argument.value.text(in: scope.arena).bytes, as: UTF8.self)
      }
      return nil
    }
    guard let address = LinkAddress(String(decoding: input.bytes, as: UTF8.self)) else {
      throw RenderFailure(
        .argument,
        "signed_link: the address must be https: without query, fragment or segments '.' and '..'")
    }
    guard let days = text("days").flatMap({ Int($0) }), Self.days.contains(days) else {
      throw RenderFailure(.argument, "signed_link: days must be a whole number from 1 to 3660")
    }
    let reference = text("reference") ?? ""
    guard reference.utf8.count <= SignedLink.longestText else {
      throw RenderFailure(.argument, "signed_link: the reference has more than 140 bytes")
    }
    var payment: SignedLink.Payment?
    if let amount = text("amount") {
      payment = SignedLink.Payment(
        amount: amount, currency: text("currency") ?? "", payee: text("payee") ?? "")
      guard payment != nil else {
        throw RenderFailure(
          .argument,
          "signed_link: a payment has an amount above zero with the decimals of its currency, a currency and a payee"
        )
      }
    }
    // Good through the last of its days.
    let expires = scope.now + Int64(days + 1) * 86_400
    guard expires > 0 else {
      throw RenderFailure(.argument, "signed_link: the as-of date is before 1970")
    }
    let link = SignedLink(
      address: address, expires: expires, reference: reference, payment: payment)
    return Value(link.url(signedWith: key), in: scope.arena)
  }
}
