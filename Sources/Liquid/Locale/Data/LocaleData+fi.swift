// The locale fi, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let fi: StaticString = """
    tag fi
    numerals latn 0
    decimal ,
    group \u{A0}
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols EUR=€|GBP=£|JPY=¥|USD=$|XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA
    months tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta
    months elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta
    months-short tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu
    months-alone tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu
    months-alone syyskuu|lokakuu|marraskuu|joulukuu
    months-alone-short tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras
    months-alone-short joulu
    days maanantaina|tiistaina|keskiviikkona|torstaina|perjantaina|lauantaina|sunnuntai
    days-short ma|ti|ke|to|pe|la|su
    days-alone maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai
    days-alone-short ma|ti|ke|to|pe|la|su
    date full cccc d. MMMM y
    date long d. MMMM y
    date medium d.M.y
    date short d.M.y
    date month_year LLLL y
    date month_year_short LLL y
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d.M.
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
    unit MB other={0}\u{A0}Mt
    unit GB other={0}\u{A0}Gt
    unit minute one={0}\u{A0}minuutti|other={0}\u{A0}minuuttia
    unit hour one={0}\u{A0}tunti|other={0}\u{A0}tuntia
    unit day one={0}\u{A0}päivä|other={0}\u{A0}päivää
    unit week one={0}\u{A0}viikko|other={0}\u{A0}viikkoa
    unit month one={0}\u{A0}kuukausi|other={0}\u{A0}kuukautta
    unit year one={0}\u{A0}vuosi|other={0}\u{A0}vuotta
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
    unit piece other={0}\u{A0}kpl
    """
}
