// Which locales there are and how tags fall back, from CLDR 47 (Babel 2.18.0).
// Made by Scripts/make-locales.py; do not edit.

extension LocaleData {
  /// Tag and data of every locale, sorted by tag.
  static let all: [(tag: String, text: StaticString)] = [
    ("ar", ar),
    ("ar-EG", arEG),
    ("bg", bg),
    ("cs", cs),
    ("da", da),
    ("de", de),
    ("de-AT", deAT),
    ("de-CH", deCH),
    ("el", el),
    ("en", en),
    ("en-001", en001),
    ("en-GB", enGB),
    ("en-IE", enIE),
    ("en-IN", enIN),
    ("es", es),
    ("et", et),
    ("fi", fi),
    ("fr", fr),
    ("fr-BE", frBE),
    ("fr-CH", frCH),
    ("he", he),
    ("hi", hi),
    ("hr", hr),
    ("hu", hu),
    ("it", it),
    ("it-CH", itCH),
    ("ja", ja),
    ("ko", ko),
    ("lt", lt),
    ("lv", lv),
    ("nb", nb),
    ("nl", nl),
    ("nl-BE", nlBE),
    ("pl", pl),
    ("pt", pt),
    ("pt-BR", ptBR),
    ("pt-PT", ptPT),
    ("ro", ro),
    ("ru", ru),
    ("sk", sk),
    ("sl", sl),
    ("sv", sv),
    ("tr", tr),
    ("uk", uk),
    ("zh", zh),
  ]

  /// `child=parent` where CLDR's parent is not the tag cut short.
  static let parents: StaticString = """
    en-150=en-001 en-AG=en-001 en-AI=en-001 en-AS=en en-AT=en-001 en-AU=en-001 en-BB=en-001 \
    en-BE=en-001 en-BM=en-001 en-BS=en-001 en-BW=en-001 en-BZ=en-001 en-CC=en-001 en-CH=en-001 \
    en-CK=en-001 en-CM=en-001 en-CX=en-001 en-CY=en-001 en-CZ=en-001 en-DE=en-001 en-DG=en-001 \
    en-DK=en-001 en-DM=en-001 en-ER=en-001 en-ES=en-001 en-FI=en-001 en-FJ=en-001 en-FK=en-001 \
    en-FM=en-001 en-FR=en-001 en-GD=en-001 en-GG=en-001 en-GH=en-001 en-GI=en-001 en-GM=en-001 \
    en-GS=en-001 en-GU=en en-GY=en-001 en-HK=en-001 en-HU=en-001 en-ID=en-001 en-IL=en-001 \
    en-IM=en-001 en-IO=en-001 en-IT=en-001 en-JE=en-001 en-JM=en-001 en-KE=en-001 en-KI=en-001 \
    en-KN=en-001 en-KY=en-001 en-LC=en-001 en-LR=en-001 en-LS=en-001 en-MG=en-001 en-MH=en \
    en-MO=en-001 en-MP=en en-MS=en-001 en-MT=en-001 en-MU=en-001 en-MV=en-001 en-MW=en-001 \
    en-MY=en-001 en-NA=en-001 en-NF=en-001 en-NG=en-001 en-NL=en-001 en-NO=en-001 en-NR=en-001 \
    en-NU=en-001 en-NZ=en-001 en-PG=en-001 en-PH=en en-PK=en-001 en-PL=en-001 en-PN=en-001 \
    en-PR=en en-PT=en-001 en-PW=en-001 en-RO=en-001 en-RW=en-001 en-SB=en-001 en-SC=en-001 \
    en-SD=en-001 en-SE=en-001 en-SG=en-001 en-SH=en-001 en-SI=en-001 en-SK=en-001 en-SL=en-001 \
    en-SS=en-001 en-SX=en-001 en-SZ=en-001 en-TC=en-001 en-TK=en-001 en-TO=en-001 en-TT=en-001 \
    en-TV=en-001 en-TZ=en-001 en-UG=en-001 en-UM=en en-US=en en-VC=en-001 en-VG=en-001 en-VI=en \
    en-VU=en-001 en-WS=en-001 en-ZA=en-001 en-ZM=en-001 en-ZW=en-001 hi-Latn=en-IN iw=he no=nb \
    pt-AO=pt-PT pt-CH=pt-PT pt-CV=pt-PT pt-FR=pt-PT pt-GQ=pt-PT pt-GW=pt-PT pt-LU=pt-PT \
    pt-MO=pt-PT pt-MZ=pt-PT pt-ST=pt-PT pt-TL=pt-PT
    """

  /// Tags that have no parent here although cutting them short would give one.
  static let orphans: StaticString = "nn zh-HK zh-Hant zh-MO zh-TW"

  /// Currencies whose amounts have other than two decimals.
  static let fractions: StaticString = """
    AFN=0 ALL=0 BHD=3 BIF=0 CLF=4 CLP=0 DJF=0 GNF=0 IQD=0 IRR=0 ISK=0 JOD=3 JPY=0 KMF=0 KPW=0 \
    KRW=0 KWD=3 LAK=0 LBP=0 LYD=3 MGA=0 MMK=0 OMR=3 PYG=0 RSD=0 RWF=0 SOS=0 SYP=0 TND=3 UGX=0 \
    UYW=4 VND=0 VUV=0 XAF=0 XOF=0 XPF=0 YER=0
    """
}
