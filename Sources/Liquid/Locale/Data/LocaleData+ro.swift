// The locale ro, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ro: StaticString = """
    tag ro
    numerals latn 0
    decimal ,
    group .
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie
    months noiembrie|decembrie
    months-short ian.|feb.|mar.|apr.|mai|iun.|iul.|aug.|sept.|oct.|nov.|dec.
    months-alone ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie
    months-alone octombrie|noiembrie|decembrie
    months-alone-short ian.|feb.|mar.|apr.|mai|iun.|iul.|aug.|sept.|oct.|nov.|dec.
    days luni|marți|miercuri|joi|vineri|sâmbătă|duminică
    days-short lun.|mar.|mie.|joi|vin.|sâm.|dum.
    days-alone luni|marți|miercuri|joi|vineri|sâmbătă|duminică
    days-alone-short lun.|mar.|mie.|joi|vin.|sâm.|dum.
    date full EEEE, d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short dd.MM.y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural few v not in 0
    plural few n in 0
    plural few n not in 1 and n mod 100 in 1..19
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
    unit minute one={0}\u{A0}minut|few={0}\u{A0}minute|other={0}\u{A0}de minute
    unit hour one={0}\u{A0}oră|few={0}\u{A0}ore|other={0}\u{A0}de ore
    unit day one={0}\u{A0}zi|few={0}\u{A0}zile|other={0}\u{A0}de zile
    unit week one={0}\u{A0}săptămână|few={0}\u{A0}săptămâni|other={0}\u{A0}de săptămâni
    unit month one={0}\u{A0}lună|few={0}\u{A0}luni|other={0}\u{A0}de luni
    unit year one={0}\u{A0}an|few={0}\u{A0}ani|other={0}\u{A0}de ani
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
    unit piece other={0}\u{A0}buc.
    """
}
