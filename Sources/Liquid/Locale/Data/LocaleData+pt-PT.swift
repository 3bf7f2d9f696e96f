// The locale pt-PT, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  static let ptPT: StaticString = """
    tag pt-PT
    numerals latn 0
    decimal ,
    group \u{A0}
    minus -
    percent-sign %
    currency #,##0.00\u{A0}¤
    grouping 3 3 2
    percent #,##0%
    symbols AUD=AU$|BRL=R$|CAD=CA$|CNY=CN¥|EUR=€|GBP=£|HKD=HK$|ILS=₪|INR=₹|JPY=JP¥|KRW=₩
    symbols MXN=MX$|NZD=NZ$|THB=฿|TWD=NT$|USD=US$|VND=₫|XAF=FCFA|XCD=EC$|XCG=Cg.
    symbols XOF=F\u{202F}CFA|XPF=CFPF
    months janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro
    months novembro|dezembro
    months-short jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.
    months-alone janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro
    months-alone novembro|dezembro
    months-alone-short jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.
    days segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo
    days-short segunda|terça|quarta|quinta|sexta|sábado|domingo
    days-alone segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado
    days-alone domingo
    days-alone-short segunda|terça|quarta|quinta|sexta|sábado|domingo
    date full EEEE, d 'de' MMMM 'de' y
    date long d 'de' MMMM 'de' y
    date medium dd/MM/y
    date short dd/MM/yy
    date month_year MMMM 'de' y
    date month_year_short MM/y
    date month_long LLLL
    date month_short LLL
    date day_month d 'de' MMMM
    date day_month_short d/MM
    date weekday cccc
    date weekday_short ccc
    plural one i in 1 and v in 0
    plural many e in 0 and i not in 0 and i mod 1000000 in 0 and v in 0
    plural many e not in 0..5
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
    unit bar one={0}\u{A0}bar|other={0}\u{A0}bars
    unit celsius other={0}\u{A0}°C
    unit percent other={0}%
    unit MB other={0}\u{A0}MB
    unit GB other={0}\u{A0}GB
    unit minute one={0}\u{A0}minuto|other={0}\u{A0}minutos
    unit hour one={0}\u{A0}hora|other={0}\u{A0}horas
    unit day one={0}\u{A0}dia|other={0}\u{A0}dias
    unit week one={0}\u{A0}semana|other={0}\u{A0}semanas
    unit month one={0}\u{A0}mês|other={0}\u{A0}meses
    unit year one={0}\u{A0}ano|other={0}\u{A0}anos
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
    unit piece one={0}\u{A0}unidade|other={0}\u{A0}unidades
    """
}
