// The locale de-CH, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let deCH: StaticString = """
    tag de-CH
    numerals latn 0
    decimal .
    group ’
    minus -
    percent-sign %
    currency ¤\u{A0}#,##0.00;¤-#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩|MXN=MX$
    symbols NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA
    symbols XPF=CFPF
    months Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November
    months Dezember
    months-short Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez.
    months-alone Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober
    months-alone November|Dezember
    months-alone-short Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez
    days Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag
    days-short Mo.|Di.|Mi.|Do.|Fr.|Sa.|So.
    days-alone Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag
    days-alone-short Mo|Di|Mi|Do|Fr|Sa|So
    date full EEEE, d. MMMM y
    date long d. MMMM y
    date medium dd.MM.y
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
    unit bar other={0}\u{A0}bar
    unit celsius other={0}\u{A0}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}Minute|other={0}\u{A0}Minuten
    unit hour one={0}\u{A0}Stunde|other={0}\u{A0}Stunden
    unit day one={0}\u{A0}Tag|other={0}\u{A0}Tage
    unit week one={0}\u{A0}Woche|other={0}\u{A0}Wochen
    unit month one={0}\u{A0}Monat|other={0}\u{A0}Monate
    unit year one={0}\u{A0}Jahr|other={0}\u{A0}Jahre
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
    unit piece other={0}\u{A0}Stück
    """
}
