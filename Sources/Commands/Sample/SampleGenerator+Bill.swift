extension SampleGenerator {
  func writeBill(_ bill: SampleBill, _ books: SampleBooks, to out: inout SampleBuffer) {
    out.text("\"number\":\"")
    writeNumber(bill, bill.lastMonth, to: &out)
    out.text(
      bill.state.isCreditNote
        ? "\",\"type\":\"credit_note\",\"type_code\":\"381\",\"issue_date\":"
        : "\",\"type\":\"invoice\",\"type_code\":\"380\",\"issue_date\":")
    out.day(bill.issued)
    if bill.state.hasDueDate {
      out.text(",\"due_date\":")
      out.day(bill.due)
    }
    out.text(",\"currency\":\"")
    out.text(bill.market.currency)
    out.text("\",\"period\":{\"start\":")
    out.day(bill.period.start)
    out.text(",\"end\":")
    out.day(bill.period.end)
    if let status = bill.state.status {
      out.text("},\"status\":\"")
      out.text(status)
      out.text("\",")
    } else {
      out.text("},")
    }
    if case .overdue(let level) = bill.state {
      out.text("\"reminder_level\":")
      out.number(level)
      out.byte(UInt8(ascii: ","))
    }
    out.text("\"total\":")
    out.cents(books.gross)
    out.text(",\"amount_due\":")
    out.cents(books.due)
    writeStateOfPayment(bill, books, to: &out)
    writeLines(bill, to: &out)
    if ledger.discount > 0 {
      out.text(",\"allowances\":[{\"amount\":")
      out.cents(ledger.discount)
      out.text(",\"reason\":\"")
      out.text(bill.market.discountName)
      out.text("\",\"vat_category\":\"S\",\"vat_rate\":")
      out.number(bill.vat)
      out.text(",\"charge\":false}]")
    }
    writeRates(bill, to: &out)
    writeTotals(books, to: &out)
  }

  /// Prefix, last month of the period and the ordinal: unique in a run by the ordinal alone.
  func writeNumber(_ bill: SampleBill, _ month: SampleMonth, to out: inout SampleBuffer) {
    out.text(bill.state.isCreditNote ? bill.market.creditPrefix : bill.market.prefix)
    writeDigits(bill, month, to: &out)
  }

  private func writeDigits(
    _ bill: SampleBill, _ month: SampleMonth, to out: inout SampleBuffer
  ) {
    out.number(month.year, width: 4)
    out.number(month.number, width: 2)
    out.byte(UInt8(ascii: "-"))
    out.number(bill.ordinal, width: 10)
  }

  private func writeStateOfPayment(
    _ bill: SampleBill, _ books: SampleBooks, to out: inout SampleBuffer
  ) {
    switch bill.state {
    case .paid:
      out.text(",\"paid_date\":")
      out.day(books.paidDay)
      out.text(",\"paid_amount\":")
      out.cents(books.gross)
    case .creditNote:
      out.text(",\"references\":{\"preceding\":[{\"number\":\"")
      out.text(bill.market.prefix)
      writeDigits(bill, bill.lastMonth, to: &out)
      out.text("\",\"issue_date\":")
      out.day((bill.lastMonth + 1).firstDay)
      out.text("}]}")
    default: break
    }
    if bill.state.isToPay {
      out.text(",\"payment_url\":\"https://www.ondaluce.example/pay/")
      out.text(bill.market.lowerPrefix)
      writeDigits(bill, bill.lastMonth, to: &out)
      out.byte(UInt8(ascii: "\""))
    }
  }

  private func writeLines(_ bill: SampleBill, to out: inout SampleBuffer) {
    out.text(",\"lines\":[")
    for (index, line) in ledger.lines.enumerated() {
      out.text(index == 0 ? "{\"id\":\"" : ",{\"id\":\"")
      out.number(index + 1)
      out.text("\",\"name\":\"")
      out.text(line.name)
      out.text("\",\"quantity\":")
      out.number(line.quantity)
      out.text(",\"unit\":\"")
      out.text(line.unit)
      out.text("\",\"price\":")
      out.price(line.price)
      out.text(",\"amount\":")
      out.cents(line.cents)
      writeRate(line.vat, ",\"vat_category\":\"", "\",\"vat_rate\":", to: &out)
      out.text(",\"kind\":\"")
      out.text(line.kind)
      // With one supply it goes without saying.
      if bill.supplyCount > 1 {
        out.text("\",\"supply\":\"")
        out.text(line.supply)
      }
      out.text("\"}")
    }
    out.byte(UInt8(ascii: "]"))
  }

  private func writeRates(_ bill: SampleBill, to out: inout SampleBuffer) {
    out.text(",\"vat_breakdown\":[")
    for (index, rate) in ledger.rates.enumerated() {
      out.text(index == 0 ? "{\"base\":" : ",{\"base\":")
      out.cents(rate.base)
      out.text(",\"amount\":")
      out.cents(rate.amount)
      writeRate(rate.percent, ",\"category\":\"", "\",\"rate\":", to: &out)
      if rate.percent == nil, let fee = bill.market.fee {
        out.text(",\"exemption_reason\":\"")
        out.text(fee.reason)
        out.byte(UInt8(ascii: "\""))
      }
      out.byte(UInt8(ascii: "}"))
    }
  }

  private func writeRate(
    _ percent: Int?, _ category: StaticString, _ rate: StaticString, to out: inout SampleBuffer
  ) {
    out.text(category)
    out.byte(percent == nil ? UInt8(ascii: "E") : UInt8(ascii: "S"))
    out.text(rate)
    out.number(percent ?? 0)
  }

  private func writeTotals(_ books: SampleBooks, to out: inout SampleBuffer) {
    out.text("],\"totals\":{\"lines\":")
    out.cents(ledger.lineSum)
    if ledger.discount > 0 {
      out.text(",\"allowances\":")
      out.cents(ledger.discount)
    }
    out.text(",\"net\":")
    out.cents(ledger.net)
    out.text(",\"vat\":")
    out.cents(ledger.vat)
    out.text(",\"gross\":")
    out.cents(books.gross)
    if books.prepaid != 0 {
      out.text(",\"prepaid\":")
      out.cents(books.prepaid)
    }
    out.text(",\"due\":")
    out.cents(books.due)
    out.byte(UInt8(ascii: "}"))
  }
}
