// The locale lv, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let lv: StaticString = """
    tag lv
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris
    months oktobris|novembris|decembris
    months-short janv.|febr.|marts|apr.|maijs|jūn.|jūl.|aug.|sept.|okt.|nov.|dec.
    months-alone janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris
    months-alone oktobris|novembris|decembris
    months-alone-short janv.|febr.|marts|apr.|maijs|jūn.|jūl.|aug.|sept.|okt.|nov.|dec.
    days pirmdiena|otrdiena|trešdiena|ceturtdiena|piektdiena|sestdiena|svētdiena
    days-short pirmd.|otrd.|trešd.|ceturtd.|piektd.|sestd.|svētd.
    days-alone Pirmdiena|Otrdiena|Trešdiena|Ceturtdiena|Piektdiena|Sestdiena|Svētdiena
    days-alone-short Pirmd.|Otrd.|Trešd.|Ceturtd.|Piektd.|Sestd.|Svētd.
    date full EEEE, y. 'gada' d. MMMM
    date long y. 'gada' d. MMMM
    date medium y. 'gada' d. MMM
    date short dd.MM.yy
    date month_year y. 'g'. MMMM
    date month_year_short y. 'g'. MMM
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. MMM
    date weekday cccc
    date weekday_short ccc
    plural zero n mod 10 in 0
    plural zero n mod 100 in 11..19
    plural zero v in 2 and f mod 100 in 11..19
    plural one n mod 10 in 1 and n mod 100 not in 11
    plural one v in 2 and f mod 10 in 1 and f mod 100 not in 11
    plural one v not in 2 and f mod 10 in 1
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
    unit minute zero={0}\u{A0}minūšu|one={0}\u{A0}minūte|other={0}\u{A0}minūtes
    unit hour zero={0}\u{A0}stundu|one={0}\u{A0}stunda|other={0}\u{A0}stundas
    unit day zero={0}\u{A0}dienu|one={0}\u{A0}diena|other={0}\u{A0}dienas
    unit week zero={0}\u{A0}nedēļu|one={0}\u{A0}nedēļa|other={0}\u{A0}nedēļas
    unit month zero={0}\u{A0}mēnešu|one={0}\u{A0}mēnesis|other={0}\u{A0}mēneši
    unit year zero={0}\u{A0}gadu|one={0}\u{A0}gads|other={0}\u{A0}gadi
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
    unit piece other={0}\u{A0}gab.
    """
}
