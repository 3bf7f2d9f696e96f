// The locale el, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let el: StaticString = """
    tag el
    numerals latn 0
    decimal ,
    group .
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου
    months Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου
    months-short Ιαν|Φεβ|Μαρ|Απρ|Μαΐ|Ιουν|Ιουλ|Αυγ|Σεπ|Οκτ|Νοε|Δεκ
    months-alone Ιανουάριος|Φεβρουάριος|Μάρτιος|Απρίλιος|Μάιος|Ιούνιος|Ιούλιος|Αύγουστος
    months-alone Σεπτέμβριος|Οκτώβριος|Νοέμβριος|Δεκέμβριος
    months-alone-short Ιαν|Φεβ|Μάρ|Απρ|Μάι|Ιούν|Ιούλ|Αύγ|Σεπ|Οκτ|Νοέ|Δεκ
    days Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|Σάββατο|Κυριακή
    days-short Δευ|Τρί|Τετ|Πέμ|Παρ|Σάβ|Κυρ
    days-alone Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|Σάββατο|Κυριακή
    days-alone-short Δευ|Τρί|Τετ|Πέμ|Παρ|Σάβ|Κυρ
    date full EEEE d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short d/M/yy
    date month_year LLLL y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one n in 1
    unit kWh other={0}\u{A0}κιλοβάτ/ώρα
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}m³
    unit L other={0}\u{A0}λίτ.
    unit g other={0}\u{A0}γρ.
    unit kg one={0}\u{A0}κιλό|other={0}\u{A0}κιλά
    unit t other={0}\u{A0}τ.
    unit m other={0}\u{A0}μ.
    unit km other={0}\u{A0}χλμ.
    unit m2 other={0}\u{A0}τ.μ.
    unit A other={0}\u{A0}A
    unit V other={0}\u{A0}V
    unit bar other={0}\u{A0}μπαρ
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}λεπτό|other={0}\u{A0}λεπτά
    unit hour one={0}\u{A0}ώρα|other={0}\u{A0}ώρες
    unit day one={0}\u{A0}ημέρα|other={0}\u{A0}ημέρες
    unit week one={0}\u{A0}εβδομάδα|other={0}\u{A0}εβδομάδες
    unit month one={0}\u{A0}μήνας|other={0}\u{A0}μήνες
    unit year one={0}\u{A0}έτος|other={0}\u{A0}έτη
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
    unit piece other={0}\u{A0}τεμ.
    """
}
