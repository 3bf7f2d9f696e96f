// The locale hu, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let hu: StaticString = """
    tag hu
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols HUF=Ft|JPY=¥|XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months január|február|március|április|május|június|július|augusztus|szeptember
    months október|november|december
    months-short jan.|febr.|márc.|ápr.|máj.|jún.|júl.|aug.|szept.|okt.|nov.|dec.
    months-alone január|február|március|április|május|június|július|augusztus|szeptember
    months-alone október|november|december
    months-alone-short jan.|febr.|márc.|ápr.|máj.|jún.|júl.|aug.|szept.|okt.|nov.|dec.
    days hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap
    days-short H|K|Sze|Cs|P|Szo|V
    days-alone hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap
    days-alone-short H|K|Sze|Cs|P|Szo|V
    date full y. MMMM d., EEEE
    date long y. MMMM d.
    date medium y. MMM d.
    date short y. MM. dd.
    date month_year y. MMMM
    date month_year_short y. MMM
    date month_long LLLL
    date month_short LLL
    date day_month MMMM d.
    date day_month_short MMM d.
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
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute other={0}\u{A0}perc
    unit hour other={0}\u{A0}óra
    unit day other={0}\u{A0}nap
    unit week other={0}\u{A0}hét
    unit month other={0}\u{A0}hónap
    unit year other={0}\u{A0}év
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
    unit piece other={0}\u{A0}db
    """
}
