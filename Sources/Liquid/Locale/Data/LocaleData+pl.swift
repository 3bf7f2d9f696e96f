// The locale pl, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let pl: StaticString = """
    tag pl
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols BRL=R$|EUR=€|PLN=zł|XAF=FCFA|XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września
    months października|listopada|grudnia
    months-short sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru
    months-alone styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień
    months-alone październik|listopad|grudzień
    months-alone-short sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru
    days poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela
    days-short pon.|wt.|śr.|czw.|pt.|sob.|niedz.
    days-alone poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela
    days-alone-short pon.|wt.|śr.|czw.|pt.|sob.|niedz.
    date full EEEE, d MMMM y
    date long d MMMM y
    date medium d MMM y
    date short d.MM.y
    date month_year LLLL y
    date month_year_short LLL y
    date month_long LLLL
    date month_short LLL
    date day_month d MMMM
    date day_month_short d MMM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural few v in 0 and i mod 10 in 2..4 and i mod 100 not in 12..14
    plural many v in 0 and i not in 1 and i mod 10 in 0..1
    plural many v in 0 and i mod 10 in 5..9
    plural many v in 0 and i mod 100 in 12..14
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
    unit celsius other={0}\u{A0}st. C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minuta|many={0}\u{A0}minut|other={0}\u{A0}minuty
    unit hour one={0}\u{A0}godzina|many={0}\u{A0}godzin|other={0}\u{A0}godziny
    unit day one={0}\u{A0}dzień|few={0}\u{A0}dni|many={0}\u{A0}dni|other={0}\u{A0}dnia
    unit week one={0}\u{A0}tydzień|few={0}\u{A0}tygodnie|many={0}\u{A0}tygodni
    unit week other={0}\u{A0}tygodnia
    unit month one={0}\u{A0}miesiąc|few={0}\u{A0}miesiące|many={0}\u{A0}miesięcy
    unit month other={0}\u{A0}miesiąca
    unit year one={0}\u{A0}rok|few={0}\u{A0}lata|many={0}\u{A0}lat|other={0}\u{A0}roku
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
    unit piece other={0}\u{A0}szt.
    """
}
