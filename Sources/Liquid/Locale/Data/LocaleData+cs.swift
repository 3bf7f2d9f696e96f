// The locale cs, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let cs: StaticString = """
    tag cs
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|CZK=Kč|EUR=€|GBP=£|HKD=HK$|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|TWD=NT$|USD=US$|XAF=FCFA|XCD=EC$|XCG=Cg.|XOF=F\u{202F}CFA
    symbols XPF=CFPF
    months ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu
    months prosince
    months-short led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro
    months-alone leden|únor|březen|duben|květen|červen|červenec|srpen|září|říjen
    months-alone listopad|prosinec
    months-alone-short led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro
    days pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle
    days-short po|út|st|čt|pá|so|ne
    days-alone pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle
    days-alone-short po|út|st|čt|pá|so|ne
    date full EEEE d. MMMM y
    date long d. MMMM y
    date medium d. M. y
    date short dd.MM.yy
    date month_year LLLL y
    date month_year_short LLLL y
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
    unit minute one={0}\u{A0}minuta|few={0}\u{A0}minuty|many={0}\u{A0}minuty
    unit minute other={0}\u{A0}minut
    unit hour one={0}\u{A0}hodina|few={0}\u{A0}hodiny|many={0}\u{A0}hodiny
    unit hour other={0}\u{A0}hodin
    unit day one={0}\u{A0}den|few={0}\u{A0}dny|many={0}\u{A0}dne|other={0}\u{A0}dnů
    unit week one={0}\u{A0}týden|few={0}\u{A0}týdny|many={0}\u{A0}týdne
    unit week other={0}\u{A0}týdnů
    unit month one={0}\u{A0}měsíc|few={0}\u{A0}měsíce|many={0}\u{A0}měsíce
    unit month other={0}\u{A0}měsíců
    unit year one={0}\u{A0}rok|few={0}\u{A0}roky|many={0}\u{A0}roku|other={0}\u{A0}let
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
