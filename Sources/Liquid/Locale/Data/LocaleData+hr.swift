// The locale hr, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let hr: StaticString = """
    tag hr
    numerals latn 0
    decimal ,
    group .
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols EUR=€|XAF=FCFA|XCG=Cg.|XOF=F\u{202F}CFA
    months siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna
    months listopada|studenoga|prosinca
    months-short sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro
    months-alone siječanj|veljača|ožujak|travanj|svibanj|lipanj|srpanj|kolovoz|rujan
    months-alone listopad|studeni|prosinac
    months-alone-short sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro
    days ponedjeljak|utorak|srijeda|četvrtak|petak|subota|nedjelja
    days-short pon|uto|sri|čet|pet|sub|ned
    days-alone ponedjeljak|utorak|srijeda|četvrtak|petak|subota|nedjelja
    days-alone-short pon|uto|sri|čet|pet|sub|ned
    date full EEEE, d. MMMM y.
    date long d. MMMM y.
    date medium d. MMM y.
    date short dd. MM. y.
    date month_year LLLL y.
    date month_year_short LLL y.
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. MMM
    date weekday cccc
    date weekday_short ccc
    plural one v in 0 and i mod 10 in 1 and i mod 100 not in 11
    plural one f mod 10 in 1 and f mod 100 not in 11
    plural few v in 0 and i mod 10 in 2..4 and i mod 100 not in 12..14
    plural few f mod 10 in 2..4 and f mod 100 not in 12..14
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
    unit bar one={0}\u{A0}bar|other={0}\u{A0}bara
    unit celsius other={0}\u{A0}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute few={0}\u{A0}minute|other={0}\u{A0}minuta
    unit hour one={0}\u{A0}sat|few={0}\u{A0}sata|other={0}\u{A0}sati
    unit day one={0}\u{A0}dan|other={0}\u{A0}dana
    unit week one={0}\u{A0}tjedan|few={0}\u{A0}tjedna|other={0}\u{A0}tjedana
    unit month one={0}\u{A0}mjesec|few={0}\u{A0}mjeseca|other={0}\u{A0}mjeseci
    unit year few={0}\u{A0}godine|other={0}\u{A0}godina
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
    unit piece other={0}\u{A0}kom.
    """
}
