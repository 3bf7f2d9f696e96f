extension SampleGenerator {
  func writeCustomer(_ bill: SampleBill, to out: inout SampleBuffer) {
    out.text(",\"customer\":{\"name\":\"")
    bill.name.write(bill.market, to: &out)
    if case .person(let first, _) = bill.name {
      out.text("\",\"first_name\":\"")
      out.text(first)
    }
    out.text("\",\"account_number\":\"")
    out.number(bill.account)
    out.text("\",\"language\":\"")
    out.text(bill.market.language)
    out.text(
      bill.isBusiness ? "\",\"segment\":\"business\"," : "\",\"segment\":\"household\",")
    writeAddress(bill, to: &out)
    out.byte(UInt8(ascii: "}"))
  }

  func writeAddress(_ bill: SampleBill, to out: inout SampleBuffer) {
    out.text("\"address\":{\"street\":\"")
    if bill.market.numberIsFirst {
      out.number(bill.houseNumber)
      out.byte(UInt8(ascii: " "))
      out.text(bill.street)
    } else {
      out.text(bill.street)
      out.byte(UInt8(ascii: " "))
      out.number(bill.houseNumber)
    }
    out.text("\",\"postal_code\":\"")
    out.text(bill.place.code)
    out.text("\",\"city\":\"")
    out.text(bill.place.city)
    if bill.place.region.utf8CodeUnitCount > 0 {
      out.text("\",\"region\":\"")
      out.text(bill.place.region)
    }
    out.text("\",\"country\":\"")
    out.text(bill.market.countryCode)
    out.text("\"}")
  }

  func writePayment(
    _ bill: SampleBill, _ random: inout SampleRandom, to out: inout SampleBuffer
  ) {
    switch bill.state {
    case .creditNote, .zero: return
    default: break
    }
    var isDebited = false
    if case .directDebit = bill.state { isDebited = true }
    out.text(
      isDebited
        ? ",\"payment\":{\"means_code\":\"59\",\"reference\":\""
        : ",\"payment\":{\"means_code\":\"58\",\"reference\":\"")
    writeNumber(bill, bill.lastMonth, to: &out)
    out.byte(UInt8(ascii: " "))
    out.number(bill.account)
    out.text("\",")
    if isDebited {
      out.text("\"method\":\"direct_debit\",\"debit_date\":")
      out.day(bill.due)
      out.text(",\"mandate_id\":\"OL-M-")
      out.number(random.below(1_000_000), width: 6)
      out.text("\",\"debited_iban\":\"")
      SampleIBAN(bill.market.country, &random).write(to: &out)
      out.byte(UInt8(ascii: "\""))
    } else {
      out.text(bill.market.payment)
    }
    out.byte(UInt8(ascii: "}"))
  }
}
