/// One unit of a locale, in each plural form.
struct UnitEntry: BitwiseCopyable {
  /// A unit's text round its number.
  struct Form: BitwiseCopyable {
    /// Before the number.
    let prefix: ByteRun
    /// Behind it.
    let suffix: ByteRun
    /// False where the word alone says how many (Arabic dual); then `prefix` is all of it.
    let showsNumber: Bool
  }

  /// The name authors write, or a UN/ECE code.
  let id: ByteRun
  /// One for each `PluralCategory`.
  let forms: UnsafePointer<Form>
}

/// Other names of the units that locales know.
enum UnitAliases {
  /// `name=unit`, codes of UN/ECE Recommendation 20 first.
  ///
  /// `SM3` is its standard cubic metre, `C62` one, `H87` and `EA` a piece, `ANN` a year.
  static let all: StaticString = """
    KWH=kWh MWH=MWh GWH=GWh WHR=Wh WTT=W KWT=kW MAW=MW KVA=kVA KVR=kvar K3=kvarh 3B=MJ GV=GJ \
    MTQ=m3 SM3=Smc SMC=Smc LTR=L GRM=g KGM=kg TNE=t MTR=m KMT=km MTK=m2 AMP=A VLT=V BAR=bar \
    CEL=celsius 4L=MB E34=GB MIN=minute HUR=hour DAY=day WEE=week MON=month ANN=year C62=piece \
    H87=piece EA=piece PCE=piece NAR=piece \
    m³=m3 m²=m2 Sm3=Smc Sm³=Smc smc=Smc l=L liter=L litre=L °C=celsius minutes=minute h=hour \
    hours=hour days=day weeks=week months=month years=year pieces=piece gCO₂/kWh=gCO2/kWh \
    kgCO₂=kgCO2 min=minute %=percent P1=percent
    """
}
