// The locale he, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let he: StaticString = """
    tag he
    direction rtl
    numerals latn 0
    decimal .
    group ,
    minus \u{200E}-
    percent-sign %
    currency \u{200F}#,##0.00\u{A0}\u{200F}¤;\u{200F}-#,##0.00\u{A0}\u{200F}¤
    grouping 3 3 1
    percent #,##0%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=\u{200E}CN¥\u{200E}|EUR=€|GBP=£|HKD=HK$|ILS=₪
    symbols INR=₹|JPY=¥|KRW=₩|MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$
    symbols XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
    months-short ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳
    months-alone ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
    months-alone-short ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳
    days יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|יום שבת|יום ראשון
    days-short יום ב׳|יום ג׳|יום ד׳|יום ה׳|יום ו׳|שבת|יום א׳
    days-alone יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|יום שבת|יום ראשון
    days-alone-short יום ב׳|יום ג׳|יום ד׳|יום ה׳|יום ו׳|שבת|יום א׳
    date full EEEE, d בMMMM y
    date long d בMMMM y
    date medium d בMMM y
    date short d.M.y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d בMMMM
    date day_month_short d בMMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural one i in 0 and v not in 0
    plural two i in 2 and v in 0
    unit kWh other={0}\u{A0}קוט״ש
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}m³
    unit L other={0}\u{A0}ל׳
    unit g other={0}\u{A0}גר׳
    unit kg other={0}\u{A0}ק״ג
    unit t other={0}\u{A0}טון מ׳
    unit m other={0}\u{A0}מ׳
    unit km other={0}\u{A0}ק״מ
    unit m2 other={0}\u{A0}מ״ר
    unit A other={0}\u{A0}A
    unit V other={0}\u{A0}V
    unit bar other={0}\u{A0}בר
    unit celsius other={0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}דקה|two=שתי דקות|other={0}\u{A0}דקות
    unit hour one={0}\u{A0}שעה|two=שעתיים|other={0}\u{A0}שעות
    unit day one={0}\u{A0}יום|two=יומיים|many={0}\u{A0}יום|other={0}\u{A0}ימים
    unit week one={0}\u{A0}שבוע|two=שבועיים|other={0}\u{A0}שבועות
    unit month one={0}\u{A0}חודש|two=חודשיים|other={0}\u{A0}חודשים
    unit year one={0}\u{A0}שנה|other={0}\u{A0}שנים
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
    unit piece other={0}\u{A0}יח׳
    """
}
