import Testing

@testable import Records

@Suite struct CSVTests {
  private let folder = TemporaryFolder()

  private func read(_ text: String, _ options: RecordOptions = RecordOptions(format: .csv))
    throws(SourceError) -> [String]
  {
    var source = try RecordInputs.open([folder.write(text, to: "in.csv")], options: options)
    return try drainAny(&source).map(\.outcome)
  }

  @Test func dottedColumnsMakeNestedFields() throws {
    let text = ##"""
      bill.number,customer.name,bill.lines.0.name,bill.lines.0.amount,bill.lines.1.name,bill.lines.1.amount
      7,Anna,Energy,12.10,Tax,-1
      8,"O'Neill, ""Bob""",Energy,3,,
      9,,,,,
      """##
    #expect(
      try read(text) == [
        #"{"bill":{"number":7,"lines":[{"name":"Energy","amount":12.10},{"name":"Tax","amount":-1}]},"customer":{"name":"Anna"}}"#,
        #"{"bill":{"number":8,"lines":[{"name":"Energy","amount":3}]},"customer":{"name":"O'Neill, \"Bob\""}}"#,
        #"{"bill":{"number":9}}"#,
      ])
  }

  @Test(arguments: [
    ("0", "0"), ("-12.50", "-12.50"), ("123456789012345678", "123456789012345678"),
    ("00184", #""00184""#), ("+39", #""+39""#), ("1E5", #""1E5""#), ("-0", #""-0""#),
    ("-0.00", "0.00"),
    ("1234567890123456789", #""1234567890123456789""#), (".5", #"".5""#), ("5.", #""5.""#),
    ("1,5", #""1,5""#), ("true", #""true""#), ("null", #""null""#), (" 1", #"" 1""#),
    ("0.12345678901234567", "0.12345678901234567"),
    ("0.123456789012345678", #""0.123456789012345678""#),
    ("12345.12345678901234567", #""12345.12345678901234567""#),
    (#""12""#, #""12""#),
  ])
  func cellsBecomeNumbersOnlyWhenNoTextIsLost(_ cell: String, _ value: String) throws {
    #expect(try read("a;b\n\(cell);x\n") == [#"{"a":\#(value),"b":"x"}"#])
  }

  @Test func columnsMayBeDeclared() throws {
    #expect(try read("a:text,b:number\n1,\"2\"\n1,x\n") == [#"{"a":"1","b":2}"#, "csv-number b"])
    let schema = RecordOptions(format: .csv, numericPaths: ["l.n"], textPaths: ["id"])
    #expect(try read("id,l.0.n\n12,\"3\"\n", schema) == [#"{"id":"12","l":[{"n":3}]}"#])
    #expect(
      try read("a:boolean,b\ntrue,true\n\"false\",x\n1,x\n") == [
        #"{"a":true,"b":"true"}"#, #"{"a":false,"b":"x"}"#, "csv-boolean a",
      ])
  }

  @Test func delimitersAreDetectedOrGiven() throws {
    #expect(try read("a;b,c;d\n1;2;3\n") == [#"{"a":1,"b,c":2,"d":3}"#])
    #expect(try read("a\tb\n1\t2\n") == [#"{"a":1,"b":2}"#])
    #expect(try read("a|b\n1|2\n") == [#"{"a":1,"b":2}"#])
    #expect(
      try read("a/b\n1/2\n", RecordOptions(format: .csv, csvDelimiter: 0x2F)) == [#"{"a":1,"b":2}"#]
    )
    #expect(
      try read("\u{FEFF}\"a;;;\",b\r\n1,2\r\n\r\n3,4") == [
        #"{"a;;;":1,"b":2}"#, #"{"a;;;":3,"b":4}"#,
      ])
  }

  @Test func badRowsAreRejectedAndDoNotSpoilTheNext() throws {
    #expect(
      try read("a,b\n1\n1,2,3\n5\" pipe,x\n\"a\"b,x\n\"two\nlines\",y\n") == [
        "csv-field-count", "csv-field-count", "csv-quote a", "csv-quote a",
        #"{"a":"two\nlines","b":"y"}"#,
      ])
    #expect(try read("l.0,l.1\n,2\n") == ["csv-list-gap l.0"])
  }

  /// Every row behind the mark is part of its field: as one reject they would be lost within what is allowed.
  @Test(arguments: [
    ("a,b\n1,2\n3,\"open\n4,5\n", "record 2", "in line 3"),
    ("a,b\n\"two\nlines\",2\n\"x\"\"\ny\",\"\"\"\n4,5\n", "record 2", "in line 5"),
    ("a,b\n1,2\n3,\"", "record 2", "in line 3"),
    ("\u{FEFF}a,b\r\n\"", "record 1", "in line 2"),
  ])
  func aFieldThatNothingClosesIsAFaultOfTheInput(_ text: String, _ record: String, _ line: String) {
    let error = sourceError { () throws(SourceError) in _ = try read(text) }
    #expect(error?.code == .openQuote)
    #expect(
      error?.message.hasPrefix("\(record): the quotation mark \(line) opens") == true, "\(text)")
  }

  @Test func soIsOneThatIsLongerThanARowMayBe() {
    let rows = String(repeating: "1,2\n", count: 5000)
    let text = "a,b\n" + rows + "3,\"open\n" + String(repeating: rows, count: 850)
    let error = sourceError { () throws(SourceError) in _ = try read(text) }
    #expect(error?.code == .openQuote)
    #expect(error?.message.hasPrefix("record 5001: the quotation mark in line 5002 opens") == true)
  }

  @Test(arguments: [
    "a,a\n1,2\n", "a,\n1,2\n", "a.b,a\n1,2\n", "a,a.b\n1,2\n", "l.0,l.2\n1,2\n", "l.1\n1\n",
    "l.0,l.x\n1,2\n",
    "a:date\n1\n", "\n1\n", "a..b\n1\n", "\"a\"b,c\n1,2\n",
  ])
  func headersThatContradictThemselvesAreRefused(_ text: String) {
    let error = sourceError { () throws(SourceError) in _ = try read(text) }
    #expect(error?.code == .header)
  }

  @Test(arguments: [
    "1,Mario Rossi,Mario Rossi\n2,a,b\n", "Rossi.0,Rossi.2\n1,2\n", "Rossi,Rossi.a\n1,2\n",
  ])
  func theValuesOfAFileWithoutHeaderAreNotTold(_ text: String) {
    let error = sourceError { () throws(SourceError) in _ = try read(text) }
    #expect(error?.code == .header)
    #expect(error?.message.contains("Rossi") == false)
  }

  @Test func aHeaderOfNumbersIsPerhapsNone() {
    let error = sourceError { () throws(SourceError) in _ = try read("7,Anna\n8,Bob\n") }
    #expect(error?.message == "a column's name begins with a number: is there a header row?")
  }

  @Test func aHeaderWithoutRowsIsEmpty() {
    let error = sourceError { () throws(SourceError) in _ = try read("a,b\n\n") }
    #expect(error?.code == .empty)
  }

  @Test func aRunGoesOnAnywhere() throws {
    let rows = (0..<4000).map { "\($0),\"line\n\($0)\"\r\n" }.joined()
    let first = folder.write("n,t\r\n" + rows, to: "a.csv")
    let second = folder.write("t;m\n" + "x;1\n\ny;2", to: "b.csv")
    var source = try RecordInputs.open([first, second])
    let whole = try drainAny(&source, maximumRecords: 61, maximumBytes: 900)
    #expect(whole.count == 4002)
    #expect(whole[3999].outcome == #"{"n":3999,"t":"line\n3999"}"#)
    #expect(whole[4001].outcome == #"{"t":"y","m":2}"#)
    for start in [1, 777, 3999, 4000, 4001] {
      var resumed = try RecordInputs.open([first, second])
      let record = whole[start]
      try resumed.skip(toOrdinal: record.ordinal, atOffset: record.offset, file: Int(record.file))
      #expect(
        try drainAny(&resumed, maximumRecords: 61, maximumBytes: 900) == Array(whole[start...]))
    }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "the shared corpora are not here"))
  func csvSpectrum() throws {
    let names = SharedFiles.files(in: "corpora/csv-spectrum/csvs").map { $0.dropLast(4) }
    #expect(names.count == 12)
    for name in names {
      let options = RecordOptions(format: .csv)
      // Inches and seconds in unquoted fields: RFC 4180, section 2.5, allows no such marks.
      if name == "location_coordinates" { continue }
      var source = try RecordInputs.open(
        [SharedFiles.path("corpora/csv-spectrum/csvs/\(name).csv")], options: options)
      let rows = try drainAny(&source).map(\.outcome)
      let expected = try readJSON(
        SharedFiles.bytes(SharedFiles.path("corpora/csv-spectrum/json/\(name).json"))
      ).get()
      #expect(
        Self.untyped("[" + rows.joined(separator: ",") + "]") == Self.untyped(expected), "\(name)")
    }
  }

  /// The corpus expects text everywhere, and empty text where we have no field.
  private static func untyped(_ json: String) -> String {
    json.replacing(#/:(-?[0-9.]+)/#) { ":\"\($0.1)\"" }.replacing(#/,?"[a-z]":""/#, with: "")
      .replacing("{,", with: "{")
  }
}
