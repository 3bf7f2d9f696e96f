// The locale tr, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let tr: StaticString = """
    tag tr
    numerals latn 0
    decimal ,
    group .
    minus -
    percent-sign %
    currency ¤#,##0.00
    grouping 3 3 1
    percent %#,##0
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TRY=₺|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık
    months-short Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara
    months-alone Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım
    months-alone Aralık
    months-alone-short Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara
    days Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar
    days-short Pzt|Sal|Çar|Per|Cum|Cmt|Paz
    days-alone Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar
    days-alone-short Pzt|Sal|Çar|Per|Cum|Cmt|Paz
    date full d MMMM y EEEE
    date long d MMMM y
    date medium d MMM y
    date short d.MM.y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
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
    unit celsius one={0}\u{A0}°C|other={0}°C
    unit percent other=%{0}
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute other={0}\u{A0}dakika
    unit hour other={0}\u{A0}saat
    unit day other={0}\u{A0}gün
    unit week other={0}\u{A0}hafta
    unit month other={0}\u{A0}ay
    unit year other={0}\u{A0}yıl
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
    unit piece other={0}\u{A0}adet
    """
}
