extension SampleGenerator {
  /// A piece of advice: its code, its address, and what it saves a year.
  private struct Advice {
    let code: StaticString
    let path: StaticString
    let saving: ClosedRange<Int>
  }

  private static let advice = [
    Advice(code: "shift_to_offpeak", path: "shift-to-offpeak", saving: 20...140),
    Advice(code: "lower_heating", path: "lower-heating", saving: 40...120),
    Advice(code: "standby", path: "standby", saving: 15...60),
    Advice(code: "switch_offer", path: "switch-offer", saving: 30...110),
    Advice(code: "efficient_appliance", path: "efficient-appliance", saving: 25...90),
  ]

  /// Energy mix, advice, loyalty and links.
  func writeService(
    _ bill: SampleBill, _ random: inout SampleRandom, to out: inout SampleBuffer
  ) {
    let hasMix = random.happens(400)
    let hasAdvice = random.happens(400)
    let advice = random.pick(Self.advice)
    let saving = random.within(advice.saving)
    let isLoyal = random.happens(100)
    let points = random.below(2500)
    if hasMix, bill.electricity != nil {
      out.text(",\"energy_mix\":")
      out.text(bill.market.mix)
    }
    if hasAdvice {
      out.text(",\"advice\":[{\"code\":\"")
      out.text(advice.code)
      out.text("\",\"saving\":")
      out.number(saving)
      out.text(",\"unit\":\"")
      out.text(bill.market.currency)
      out.text("\",\"url\":\"https://www.ondaluce.example/my/")
      out.text(advice.path)
      out.text("\"}]")
    }
    if isLoyal {
      out.text(",\"loyalty\":{\"points\":")
      out.number(points)
      out.text(",\"tier\":\"")
      out.text(bill.market.tier)
      out.text("\",\"next_reward\":{\"name\":\"")
      out.text(bill.market.reward)
      out.text("\",\"points_needed\":2000}}")
    }
    out.text(
      """
      ,"links":[{"code":"send_reading","url":"https://www.ondaluce.example/my/send-reading"}]
      """)
  }
}
