/// Names of people and firms of one language, as JSON text without its quotes.
struct SampleNames {
  let first: [StaticString]
  let last: [StaticString]
  /// Last names with an apostrophe.
  let apostrophes: [StaticString]
  let firms: [StaticString]

  static let italian = SampleNames(
    first: [
      "Giulia", "Marco", "Elena", "Paolo", "Francesco", "Carmela", "Rosa", "Lucia", "Andrea",
      "Chiara", "Matteo", "Sara", "Davide", "Federica", "Luca", "Valentina", "Giorgio", "Anna",
      "Salvatore", "Martina", "Nicolò", "Teresa", "Antonio", "Silvia", "Giuseppe", "Ilaria",
    ],
    last: [
      "Ferraro", "Bianchi", "Conti", "Rinaldi", "Esposito", "Galli", "Mancini", "Zanetti",
      "Russo", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno", "Costa", "Giordano",
      "Moretti", "Barbieri", "Fontana", "Santoro", "Mariani", "Rizzo", "Lombardi", "Caruso",
      "Ferri", "Testa", "Pellegrini", "Serra", "Villa", "Sanna", "Marchetti", "Bassi", "Neri",
    ],
    apostrophes: ["D’Angelo", "D'Amico", "Dell'Orto", "De’ Rossi"],
    firms: [
      "Panificio San Marco S.n.c.", "Studio Legale Greco & Associati", "Officina Bassi S.r.l.",
      "Agriturismo Le Querce", "Farmacia Centrale dott.ssa Serra",
    ])

  static let english = SampleNames(
    first: [
      "Thomas", "Patrick", "Siobhán", "Aoife", "James", "Emma", "Oliver", "Grace", "Liam",
      "Chloe", "Daniel", "Niamh", "Samuel", "Hannah", "Ciarán", "Lucy", "George", "Amelia",
      "Conor", "Sophie", "Róisín", "Harry", "Priya", "Adam", "Zoë", "Michael",
    ],
    last: [
      "Whitfield", "Byrne", "Nolan", "Murphy", "Kelly", "Walsh", "Smith", "Jones", "Taylor",
      "Brown", "Davies", "Evans", "Wilson", "Thomas", "Roberts", "Walker", "Wright", "Robinson",
      "Thompson", "Hughes", "Edwards", "Green", "Ryan", "Doyle", "McCarthy", "Gallagher",
      "Doherty", "Kennedy", "Lynch", "Murray", "Quinn", "Moore", "Singh", "Patel",
    ],
    apostrophes: ["O’Sullivan", "O'Brien", "O’Connor", "D'Arcy"],
    firms: [
      "Harbour Café & Bakery Ltd", "Nolan Joinery Ltd", "Canal Wharf Dental Practice",
      "Whitfield & Sons Hardware", "Green Lane Nursery",
    ])

  static let german = SampleNames(
    first: [
      "Lukas", "Sabine", "Jürgen", "Heike", "Mehmet", "Anna-Lena", "Tobias", "Claudia", "Stefan",
      "Ulrike", "Felix", "Monika", "Jonas", "Petra", "Björn", "Katharina", "Wolfgang", "Lena",
      "Andreas", "Susanne", "Emre", "Birgit", "Florian", "Johanna", "Uwe", "Marie",
    ],
    last: [
      "Brandt", "Köhler", "Maier", "Yılmaz", "Schäfer", "Weiß", "Müller", "Schmidt", "Schneider",
      "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann", "Koch", "Bauer",
      "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun",
      "Krüger", "Hofmann", "Hartmann", "Lange", "Krause", "Lehmann", "Köhler-Weiß", "Kaya",
    ],
    apostrophes: ["D’Agostino", "O'Donnell", "N’Diaye"],
    firms: [
      "Bäckerei Wagner GmbH", "Kanzlei Krüger & Lange", "Autohaus Richter KG",
      "Praxis Dr. Neumann", "Blumen Schäfer e. K.",
    ])
}

/// Whose name stands on a bill.
enum SampleName: BitwiseCopyable {
  case person(first: StaticString, last: StaticString)
  case couple(first: StaticString, second: StaticString, last: StaticString)
  /// A firm, or a name that has no first part to greet by.
  case whole(StaticString)

  private static let long: [StaticString] = [
    """
    Maximiliana Konstantina Freifrau Alexandrowna von und zu Hohenstein-Wittgenau-Lichtenfels \
    geborene Gräfin Altenburg-Rosenthal
    """,
    """
    Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third of Upper Llanfairpwllgwyngyllgogery
    """,
    """
    Associazione Culturale Ricreativa Dilettantistica Amici della Montagna e del Lago di \
    Castiglione della Pescaia e dintorni
    """,
  ]
  private static let rightToLeft: [StaticString] = [
    "ليلى عبد الرحمن الخطيب", "שירה לוי", "محمد أمين", "נועם כהן",
  ]
  private static let ideographs: [StaticString] = [
    "渡辺 さくら", "王小明", "김민준", "佐藤 健一",
  ]
  /// What must never become markup, script or a template's code.
  private static let markup: [StaticString] = [
    #"<script>alert(\"1\")</script> Rossi"#, "Anna & Bert <b>Meier</b>", "{{ bill.total }} O'Neill",
    #"\"><img src=x onerror=alert(1)>"#, "</style><svg onload=alert(1)>",
  ]

  /// Of a thousand names 5 are very long, 5 right to left, 5 ideographs and 2 hold markup.
  static func draw(
    _ market: SampleMarket, isBusiness: Bool, _ random: inout SampleRandom
  ) -> SampleName {
    let chance = random.below(1000)
    switch chance {
    case ..<5: return .whole(random.pick(long))
    case ..<10: return .whole(random.pick(rightToLeft))
    case ..<15: return .whole(random.pick(ideographs))
    case ..<17: return .whole(random.pick(markup))
    default: break
    }
    let names = market.names
    if isBusiness { return .whole(random.pick(names.firms)) }
    let first = random.pick(names.first)
    switch chance {
    case ..<40: return .person(first: first, last: random.pick(names.apostrophes))
    case ..<100:
      return .couple(
        first: first, second: random.pick(names.first), last: random.pick(names.last))
    default: return .person(first: first, last: random.pick(names.last))
    }
  }

  func write(_ market: SampleMarket, to out: inout SampleBuffer) {
    switch self {
    case .person(let first, let last):
      out.text(first)
      out.byte(UInt8(ascii: " "))
      out.text(last)
    case .couple(let first, let second, let last):
      out.text(first)
      out.text(market.and)
      out.text(second)
      out.byte(UInt8(ascii: " "))
      out.text(last)
    case .whole(let name): out.text(name)
    }
  }
}
