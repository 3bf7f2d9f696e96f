// The locale uk, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let uk: StaticString = """
    tag uk
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0%
    symbols JPY=¥|UAH=₴|XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня
    months листопада|грудня
    months-short січ.|лют.|бер.|квіт.|трав.|черв.|лип.|серп.|вер.|жовт.|лист.|груд.
    months-alone січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень
    months-alone жовтень|листопад|грудень
    months-alone-short січ.|лют.|бер.|квіт.|трав.|черв.|лип.|серп.|вер.|жовт.|лист.
    months-alone-short груд.
    days понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя
    days-short пн|вт|ср|чт|пт|сб|нд
    days-alone понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя
    days-alone-short пн|вт|ср|чт|пт|сб|нд
    date full EEEE, d MMMM y\u{202F}'р'.
    date long d MMMM y\u{202F}'р'.
    date medium d MMM y\u{202F}'р'.
    date short dd.MM.yy
    date month_year LLLL y\u{202F}'р'.
    date month_year_short LLL y\u{202F}'р'.
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one v in 0 and i mod 10 in 1 and i mod 100 not in 11
    plural few v in 0 and i mod 10 in 2..4 and i mod 100 not in 12..14
    plural many v in 0 and i mod 10 in 0
    plural many v in 0 and i mod 10 in 5..9
    plural many v in 0 and i mod 100 in 11..14
    unit kWh other={0}\u{A0}кВт⋅год
    unit W other={0}\u{A0}Вт
    unit kW other={0}\u{A0}кВт
    unit MW other={0}\u{A0}МВт
    unit m3 other={0}\u{A0}м³
    unit L other={0}\u{A0}л
    unit g other={0}\u{A0}г
    unit kg other={0}\u{A0}кг
    unit t other={0}\u{A0}метр. т
    unit m other={0}\u{A0}м
    unit km other={0}\u{A0}км
    unit m2 other={0}\u{A0}м²
    unit A other={0}\u{A0}А
    unit V other={0}\u{A0}В
    unit bar other={0}\u{A0}бар
    unit celsius other={0}\u{A0}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}МБ
    unit GB other={0}\u{A0}ГБ
    unit minute one={0}\u{A0}хвилина|many={0}\u{A0}хвилин|other={0}\u{A0}хвилини
    unit hour one={0}\u{A0}година|many={0}\u{A0}годин|other={0}\u{A0}години
    unit day one={0}\u{A0}день|few={0}\u{A0}дні|many={0}\u{A0}днів|other={0}\u{A0}дня
    unit week one={0}\u{A0}тиждень|few={0}\u{A0}тижні|many={0}\u{A0}тижнів
    unit week other={0}\u{A0}тижня
    unit month one={0}\u{A0}місяць|few={0}\u{A0}місяці|many={0}\u{A0}місяців
    unit month other={0}\u{A0}місяця
    unit year one={0}\u{A0}рік|few={0}\u{A0}роки|many={0}\u{A0}років|other={0}\u{A0}року
    unit Wh other={0}\u{A0}Вт⋅год
    unit MWh other={0}\u{A0}МВт⋅год
    unit GWh other={0}\u{A0}ГВт⋅год
    unit kVA other={0}\u{A0}кВ⋅А
    unit kvar other={0}\u{A0}квар
    unit kvarh other={0}\u{A0}квар⋅год
    unit MJ other={0}\u{A0}МДж
    unit GJ other={0}\u{A0}ГДж
    unit Smc other={0}\u{A0}Sm³
    unit kgCO2 other={0}\u{A0}kg\u{A0}CO₂
    unit gCO2/kWh other={0}\u{A0}г\u{A0}CO₂/кВт⋅год
    unit piece other={0}\u{A0}шт.
    """
}
