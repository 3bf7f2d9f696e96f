extension SampleGenerator {
  /// Why the bill differs from the one before.
  func writeChange(_ bill: SampleBill, _ books: SampleBooks, to out: inout SampleBuffer) {
    let months = bill.market.periodMonths
    // Units of two kinds have no sum.
    let single = bill.supplyCount == 1 ? bill.electricity ?? bill.gas : nil
    out.text(",\"change\":{\"previous_bill\":{\"number\":\"")
    writeNumber(bill, bill.lastMonth - months, to: &out)
    out.text("\",\"total\":")
    out.cents(books.previousTotal)
    out.text(",\"days\":")
    out.number(bill.previousPeriod.days)
    if let single {
      let units = single.use(months: months, previous: true)
      writeAverage(units, books.previousTotal, to: &out)
    }
    out.text("},\"current\":{\"days\":")
    out.number(bill.period.days)
    if let single {
      writeAverage(single.use(months: months), books.gross, to: &out)
      out.text(",\"unit\":\"")
      out.text(single.tariff.unit)
      out.byte(UInt8(ascii: "\""))
    }
    out.text("},\"causes\":{\"days\":")
    out.cents(books.daysCause)
    out.text(",\"price\":")
    out.cents(books.priceCause)
    out.text(",\"volume\":")
    out.cents(books.volumeCause)
    out.text(",\"other\":")
    out.cents(books.otherCause)
    out.text("}}")
  }

  private func writeAverage(_ units: Int, _ cents: Int, to out: inout SampleBuffer) {
    out.text(",\"consumption\":")
    out.number(units)
    out.text(",\"average_price\":")
    out.fraction(SampleLedger.rounded(cents * 100, units), scale: 10_000, decimals: 4)
  }

  /// Balance before, less payments, plus charges, is the balance now.
  func writeAccount(_ bill: SampleBill, _ books: SampleBooks, to out: inout SampleBuffer) {
    guard books.showsAccount else { return }
    var balance = books.gross
    out.text(",\"account\":{\"balance_previous\":")
    out.cents(books.previousTotal)
    out.text(",\"payments\":[")
    if bill.hasHistory {
      out.text("{\"date\":")
      out.day(bill.period.end - 9)
      out.text(",\"amount\":")
      out.cents(books.previousTotal)
      out.text(",\"method\":\"transfer\"}")
    }
    let paid = paidNow(bill, books)
    if paid > 0 {
      out.text(bill.hasHistory ? ",{\"date\":" : "{\"date\":")
      out.day(books.paidDay)
      out.text(",\"amount\":")
      out.cents(paid)
      out.text(",\"method\":\"card\"}")
      balance -= paid
    }
    out.text("],\"charges\":")
    out.cents(books.gross)
    out.text(",\"balance\":")
    out.cents(balance)
    if case .dispute = bill.state {
      out.text(",\"status\":\"dispute\"")
    } else {
      out.text(",\"status\":\"active\"")
    }
    if case .plan = bill.state { writePlan(bill, books, to: &out) }
    out.byte(UInt8(ascii: "}"))
  }

  private func paidNow(_ bill: SampleBill, _ books: SampleBooks) -> Int {
    switch bill.state {
    case .paid: books.gross
    case .plan: books.gross / books.installments
    default: 0
    }
  }

  /// The first instalment is paid, the second is next, the last takes what division leaves.
  private func writePlan(_ bill: SampleBill, _ books: SampleBooks, to out: inout SampleBuffer) {
    let count = books.installments
    let part = books.gross / count
    out.text(",\"plan\":{\"total\":")
    out.cents(books.gross)
    out.text(",\"installments\":[")
    for number in 1...count {
      out.text(number == 1 ? "{\"number\":" : ",{\"number\":")
      out.number(number)
      out.text(",\"due_date\":")
      out.day(bill.issued + 16 + 30 * (number - 1))
      out.text(",\"amount\":")
      out.cents(number < count ? part : books.gross - part * (count - 1))
      out.text(
        number == 1
          ? ",\"status\":\"paid\"}"
          : number == 2 ? ",\"status\":\"due\"}" : ",\"status\":\"planned\"}")
    }
    out.text("]}")
  }
}
