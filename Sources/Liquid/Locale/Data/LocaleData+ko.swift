// The locale ko, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ko: StaticString = """
    tag ko
    numerals latn 0
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##0.00
    grouping 3 3 1
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|TWD=NT$|USD=US$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months 1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월
    months-short 1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월
    months-alone 1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월
    months-alone-short 1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월
    days 월요일|화요일|수요일|목요일|금요일|토요일|일요일
    days-short 월|화|수|목|금|토|일
    days-alone 월요일|화요일|수요일|목요일|금요일|토요일|일요일
    days-alone-short 월|화|수|목|금|토|일
    date full y년 MMMM d일 EEEE
    date long y년 MMMM d일
    date medium y. M. d.
    date short yy. M. d.
    date month_year y년 MMMM
    date month_year_short y년 MMM
    date month_long LLLL
    date month_short LLL
    date day_month MMMM d일
    date day_month_short MMM d일
    date weekday cccc
    date weekday_short ccc
    unit kWh other={0}kWh
    unit W other={0}W
    unit kW other={0}kW
    unit MW other={0}MW
    unit m3 other={0}m³
    unit L other={0}L
    unit g other={0}g
    unit kg other={0}kg
    unit t other={0}t
    unit m other={0}m
    unit km other={0}km
    unit m2 other={0}m²
    unit A other={0}A
    unit V other={0}V
    unit bar other={0}bar
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}MB
    unit GB other={0}GB
    unit minute other={0}분
    unit hour other={0}시간
    unit day other={0}일
    unit week other={0}주
    unit month other={0}개월
    unit year other={0}년
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
    unit piece other={0}개
    """
}
