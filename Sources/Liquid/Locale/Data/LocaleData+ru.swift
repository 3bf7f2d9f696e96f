// The locale ru, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ru: StaticString = """
    tag ru
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|RUB=₽|THB=฿|TMT=ТМТ|TWD=NT$|UAH=₴|USD=$|VND=₫|XAF=FCFA
    symbols XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября
    months декабря
    months-short янв.|февр.|мар.|апр.|мая|июн.|июл.|авг.|сент.|окт.|нояб.|дек.
    months-alone январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь
    months-alone декабрь
    months-alone-short янв.|февр.|март|апр.|май|июнь|июль|авг.|сент.|окт.|нояб.|дек.
    days понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
    days-short пн|вт|ср|чт|пт|сб|вс
    days-alone понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
    days-alone-short пн|вт|ср|чт|пт|сб|вс
    date full EEEE, d MMMM y\u{202F}'г'.
    date long d MMMM y\u{202F}'г'.
    date medium d MMM y\u{202F}'г'.
    date short dd.MM.y
    date month_year LLLL y\u{202F}'г'.
    date month_year_short LLL y\u{202F}'г'.
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
    unit kWh other={0}\u{A0}кВт⋅ч
    unit W other={0}\u{A0}Вт
    unit kW other={0}\u{A0}кВт
    unit MW other={0}\u{A0}МВт
    unit m3 other={0}\u{A0}м³
    unit L other={0}\u{A0}л
    unit g other={0}\u{A0}г
    unit kg other={0}\u{A0}кг
    unit t other={0}\u{A0}т
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
    unit minute one={0}\u{A0}минута|many={0}\u{A0}минут|other={0}\u{A0}минуты
    unit hour one={0}\u{A0}час|many={0}\u{A0}часов|other={0}\u{A0}часа
    unit day one={0}\u{A0}день|many={0}\u{A0}дней|other={0}\u{A0}дня
    unit week one={0}\u{A0}неделя|many={0}\u{A0}недель|other={0}\u{A0}недели
    unit month one={0}\u{A0}месяц|many={0}\u{A0}месяцев|other={0}\u{A0}месяца
    unit year one={0}\u{A0}год|many={0}\u{A0}лет|other={0}\u{A0}года
    unit Wh other={0}\u{A0}Вт⋅ч
    unit MWh other={0}\u{A0}МВт⋅ч
    unit GWh other={0}\u{A0}ГВт⋅ч
    unit kVA other={0}\u{A0}кВ⋅А
    unit kvar other={0}\u{A0}квар
    unit kvarh other={0}\u{A0}квар⋅ч
    unit MJ other={0}\u{A0}МДж
    unit GJ other={0}\u{A0}ГДж
    unit Smc other={0}\u{A0}Sm³
    unit kgCO2 other={0}\u{A0}kg\u{A0}CO₂
    unit gCO2/kWh other={0}\u{A0}г\u{A0}CO₂/кВт⋅ч
    unit piece other={0}\u{A0}шт.
    """
}
