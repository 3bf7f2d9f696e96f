import Figures
import Liquid

/// `{% payment_code 'epc', iban: payment.iban, name: payment.account_name, amount: bill.amount_due, title: text %}`:
/// a payment as a QR code, inline SVG.
///
/// With `optional: true` it is left out where its texts are none that a code holds.
enum PaymentCodeTag {
  static let row = TagRow(
    "payment_code", arity: 1...1,
    names: [
      "iban", "bic", "name", "amount", "purpose", "reference", "text", "information", "notice",
      "creditor", "title", "optional",
    ],
    content: .markup, "Draws a payment as a QR code: epc (SEPA) or pagopa.", apply)

  /// The largest symbol, drawn: what a document is charged before libqrencode works for it.
  private static let cost = 16 << 10

  private static func apply(
    _ arguments: FilterArguments, _ scope: FilterScope, _ output: Output
  ) throws(RenderFailure) {
    try scope.charge(bytes: cost)
    let number = scope.nextNumber()
    var svg = SVGWriter()
    do throws(PaymentCode.Problem) {
      let title = FigureText(arguments.named("title").text(in: scope.arena).bytes)
      try code(arguments, scope).write(title: title, idPrefix: "code\(number)", to: &svg)
    } catch {
      if error.isOfTexts, arguments.named("optional").isTruthy { return }
      throw RenderFailure(.argument, "payment_code: \(error.rawValue)")
    }
    svg.withBytes { output.append($0) }
  }

  private static func code(
    _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(PaymentCode.Problem) -> PaymentCode {
    let amount = arguments.named("amount")
    if arguments[0].bytes.elementsEqual("pagopa") {
      guard let cents = amount.cents else { throw .amount }
      return try PagoPAPayment(
        noticeNumber: arguments.text("notice", scope), creditor: arguments.text("creditor", scope),
        cents: cents
      ).code()
    }
    var payment = EPCPayment(
      to: arguments.text("name", scope), iban: arguments.text("iban", scope))
    payment.bankIdentifier = arguments.text("bic", scope)
    if !amount.isNil {
      guard let cents = amount.cents else { throw .amount }
      payment.cents = cents
    }
    payment.purpose = arguments.text("purpose", scope)
    payment.reference = arguments.text("reference", scope)
    payment.text = arguments.text("text", scope)
    payment.information = arguments.text("information", scope)
    return try payment.code()
  }
}

extension PaymentCode.Problem {
  /// Whether the payment itself is right, and only a name or a message is too long or has a character that codes have not.
  fileprivate var isOfTexts: Bool {
    switch self {
    case .name, .text, .information, .lineBreak, .size: true
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
  /// An exact amount in hundredths; nil for what is no number or has a fraction of a cent.
  var cents: Int64? {
    var value: Int64
    var decimals: Int
    switch tag {
    case .integer: (value, decimals) = (integer, 0)
    case .decimal: (value, decimals) = (mantissa, scale)
    default: return nil
    }
    while decimals > 2 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      decimals -= 1
    }
    while decimals < 2 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
      decimals += 1
    }
    return value
  }
}
