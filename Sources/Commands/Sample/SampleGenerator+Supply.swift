extension SampleGenerator {
  func writeSupplies(_ bill: SampleBill, to out: inout SampleBuffer) {
    out.text(",\"supplies\":[")
    if let supply = bill.electricity { write(supply, bill, to: &out) }
    if bill.supplyCount == 2 { out.byte(UInt8(ascii: ",")) }
    if let supply = bill.gas { write(supply, bill, to: &out) }
    out.byte(UInt8(ascii: "]"))
  }

  private func write(_ supply: SampleSupply, _ bill: SampleBill, to out: inout SampleBuffer) {
    let tariff = supply.tariff
    out.text("{\"id\":\"")
    out.text(tariff.id)
    out.text("\",\"kind\":\"")
    out.text(tariff.kind)
    out.text("\",\"point_id\":\"")
    out.text(tariff.pointHead)
    out.number(supply.point % power(tariff.pointDigits), width: tariff.pointDigits)
    out.text("\",\"meter_id\":\"")
    out.text(tariff.meterHead)
    out.number(supply.point, width: 8)
    out.text("\",")
    if supply.hasOwnAddress {
      writeAddress(bill, to: &out)
      out.byte(UInt8(ascii: ","))
    }
    if tariff.charges.contains(where: { $0.basis == .kilowatt }) {
      out.text("\"contracted_power\":")
      out.number(supply.power)
      out.byte(UInt8(ascii: ","))
    }
    writeOffer(supply, bill, to: &out)
    // A credit note tells what is taken back, not what was used.
    if !bill.state.isCreditNote {
      writeConsumption(supply, bill, to: &out)
      writeReadings(supply, bill, to: &out)
    }
    if bill.hasHistory { writeHistory(supply, bill, to: &out) }
    out.byte(UInt8(ascii: "}"))
  }

  private func power(_ digits: Int) -> Int {
    (0..<digits).reduce(1) { power, _ in power * 10 }
  }

  private func writeOffer(
    _ supply: SampleSupply, _ bill: SampleBill, to out: inout SampleBuffer
  ) {
    let offer = supply.offer
    out.text("\"offer\":{\"name\":\"")
    out.text(offer.name)
    out.text("\",\"code\":\"")
    out.text(offer.code)
    out.text(
      offer.isFixed
        ? "\",\"kind\":\"fixed\",\"price\":" : "\",\"kind\":\"variable\",\"price\":")
    out.price(supply.price)
    out.text(",\"contract_start\":")
    out.day(supply.contractStart.firstDay)
    if offer.isFixed {
      // A year at a time, to the first end that is still to come.
      var end = supply.contractStart + 11
      while end.lastDay.number < bill.asOf.number { end = end + 12 }
      out.text(",\"contract_end\":")
      out.day(end.lastDay)
    }
    out.text(",\"notice_days\":30}")
  }

  private func writeConsumption(
    _ supply: SampleSupply, _ bill: SampleBill, to out: inout SampleBuffer
  ) {
    let units = supply.use(months: bill.market.periodMonths)
    out.text(",\"consumption\":{\"amount\":")
    out.number(units)
    out.text(",\"unit\":\"")
    out.text(supply.tariff.unit)
    out.text(
      supply.reading == .estimated ? "\",\"estimated\":true" : "\",\"estimated\":false")
    if bill.hasHistory {
      out.text(",\"previous_amount\":")
      out.number(supply.use(months: bill.market.periodMonths, previous: true))
    }
    if supply.similarHomes > 0 {
      out.text(",\"similar_homes\":")
      out.number(supply.similarHomes)
    }
    if supply.hasBands {
      out.text(",\"bands\":[")
      for (index, band) in supply.tariff.bands.enumerated() {
        out.text(index == 0 ? "{\"name\":\"" : ",{\"name\":\"")
        out.text(band.name)
        out.text("\",\"amount\":")
        out.number(supply.bandUse(index, of: units))
        out.byte(UInt8(ascii: "}"))
      }
      out.byte(UInt8(ascii: "]"))
    }
    out.byte(UInt8(ascii: "}"))
  }

  private func writeReadings(
    _ supply: SampleSupply, _ bill: SampleBill, to out: inout SampleBuffer
  ) {
    let units = supply.use(months: bill.market.periodMonths)
    out.text(",\"readings\":[")
    if supply.hasBands {
      for (index, band) in supply.tariff.bands.enumerated() {
        if index > 0 { out.byte(UInt8(ascii: ",")) }
        let used = supply.bandUse(index, of: units)
        writeReading(band.name, supply, used, supply.meterStart + 700 * index, bill, to: &out)
      }
    } else {
      writeReading("total", supply, units, supply.meterStart, bill, to: &out)
    }
    out.byte(UInt8(ascii: "]"))
  }

  private func writeReading(
    _ register: StaticString, _ supply: SampleSupply, _ used: Int, _ start: Int,
    _ bill: SampleBill, to out: inout SampleBuffer
  ) {
    out.text("{\"register\":\"")
    out.text(register)
    out.text("\",\"previous_date\":")
    out.day(bill.period.start - 1)
    out.text(",\"previous_value\":")
    out.number(start)
    out.text(",\"date\":")
    out.day(bill.period.end)
    out.text(",\"value\":")
    out.number(start + used)
    out.text(",\"kind\":\"")
    out.text(supply.reading.name)
    out.text("\",\"consumption\":")
    out.number(used)
    out.text(",\"unit\":\"")
    out.text(supply.tariff.unit)
    out.text("\"}")
  }

  /// Months, oldest first; each as long as the months known reach back with its year before.
  private func writeHistory(
    _ supply: SampleSupply, _ bill: SampleBill, to out: inout SampleBuffer
  ) {
    out.text(",\"history\":[")
    for index in 0..<bill.historyMonths {
      let ago = bill.historyMonths - 1 - index
      out.text(index == 0 ? "{\"month\":" : ",{\"month\":")
      out.month(bill.lastMonth - ago)
      out.text(",\"amount\":")
      out.number(supply.use(monthsAgo: ago))
      if ago + 12 < SampleSupply.knownMonths {
        out.text(",\"year_before\":")
        out.number(supply.use(monthsAgo: ago + 12))
      }
      if ago == 0, supply.reading == .estimated { out.text(",\"actual\":false") }
      out.byte(UInt8(ascii: "}"))
    }
    out.byte(UInt8(ascii: "]"))
  }
}
