// The locale nb, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let nb: StaticString = """
    tag nb
    numerals latn 0
    decimal ,
    group \u{A0}
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤;-#,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols EUR=€|GBP=£|NOK=kr|XCG=Cg.|XOF=F\u{202F}CFA
    months januar|februar|mars|april|mai|juni|juli|august|september|oktober|november
    months desember
    months-short jan.|feb.|mars|apr.|mai|juni|juli|aug.|sep.|okt.|nov.|des.
    months-alone januar|februar|mars|april|mai|juni|juli|august|september|oktober
    months-alone november|desember
    months-alone-short jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des
    days mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag
    days-short man.|tir.|ons.|tor.|fre.|lør.|søn.
    days-alone mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag
    days-alone-short man.|tir.|ons.|tor.|fre.|lør.|søn.
    date full EEEE d. MMMM y
    date long d. MMMM y
    date medium d. MMM y
    date short dd.MM.y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. MMM
    date weekday cccc
    date weekday_short ccc
    plural one n in 1
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
    unit minute one={0}\u{A0}minutt|other={0}\u{A0}minutter
    unit hour one={0}\u{A0}time|other={0}\u{A0}timer
    unit day other={0}\u{A0}døgn
    unit week one={0}\u{A0}uke|other={0}\u{A0}uker
    unit month one={0}\u{A0}måned|other={0}\u{A0}måneder
    unit year other={0}\u{A0}år
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
    unit piece other={0}\u{A0}stk.
    """
}
