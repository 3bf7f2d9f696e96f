// The locale en-IE, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let enIE: StaticString = """
    tag en-IE
    numerals latn 0
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|PHP=₱|TWD=NT$|USD=US$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months January|February|March|April|May|June|July|August|September|October|November
    months December
    months-short Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec
    months-alone January|February|March|April|May|June|July|August|September|October
    months-alone November|December
    months-alone-short Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec
    days Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday
    days-short Mon|Tue|Wed|Thu|Fri|Sat|Sun
    days-alone Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday
    days-alone-short Mon|Tue|Wed|Thu|Fri|Sat|Sun
    date full EEEE d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short dd/MM/y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
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
    unit bar other={0}\u{A0}bar
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minute|other={0}\u{A0}minutes
    unit hour one={0}\u{A0}hour|other={0}\u{A0}hours
    unit day one={0}\u{A0}day|other={0}\u{A0}days
    unit week one={0}\u{A0}week|other={0}\u{A0}weeks
    unit month one={0}\u{A0}month|other={0}\u{A0}months
    unit year one={0}\u{A0}year|other={0}\u{A0}years
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
    unit piece one={0}\u{A0}piece|other={0}\u{A0}pieces
    """
}
