// The locale nl, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let nl: StaticString = """
    tag nl
    numerals latn 0
    decimal ,
    group .
    minus -
    percent-sign %
    currency ¤\u{A0}#,##0.00;¤\u{A0}-#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=C$|CNY=CN¥|EUR=€|FJD=FJ$|GBP=£|HKD=HK$|ILS=₪|INR=₹
    symbols JPY=JP¥|KRW=₩|MXN=MX$|NZD=NZ$|SBD=SI$|THB=฿|TWD=NT$|USD=US$|VND=₫|XAF=FCFA
    symbols XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA
    months januari|februari|maart|april|mei|juni|juli|augustus|september|oktober
    months november|december
    months-short jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec
    months-alone januari|februari|maart|april|mei|juni|juli|augustus|september|oktober
    months-alone november|december
    months-alone-short jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec
    days maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
    days-short ma|di|wo|do|vr|za|zo
    days-alone maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
    days-alone-short ma|di|wo|do|vr|za|zo
    date full EEEE d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short dd-MM-y
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
    unit minute one={0}\u{A0}minuut|other={0}\u{A0}minuten
    unit hour other={0}\u{A0}uur
    unit day one={0}\u{A0}dag|other={0}\u{A0}dagen
    unit week one={0}\u{A0}week|other={0}\u{A0}weken
    unit month one={0}\u{A0}maand|other={0}\u{A0}maanden
    unit year other={0}\u{A0}jaar
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
    unit piece one={0}\u{A0}stuk|other={0}\u{A0}stuks
    """
}
