import Figures
import Liquid

/// `{% payment_code 'epc', iban: payment.iban, name: payment.account_name, amount: bill.amount_due, title: text %}`:
/// a payment as a QR code, inline SVG.
///
/// With `optional: true` it is left out where its texts or its account are none that a code holds.
enum PaymentCodeTag {
  static let row = TagRow(
    "payment_code", arity: 1...1, names: common + Kind.allCases.flatMap(\.own),
    content: .markup, "Draws a payment as a QR code: epc (SEPA) or pagopa.", apply)

  /// The kinds of codes, as pages name them.
  enum Kind: String, CaseIterable {
    case epc, pagopa

    /// The arguments that only this kind has.
    var own: [String] { self == .epc ? Self.transfer : Self.notice }
    /// The arguments that it has not, and the other has.
    var foreign: [String] { self == .epc ? Self.notice : Self.transfer }

    private static let transfer = [
      "iban", "bic", "name", "purpose", "reference", "text", "information",
    ]
    private static let notice = ["notice", "creditor"]
  }

  private static let common = ["amount", "title", "optional"]

  /// The largest symbol, drawn: what a document is charged before libqrencode works for it.
  private static let cost = 16 << 10

  private static func apply(
    _ arguments: FilterArguments, _ scope: FilterScope, _ output: Output
  ) throws(RenderFailure) {
    guard let kind = Kind(rawValue: String(decoding: arguments[0].bytes, as: UTF8.self))
    else {
      throw RenderFailure(.argument, "there is no such payment code: epc and pagopa are known")
    }
    // What is asked for and not done is no payment that the page's author meant.
    for argument in arguments.named where !argument.value.isNil {
      let name = String(decoding: argument.key.bytes, as: UTF8.self)
      if kind.foreign.contains(name) {
        throw RenderFailure(.argument, "payment_code: '\(kind.rawValue)' takes no '\(name)'")
      }
    }
    try scope.charge(bytes: cost)
    let number = scope.nextNumber()
    var svg = SVGWriter()
    do throws(PaymentCode.Problem) {
      let title = FigureText(arguments.named("title").text(in: scope.arena).bytes)
      try code(kind, arguments, scope).write(title: title, idPrefix: "code\(number)", to: &svg)
    } catch {
      if error.isOfCodes, arguments.named("optional").isTruthy { return }
      throw RenderFailure(.argument, "payment_code: \(error.rawValue)")
    }
    svg.withBytes { output.append($0) }
  }

  private static func code(
    _ kind: Kind, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(PaymentCode.Problem) -> PaymentCode {
    let amount = arguments.named("amount")
    if kind == .pagopa {
      return try PagoPAPayment(
        noticeNumber: arguments.text("notice", scope), creditor: arguments.text("creditor", scope),
        cents: amount.cents()
      ).code()
    }
    var payment = EPCPayment(
      to: arguments.text("name", scope), iban: arguments.text("iban", scope))
    payment.bankIdentifier = arguments.text("bic", scope)
    if !amount.isNil { payment.cents = try amount.cents() }
    payment.purpose = arguments.text("purpose", scope)
    payment.reference = arguments.text("reference", scope)
    payment.text = arguments.text("text", scope)
    payment.information = arguments.text("information", scope)
    return try payment.code()
  }
}

extension PaymentCode.Problem {
  /// Whether the payment itself is right and only no code can say it: a name or a message is too long or has a character that codes
  /// have not, or no SEPA transfer reaches the account by what is known of it.
  fileprivate var isOfCodes: Bool {
    switch self {
    case .name, .text, .information, .lineBreak, .size, .area, .bankNeeded: true
    default: false
    }
  }
}

extension FilterArguments {
  fileprivate func named(_ name: StaticString) -> Value {
    for argument in named where argument.key.bytes.elementsEqual(name) { return argument.value }
    return .nil
  }

  fileprivate func text(_ name: StaticString, _ scope: FilterScope) -> String {
    String(decoding: named(name).text(in: scope.arena).bytes, as: UTF8.self)
  }
}

extension Value {
  /// An exact amount in hundredths.
  fileprivate func cents() throws(PaymentCode.Problem) -> Int64 {
    var value: Int64
    var decimals: Int
    switch tag {
    case .nil: throw .noAmount
    case .integer: (value, decimals) = (integer, 0)
    case .decimal: (value, decimals) = (mantissa, scale)
    case .bigInteger: throw .amount
    default: throw .amountNumber
    }
    while decimals > 2 {
      guard value % 10 == 0 else { throw .amountFraction }
      value /= 10
      decimals -= 1
    }
    while decimals < 2 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .amount }
      value = product
      decimals += 1
    }
    return value
  }
}
