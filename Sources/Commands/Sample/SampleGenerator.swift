internal import Communication

/// Makes bills for load: bill N depends on nothing but the seed, N and the as-of date.
///
/// The shares of languages, states and names are in `Docs/sample.md`; the sums are whole cents.
struct SampleGenerator: ~Copyable {
  private let seed: UInt64
  private let asOf: SampleDay
  /// Memory used again for each bill.
  var ledger = SampleLedger()

  init(seed: UInt64, asOf: AsOfDate) {
    self.seed = seed
    self.asOf = SampleDay(number: Int(asOf.secondsSince1970 / 86_400))
  }

  /// Writes the bill of a number, from 1, as a line.
  mutating func write(_ ordinal: Int, to out: inout SampleBuffer) {
    var random = SampleRandom(seed: seed, ordinal: ordinal)
    let bill = SampleBill(ordinal: ordinal, asOf: asOf, &random)
    var previousTotal = 0
    var previousExtras = 0
    if bill.hasHistory {
      ledger.fill(bill, previous: true)
      previousTotal = ledger.gross
      previousExtras = ledger.extras
    }
    ledger.fill(bill, previous: false)
    let books = SampleBooks(
      bill, ledger, previousTotal: previousTotal, previousExtras: previousExtras, &random)

    out.text("{\"bill\":{")
    writeBill(bill, books, to: &out)
    out.text("},\"seller\":")
    out.text(bill.market.seller)
    writeCustomer(bill, to: &out)
    writePayment(bill, &random, to: &out)
    writeSupplies(bill, to: &out)
    if bill.hasHistory { writeChange(bill, books, to: &out) }
    writeAccount(bill, books, to: &out)
    writeService(bill, &random, to: &out)
    out.text("}\n")
  }
}
