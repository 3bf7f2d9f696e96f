import Diagnostics
import Liquid

extension TemplateWalk {
  /// `{% payment_code 'epc', iban: account, ... %}`: its kind, and the arguments that only the other kind takes.
  mutating func walkPaymentCode(_ call: TagCall) {
    for value in call.positional { takeAll(evaluate(value)) }
    for argument in call.named { takeAll(evaluate(argument.value)) }
    guard let written = call.positional.first, case .string(let word) = written.kind else { return }
    let known = PaymentCodeTag.Kind.allCases.map(\.rawValue)
    guard let kind = PaymentCodeTag.Kind(rawValue: word) else {
      return report(
        "payment-kind", "there is no payment code '\(word)'", written.span,
        hint: Suggestion.nearest(word, in: known).map { "did you mean '\($0)'?" }
          ?? "known: \(known.joined(separator: ", "))")
    }
    for argument in call.named where kind.foreign.contains(argument.name) {
      report(
        "payment-argument", "a payment code '\(word)' takes no '\(argument.name)'",
        argument.value.span, hint: "it takes \(kind.own.joined(separator: ", "))")
    }
  }
}
