// The locale bg, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let bg: StaticString = """
    tag bg
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols BGN=лв.|EUR=€|USD=щ.д.|XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември
    months декември
    months-short яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек
    months-alone януари|февруари|март|април|май|юни|юли|август|септември|октомври
    months-alone ноември|декември
    months-alone-short яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек
    days понеделник|вторник|сряда|четвъртък|петък|събота|неделя
    days-short пн|вт|ср|чт|пт|сб|нд
    days-alone понеделник|вторник|сряда|четвъртък|петък|събота|неделя
    days-alone-short пн|вт|ср|чт|пт|сб|нд
    date full EEEE, d MMMM y\u{202F}'г'.
    date long d MMMM y\u{202F}'г'.
    date medium d.MM.y\u{202F}'г'.
    date short d.MM.yy\u{202F}'г'.
    date month_year MMMM y\u{202F}'г'.
    date month_year_short MM.y\u{202F}'г'.
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d.MM
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
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}минута|other={0}\u{A0}минути
    unit hour one={0}\u{A0}час|other={0}\u{A0}часа
    unit day one={0}\u{A0}ден|other={0}\u{A0}дни
    unit week one={0}\u{A0}седмица|other={0}\u{A0}седмици
    unit month one={0}\u{A0}месец|other={0}\u{A0}месеца
    unit year one={0}\u{A0}година|other={0}\u{A0}години
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
    unit piece other={0}\u{A0}бр.
    """
}
