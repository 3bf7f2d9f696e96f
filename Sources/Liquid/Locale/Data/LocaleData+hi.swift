// The locale hi, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let hi: StaticString = """
    tag hi
    numerals latn 0
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##,##0.00
    native deva ०
    decimal .
    group ,
    minus -
    percent-sign %
    currency ¤#,##,##0.00
    grouping 3 2 1
    percent #,##,##0%
    symbols AUD=A$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
    months-short जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्टू॰|नव॰|दिस॰
    months-alone जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर
    months-alone दिसंबर
    months-alone-short जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्टू॰|नव॰|दिस॰
    days सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार
    days-short सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि
    days-alone सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार
    days-alone-short सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि
    date full EEEE, d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short d/M/yy
    date month_year MMMM y
    date month_year_short MMM y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 0
    plural one n in 1
    unit kWh other={0}\u{A0}kWh
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}घन मी॰
    unit L other={0}\u{A0}ली॰
    unit g other={0}\u{A0}ग्रा॰
    unit kg other={0}\u{A0}कि॰ग्रा॰
    unit t one={0}\u{A0}मीट्रिक टन|other={0}\u{A0}मी टन
    unit m other={0}\u{A0}मी
    unit km other={0}\u{A0}कि॰मी॰
    unit m2 other={0}\u{A0}वर्ग मी॰
    unit A other={0}\u{A0}ए॰
    unit V other={0}\u{A0}V
    unit bar other={0}\u{A0}बार
    unit celsius other={0}°से॰
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute other={0}\u{A0}मिनट
    unit hour one={0}\u{A0}घंटा|other={0}\u{A0}घंटे
    unit day other={0}\u{A0}दिन
    unit week other={0}\u{A0}सप्ताह
    unit month one={0}\u{A0}महीना|other={0}\u{A0}महीने
    unit year other={0}\u{A0}वर्ष
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
    unit gCO2/kWh other={0}\u{A0}ग्रा॰\u{A0}CO₂/kWh
    unit piece other={0}\u{A0}नग
    """
}
