// The locale sv, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let sv: StaticString = """
    tag sv
    numerals latn 0
    decimal ,
    group \u{A0}
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols BBD=Bds$|BMD=BM$|BRL=BR$|BSD=BS$|BZD=BZ$|CAD=CA$|DKK=Dkr|DOP=RD$|EGP=EG£
    symbols EUR=€|ILS=₪|ISK=Ikr|JMD=JM$|MXN=MX$|NOK=Nkr|SEK=kr|USD=US$|XAF=FCFA|XCD=EC$
    symbols XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november
    months december
    months-short jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec.
    months-alone januari|februari|mars|april|maj|juni|juli|augusti|september|oktober
    months-alone november|december
    months-alone-short jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec.
    days måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag
    days-short mån|tis|ons|tors|fre|lör|sön
    days-alone måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag
    days-alone-short mån|tis|ons|tors|fre|lör|sön
    date full EEEE d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short y-MM-dd
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
    unit celsius other={0}\u{A0}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minut|other={0}\u{A0}minuter
    unit hour one={0}\u{A0}timme|other={0}\u{A0}timmar
    unit day other={0}\u{A0}dygn
    unit week one={0}\u{A0}vecka|other={0}\u{A0}veckor
    unit month one={0}\u{A0}månad|other={0}\u{A0}månader
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
    unit piece other={0}\u{A0}st.
    """
}
