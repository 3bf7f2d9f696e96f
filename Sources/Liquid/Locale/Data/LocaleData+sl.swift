// The locale sl, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let sl: StaticString = """
    tag sl
    numerals latn 0
    decimal ,
    group .
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0\u{A0}%
    symbols CNY=CN¥|EUR=€|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩|USD=$|VND=₫|XAF=FCFA|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november
    months december
    months-short jan.|feb.|mar.|apr.|maj|jun.|jul.|avg.|sep.|okt.|nov.|dec.
    months-alone januar|februar|marec|april|maj|junij|julij|avgust|september|oktober
    months-alone november|december
    months-alone-short jan.|feb.|mar.|apr.|maj|jun.|jul.|avg.|sep.|okt.|nov.|dec.
    days ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja
    days-short pon.|tor.|sre.|čet.|pet.|sob.|ned.
    days-alone ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja
    days-alone-short pon.|tor.|sre.|čet.|pet.|sob.|ned.
    date full EEEE, d. MMMM y
    date long d. MMMM y
    date medium d. MMM y
    date short d. M. yy
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. MMM
    date weekday cccc
    date weekday_short ccc
    plural one v in 0 and i mod 100 in 1
    plural two v in 0 and i mod 100 in 2
    plural few v in 0 and i mod 100 in 3..4
    plural few v not in 0
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
    unit minute one={0}\u{A0}minuta|two={0}\u{A0}minuti|few={0}\u{A0}minute
    unit minute other={0}\u{A0}minut
    unit hour one={0}\u{A0}ura|two={0}\u{A0}uri|few={0}\u{A0}ure|other={0}\u{A0}ur
    unit day one={0}\u{A0}dan|two={0}\u{A0}dneva|other={0}\u{A0}dni
    unit week one={0}\u{A0}teden|two={0}\u{A0}tedna|few={0}\u{A0}tedni
    unit week other={0}\u{A0}tednov
    unit month one={0}\u{A0}mesec|two={0}\u{A0}meseca|few={0}\u{A0}meseci
    unit month other={0}\u{A0}mesecev
    unit year one={0}\u{A0}leto|two={0}\u{A0}leti|other={0}\u{A0}let
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
    unit piece one={0}\u{A0}kos|two={0}\u{A0}kosa|few={0}\u{A0}kosi|other={0}\u{A0}kosov
    """
}
