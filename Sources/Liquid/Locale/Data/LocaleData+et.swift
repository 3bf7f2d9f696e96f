// The locale et, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let et: StaticString = """
    tag et
    numerals latn 0
    decimal ,
    group \u{A0}
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober
    months november|detsember
    months-short jaan|veebr|märts|apr|mai|juuni|juuli|aug|sept|okt|nov|dets
    months-alone jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober
    months-alone november|detsember
    months-alone-short jaan|veebr|märts|apr|mai|juuni|juuli|aug|sept|okt|nov|dets
    days esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev
    days-short E|T|K|N|R|L|P
    days-alone esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev
    days-alone-short E|T|K|N|R|L|P
    date full EEEE, d. MMMM y
    date long d. MMMM y
    date medium d. MMM y
    date short dd.MM.yy
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. MMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    unit kWh other={0}\u{A0}kWh
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}m³
    unit L other={0}\u{A0}l
    unit g other={0}\u{A0}g
    unit kg other={0}\u{A0}kg
    unit t other={0}\u{A0}t
    unit m other={0}\u{A0}m
    unit km other={0}\u{A0}km
    unit m2 other={0}\u{A0}m²
    unit A other={0}\u{A0}A
    unit V other={0}\u{A0}V
    unit bar one={0}\u{A0}baar|other={0}\u{A0}baari
    unit celsius other={0}\u{A0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minut|other={0}\u{A0}minutit
    unit hour one={0}\u{A0}tund|other={0}\u{A0}tundi
    unit day one={0}\u{A0}ööpäev|other={0}\u{A0}ööpäeva
    unit week one={0}\u{A0}nädal|other={0}\u{A0}nädalat
    unit month one={0}\u{A0}kuu|other={0}\u{A0}kuud
    unit year one={0}\u{A0}aasta|other={0}\u{A0}aastat
    unit Wh other={0}\u{A0}Wh
    unit MWh other={0}\u{A0}MWh
    unit GWh other={0}\u{A0}GWh
    unit kVA other={0}\u{A0}kVA
    unit kvar other={0}\u{A0}kvar
    unit kvarh other={0}\u{A0}kvarh
    unit MJ other={0}\u{A0}MJ
    unit GJ other={0}\u{A0}GJ
    unit Smc other={0}\u{A0}Sm³
    unit kgCO2 other={0}\u{A0}kg\u{A0}CO₂
    unit gCO2/kWh other={0}\u{A0}g\u{A0}CO₂/kWh
    unit piece other={0}\u{A0}tk
    """
}
