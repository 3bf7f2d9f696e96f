import Figures
import Liquid

/// Filters that ask whether something can be paid to.
enum PaymentFilters {
  static let rows: [FilterRow] = [
    FilterRow(
      "valid_iban", .string, to: .string,
      "The account number without spaces when its check digits are right, otherwise nil.", validIBAN
    ),
    FilterRow(
      "valid_bic", .string, to: .string,
      "The bank's identifier when it has the form of a BIC, otherwise nil.", validBIC
    ),
  ]

  /// Written numbers come in groups of four; longer texts than that are none.
  private static let longestWritten = 2 * IBAN.longest

  private static func validIBAN(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = input.bytes
    guard input.tag == .string, text.count <= longestWritten else { return .nil }
    try scope.charge(bytes: text.count)
    var writer = ArenaWriter(scope.arena, capacity: text.count)
    for byte in text where byte != UInt8(ascii: " ") { writer.append(byte) }
    let account = writer.finish()
    return IBAN.isValid(account.bytes) ? account : .nil
  }

  private static func validBIC(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    input.tag == .string && IBAN.isBankIdentifier(input.bytes) ? input : .nil
  }
}
