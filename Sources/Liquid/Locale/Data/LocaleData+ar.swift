// The locale ar, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ar: StaticString = """
    tag ar
    direction rtl
    numerals latn 0
    decimal .
    group ,
    minus \u{200E}-
    percent-sign \u{200E}%\u{200E}
    currency \u{200F}#,##0.00\u{A0}¤;\u{200F}-#,##0.00\u{A0}¤
    native arab ٠
    decimal ٫
    group ٬
    minus \u{61C}-
    percent-sign ٪\u{61C}
    currency \u{200F}#,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0%
    symbols AED=د.إ.\u{200F}|AUD=AU$|BHD=د.ب.\u{200F}|BRL=R$|CAD=CA$|CNY=CN¥
    symbols DZD=د.ج.\u{200F}|EGP=ج.م.\u{200F}|EUR=€|GBP=UK£|HKD=HK$|ILS=₪|INR=₹
    symbols IQD=د.ع.\u{200F}|IRR=ر.إ.|JOD=د.أ.\u{200F}|JPY=JP¥|KRW=₩|KWD=د.ك.\u{200F}
    symbols LBP=ل.ل.\u{200F}|LYD=د.ل.\u{200F}|MAD=د.م.\u{200F}|MRU=أ.م.|MXN=MX$|NZD=NZ$
    symbols OMR=ر.ع.\u{200F}|QAR=ر.ق.\u{200F}|SAR=ر.س.\u{200F}|SDG=ج.س.|SYP=ل.س.\u{200F}
    symbols THB=฿|TND=د.ت.\u{200F}|TWD=NT$|USD=US$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF|YER=ر.ي.\u{200F}
    months يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
    months-short يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر
    months-short ديسمبر
    months-alone يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر
    months-alone ديسمبر
    months-alone-short يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر
    months-alone-short نوفمبر|ديسمبر
    days الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد
    days-short الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد
    days-alone الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد
    days-alone-short الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد
    date full EEEE، d MMMM y
    date long d MMMM y
    date medium dd\u{200F}/MM\u{200F}/y
    date short d\u{200F}/M\u{200F}/y
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural zero n in 0
    plural one n in 1
    plural two n in 2
    plural few n mod 100 in 3..10
    plural many n mod 100 in 11..99
    unit kWh other={0}\u{A0}ك.و.س
    unit W other={0}\u{A0}واط
    unit kW other={0}\u{A0}كيلوواط
    unit MW other={0}\u{A0}م واط
    unit m3 other={0}\u{A0}م³
    unit L one=لتر|other={0}\u{A0}لتر
    unit g one=غرام|other={0}\u{A0}غرام
    unit kg other={0}\u{A0}كغم
    unit t other={0}\u{A0}ط.م
    unit m one=متر|two=متران|few={0}\u{A0}أمتار|many={0}\u{A0}مترًا|other={0}\u{A0}متر
    unit km other={0}\u{A0}كم
    unit m2 other={0}\u{A0}م²
    unit A other={0}\u{A0}أمبير
    unit V other={0}\u{A0}فولت
    unit bar other={0}\u{A0}بار
    unit celsius other={0}°م
    unit percent other={0}٪
    unit MB other={0}\u{A0}م.ب
    unit GB other={0}\u{A0}غ.ب
    unit minute one=دقيقة|two=دقيقتان|few={0}\u{A0}دقائق|other={0}\u{A0}دقيقة
    unit hour one=ساعة|two=ساعتان|few={0}\u{A0}ساعات|other={0}\u{A0}ساعة
    unit day one=يوم|two=يومان|few={0}\u{A0}أيام|many={0}\u{A0}يومًا|other={0}\u{A0}يوم
    unit week one=أسبوع|two=أسبوعان|few={0}\u{A0}أسابيع|many={0}\u{A0}أسبوعًا
    unit week other={0}\u{A0}أسبوع
    unit month one=شهر|two=شهران|few={0}\u{A0}أشهر|many={0}\u{A0}شهرًا
    unit month other={0}\u{A0}شهر
    unit year one=سنة|two=سنتان|few={0}\u{A0}سنوات|other={0}\u{A0}سنة
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
    unit piece other={0}\u{A0}وحدة
    """
}
