// The locale zh, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let zh: StaticString = """
    tag zh
    numerals latn 0
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|TWD=NT$|USD=US$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months 一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月
    months-short 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    months-alone 一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月
    months-alone-short 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
    days 星期一|星期二|星期三|星期四|星期五|星期六|星期日
    days-short 周一|周二|周三|周四|周五|周六|周日
    days-alone 星期一|星期二|星期三|星期四|星期五|星期六|星期日
    days-alone-short 周一|周二|周三|周四|周五|周六|周日
    date full y年M月d日EEEE
    date long y年M月d日
    date medium y年M月d日
    date short y/M/d
    date month_year y年M月
    date month_year_short y年M月
    date month_long LLLL
    date month_short LLL
    date day_month M月d日
    date day_month_short M月d日
    date weekday cccc
    date weekday_short ccc
    unit kWh other={0}千瓦时
    unit W other={0}瓦
    unit kW other={0}千瓦
    unit MW other={0}兆瓦
    unit m3 other={0}立方米
    unit L other={0}升
    unit g other={0}\u{A0}g
    unit kg other={0}\u{A0}kg
    unit t other={0}\u{A0}t
    unit m other={0}米
    unit km other={0}公里
    unit m2 other={0}平方米
    unit A other={0}\u{A0}A
    unit V other={0}\u{A0}V
    unit bar other={0}\u{A0}bar
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute other={0}分钟
    unit hour other={0}小时
    unit day other={0}天
    unit week other={0}周
    unit month other={0}个月
    unit year other={0}年
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
    unit piece other={0}件
    """
}
