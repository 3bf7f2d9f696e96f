// The locale sk, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let sk: StaticString = """
    tag sk
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols EUR=€|ILS=NIS|MXN=MX$|XAF=FCFA|XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA|XPF=CFPF
    months januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra
    months novembra|decembra
    months-short jan|feb|mar|apr|máj|jún|júl|aug|sep|okt|nov|dec
    months-alone január|február|marec|apríl|máj|jún|júl|august|september|október
    months-alone november|december
    months-alone-short jan|feb|mar|apr|máj|jún|júl|aug|sep|okt|nov|dec
    days pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa
    days-short po|ut|st|št|pi|so|ne
    days-alone pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa
    days-alone-short po|ut|st|št|pi|so|ne
    date full EEEE d. MMMM y
    date long d. MMMM y
    date medium d. M. y
    date short d. M. y
    date month_year LLLL y
    date month_year_short M/y
    date month_long LLLL
    date month_short LLL
    date day_month d. MMMM
    date day_month_short d. M.
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural few i in 2..4 and v in 0
    plural many v not in 0
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
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minúta|few={0}\u{A0}minúty|many={0}\u{A0}minúty
    unit minute other={0}\u{A0}minút
    unit hour one={0}\u{A0}hodina|few={0}\u{A0}hodiny|many={0}\u{A0}hodiny
    unit hour other={0}\u{A0}hodín
    unit day one={0}\u{A0}deň|few={0}\u{A0}dni|many={0}\u{A0}dňa|other={0}\u{A0}dní
    unit week one={0}\u{A0}týždeň|few={0}\u{A0}týždne|many={0}\u{A0}týždňa
    unit week other={0}\u{A0}týždňov
    unit month one={0}\u{A0}mesiac|few={0}\u{A0}mesiace|many={0}\u{A0}mesiaca
    unit month other={0}\u{A0}mesiacov
    unit year one={0}\u{A0}rok|few={0}\u{A0}roky|many={0}\u{A0}roka|other={0}\u{A0}rokov
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
    unit piece other={0}\u{A0}ks
    """
}
