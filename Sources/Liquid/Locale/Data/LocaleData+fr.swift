// The locale fr, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let fr: StaticString = """
    tag fr
    numerals latn 0
    decimal ,
    group \u{202F}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols ARS=$AR|AUD=$AU|BMD=$BM|BND=$BN|BRL=R$|BZD=$BZ|CAD=$CA|CLP=$CL|COP=$CO|EUR=€
    symbols FJD=$FJ|FKP=£FK|GBP=£GB|GIP=£GI|ILS=₪|INR=₹|KRW=₩|LBP=£LB|MXN=$MX|NAD=$NA
    symbols NZD=$NZ|SBD=$SB|SGD=$SG|SRD=$SR|TTD=$TT|USD=$US|UYU=$UY|VND=₫|WST=$WS
    symbols XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA|XPF=FCFP
    months janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre
    months décembre
    months-short janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.
    months-alone janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre
    months-alone novembre|décembre
    months-alone-short janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.
    days lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
    days-short lun.|mar.|mer.|jeu.|ven.|sam.|dim.
    days-alone lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
    days-alone-short lun.|mar.|mer.|jeu.|ven.|sam.|dim.
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
    plural one i in 0,1
    plural many e in 0 and i not in 0 and i mod 1000000 in 0 and v in 0
    plural many e not in 0..5
    unit kWh other={0}\u{202F}kWh
    unit W other={0}\u{202F}W
    unit kW other={0}\u{202F}kW
    unit MW other={0}\u{202F}MW
    unit m3 other={0}\u{202F}m³
    unit L other={0}\u{202F}l
    unit g other={0}\u{202F}g
    unit kg other={0}\u{202F}kg
    unit t other={0}\u{202F}t
    unit m other={0}\u{202F}m
    unit km other={0}\u{202F}km
    unit m2 other={0}\u{202F}m²
    unit A other={0}\u{202F}A
    unit V other={0}\u{202F}V
    unit bar one={0}\u{A0}bar|other={0}\u{A0}bars
    unit celsius other={0}\u{202F}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{202F}Mo
    unit GB other={0}\u{202F}Go
    unit minute one={0}\u{A0}minute|other={0}\u{A0}minutes
    unit hour one={0}\u{A0}heure|other={0}\u{A0}heures
    unit day one={0}\u{A0}jour|other={0}\u{A0}jours
    unit week one={0}\u{A0}semaine|other={0}\u{A0}semaines
    unit month other={0}\u{A0}mois
    unit year one={0}\u{A0}an|other={0}\u{A0}ans
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
    unit piece one={0}\u{A0}unité|other={0}\u{A0}unités
    """
}
