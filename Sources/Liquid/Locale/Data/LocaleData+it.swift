// The locale it, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let it: StaticString = """
    tag it
    numerals latn 0
    decimal ,
    group .
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols AUD=A$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|ILS=₪|NZD=NZ$|PHP=₱|THB=฿|XAF=FCFA
    symbols XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre
    months novembre|dicembre
    months-short gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic
    months-alone gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre
    months-alone ottobre|novembre|dicembre
    months-alone-short gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic
    days lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
    days-short lun|mar|mer|gio|ven|sab|dom
    days-alone lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
    days-alone-short lun|mar|mer|gio|ven|sab|dom
    date full EEEE d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short dd/MM/yy
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural many e in 0 and i not in 0 and i mod 1000000 in 0 and v in 0
    plural many e not in 0..5
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
    unit minute one={0}\u{A0}minuto|other={0}\u{A0}minuti
    unit hour one={0}\u{A0}ora|other={0}\u{A0}ore
    unit day one={0}\u{A0}giorno|other={0}\u{A0}giorni
    unit week one={0}\u{A0}settimana|other={0}\u{A0}settimane
    unit month one={0}\u{A0}mese|other={0}\u{A0}mesi
    unit year one={0}\u{A0}anno|other={0}\u{A0}anni
    unit Wh other={0}\u{A0}Wh
    unit MWh other={0}\u{A0}MWh
    unit GWh other={0}\u{A0}GWh
    unit kVA other={0}\u{A0}kVA
    unit kvar other={0}\u{A0}kvar
    unit kvarh other={0}\u{A0}kvarh
    unit MJ other={0}\u{A0}MJ
    unit GJ other={0}\u{A0}GJ
    unit Smc other={0}\u{A0}Smc
    unit kgCO2 other={0}\u{A0}kg\u{A0}CO₂
    unit gCO2/kWh other={0}\u{A0}g\u{A0}CO₂/kWh
    unit piece one={0}\u{A0}pezzo|other={0}\u{A0}pezzi
    """
}
