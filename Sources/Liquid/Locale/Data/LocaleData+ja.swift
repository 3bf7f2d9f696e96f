// The locale ja, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ja: StaticString = """
    tag ja
    numerals latn 0
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=元|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=￥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    months-short 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    months-alone 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    months-alone-short 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    days 月曜日|火曜日|水曜日|木曜日|金曜日|土曜日|日曜日
    days-short 月|火|水|木|金|土|日
    days-alone 月曜日|火曜日|水曜日|木曜日|金曜日|土曜日|日曜日
    days-alone-short 月|火|水|木|金|土|日
    date full y年M月d日EEEE
    date long y年M月d日
    date medium y/MM/dd
    date short y/MM/dd
    date month_year y年M月
    date month_year_short y年M月
    date month_long LLLL
    date month_short LLL
    date day_month M月d日
    date day_month_short M月d日
    date weekday cccc
    date weekday_short ccc
    unit kWh other={0}\u{A0}kWh
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}m³
    unit L other={0}\u{A0}L
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
    unit minute other={0}\u{A0}分
    unit hour other={0}\u{A0}時間
    unit day other={0}\u{A0}日
    unit week other={0}\u{A0}週間
    unit month other={0}\u{A0}か月
    unit year other={0}\u{A0}年
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
    unit piece other={0}個
    """
}
