// The locale lt, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let lt: StaticString = """
    tag lt
    numerals latn 0
    decimal ,
    group \u{A0}
    minus −
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 1
    percent #,##0\u{A0}%
    symbols EUR=€|XCG=Cg.
    months sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo
    months spalio|lapkričio|gruodžio
    months-short saus.|vas.|kov.|bal.|geg.|birž.|liep.|rugp.|rugs.|spal.|lapkr.|gruod.
    months-alone sausis|vasaris|kovas|balandis|gegužė|birželis|liepa|rugpjūtis|rugsėjis
    months-alone spalis|lapkritis|gruodis
    months-alone-short saus.|vas.|kov.|bal.|geg.|birž.|liep.|rugp.|rugs.|spal.|lapkr.
    months-alone-short gruod.
    days pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis
    days sekmadienis
    days-short pr|an|tr|kt|pn|št|sk
    days-alone pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis
    days-alone šeštadienis|sekmadienis
    days-alone-short pr|an|tr|kt|pn|št|sk
    date full y 'm'. MMMM d 'd'., EEEE
    date long y 'm'. MMMM d 'd'.
    date medium y-MM-dd
    date short y-MM-dd
    date month_year y 'm'. LLLL
    date month_year_short y-MM
    date month_long LLLL
    date month_short LLL
    date day_month MMMM d 'd'.
    date day_month_short MM-dd
    date weekday cccc
    date weekday_short ccc
    plural one n mod 10 in 1 and n mod 100 not in 11..19
    plural few n mod 10 in 2..9 and n mod 100 not in 11..19
    plural many f not in 0
    unit kWh other={0}\u{A0}kWh
    unit W other={0}\u{A0}W
    unit kW other={0}\u{A0}kW
    unit MW other={0}\u{A0}MW
    unit m3 other={0}\u{A0}m³
    unit L other={0}\u{A0}l
    unit g other={0}\u{A0}g
    unit kg other={0}\u{A0}kg
    unit t other={0}\u{A0}mt
    unit m other={0}\u{A0}m
    unit km other={0}\u{A0}km
    unit m2 other={0}\u{A0}kv. m
    unit A other={0}\u{A0}A
    unit V other={0}\u{A0}V
    unit bar other={0}\u{A0}ba
    unit celsius other={0}°C
    unit percent other={0}\u{A0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minutė|few={0}\u{A0}minutės|many={0}\u{A0}minutės
    unit minute other={0}\u{A0}minučių
    unit hour one={0}\u{A0}valanda|few={0}\u{A0}valandos|many={0}\u{A0}valandos
    unit hour other={0}\u{A0}valandų
    unit day one={0}\u{A0}diena|few={0}\u{A0}dienos|many={0}\u{A0}dienos
    unit day other={0}\u{A0}dienų
    unit week one={0}\u{A0}savaitė|few={0}\u{A0}savaitės|many={0}\u{A0}savaitės
    unit week other={0}\u{A0}savaičių
    unit month one={0}\u{A0}mėnuo|few={0}\u{A0}mėnesiai|many={0}\u{A0}mėnesio
    unit month other={0}\u{A0}mėnesių
    unit year one={0}\u{A0}metai|few={0}\u{A0}metai|other={0}\u{A0}metų
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
    unit piece other={0}\u{A0}vnt.
    """
}
