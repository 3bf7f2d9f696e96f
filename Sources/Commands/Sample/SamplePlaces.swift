/// A town with one of its post codes, as JSON text without its quotes.
struct SamplePlace {
  let city: StaticString
  let code: StaticString
  /// Province; empty where addresses have none.
  let region: StaticString

  init(_ city: StaticString, _ code: StaticString, _ region: StaticString = "") {
    self.city = city
    self.code = code
    self.region = region
  }

  static let italian = [
    SamplePlace("Bologna", "40139", "BO"), SamplePlace("Firenze", "50124", "FI"),
    SamplePlace("Palermo", "90134", "PA"), SamplePlace("Napoli", "80132", "NA"),
    SamplePlace("Venezia Mestre", "30172", "VE"), SamplePlace("Genova", "16124", "GE"),
    SamplePlace("Torino", "10121", "TO"), SamplePlace("Bari", "70122", "BA"),
    SamplePlace("Sant’Angelo Lodigiano", "26866", "LO"), SamplePlace("L'Aquila", "67100", "AQ"),
  ]
  static let irish = [
    SamplePlace("Cork", "T23 W8PK"), SamplePlace("Blackrock, Co. Dublin", "A94 X7K0"),
    SamplePlace("Galway", "H91 E2K3"), SamplePlace("Limerick", "V94 T28R"),
    SamplePlace("Waterford", "X91 P4D2"), SamplePlace("Sligo", "F91 N8K1"),
  ]
  static let british = [
    SamplePlace("Leeds", "LS4 2QL"), SamplePlace("Bristol", "BS3 4DN"),
    SamplePlace("Glasgow", "G12 8QQ"), SamplePlace("Cardiff", "CF11 9XR"),
    SamplePlace("Norwich", "NR2 3AB"), SamplePlace("Newcastle upon Tyne", "NE2 1DB"),
  ]
  static let german = [
    SamplePlace("Stuttgart", "70173"), SamplePlace("München", "80469"),
    SamplePlace("Hamburg", "20359"), SamplePlace("Köln", "50672"),
    SamplePlace("Leipzig", "04109"), SamplePlace("Freiburg im Breisgau", "79098"),
    SamplePlace("Görlitz", "02826"), SamplePlace("Berlin", "10999"),
  ]

  static let italianStreets: [StaticString] = [
    "Via Emilia Levante", "Via San Frediano", "Via Maqueda", "Via Toledo", "Via Torino",
    "Corso Garibaldi", "Piazza della Libertà", "Viale dei Mille", "Via Giuseppe Verdi",
    "Vicolo dell'Oro",
  ]
  static let englishStreets: [StaticString] = [
    "Shandon Street", "Seapoint Avenue", "Burley Wood Lane", "Church Road", "Station Road",
    "Mill Lane", "King’s Road", "Harbour View", "Victoria Terrace", "Green Lane",
  ]
  static let germanStreets: [StaticString] = [
    "Schillerplatz", "Bahnhofstraße", "Gartenweg", "Lindenallee", "Am Mühlbach", "Goethestraße",
    "Rosenweg", "Kirchgasse", "Hauptstraße", "Ringstraße",
  ]
}
