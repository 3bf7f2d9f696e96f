extension ErrorCatalog {
  /// Why a record is rejected before it is rendered.
  static let records = Area(
    title: "Records that do not fit the schema",
    entries: [
      Entry(
        "check-failed",
        "The record's numbers do not satisfy a check of template.yaml; the message names it and the difference.",
        example: "lines that sum to 112.54 where bill.totals.lines is 112.55",
        cure: "Correct the record at its source: a bill that does not add up must not be sent."
      ),
      Entry(
        "check-not-decimal",
        "A number that a check of template.yaml needs is no exact decimal.",
        example: #""amount": 1e400"#,
        cure: "Correct the record."
      ),
      Entry(
        "csv-boolean",
        "A column of true or false holds something else.",
        example: #""yes" in the column bill.is_estimated"#,
        cure: "Write true or false, or leave the field empty."
      ),
      Entry(
        "csv-field-count",
        "A row has more or fewer fields than the header.",
        example: "a;b in a file of three columns",
        cure: "Correct the row; quote fields that hold the separator."
      ),
      Entry(
        "csv-list-gap",
        "Columns of a list leave a number out.",
        example: "lines.0.name, lines.2.name",
        cure: "Number the columns without gaps."
      ),
      Entry(
        "csv-number",
        "A column of numbers holds something else.",
        example: #""n/a" in the column amount"#,
        cure: "Leave the field empty, or write a number."
      ),
      Entry(
        "csv-quote",
        "A quotation mark stands where RFC 4180 allows none.",
        example: #"5" pipe"#,
        cure: #"Put the field in quotation marks and double those inside: "5"" pipe"."#
      ),
      Entry(
        "json-control-character",
        "A control character stands in a JSON text as it is.",
        example: "a line break inside quotation marks",
        cure: #"Write it as \n or \u000A."#
      ),
      Entry(
        "json-duplicate-key",
        "A field is there twice in one object.",
        example: #"{ "total": 1, "total": 2 }"#,
        cure: "Write it once."
      ),
      Entry(
        "json-lone-surrogate",
        "Half of a character stands in a JSON text.",
        example: #""\uD83D""#,
        cure: "Write both halves, or the character itself."
      ),
      Entry(
        "json-not-object",
        "A record is JSON, but no object.",
        example: "[1, 2]",
        cure: "Write one object a line."
      ),
      Entry(
        "json-number-range",
        "A number is too large for any program to hold.",
        example: "1e400",
        cure: "Write a number that fits."
      ),
      Entry(
        "json-syntax",
        "A record is not JSON as RFC 8259 has it.",
        example: "{ 'total': 1, }",
        cure: "Correct it: double quotation marks, no comma before } or ]."
      ),
      Entry(
        "json-too-deep",
        "A record nests lists and objects too deeply.",
        example: "[[[[...]]]]",
        cure: "Correct what makes the records."
      ),
      Entry(
        "record-no-key",
        "The field that the template names as the key is missing or empty.",
        example: #"bill.number is """#,
        cure: "Correct the record, or the key in template.yaml."
      ),
      Entry(
        "record-too-long",
        "A record is longer than one record may be.",
        example: "a line of 100 MB",
        cure: "Check that each record ends in a line break."
      ),
      Entry(
        "schema-additional",
        #"The record has a field that the schema forbids by "additionalProperties": false."#,
        example: #"{ "bill": ..., "internal": ... }"#,
        cure: "Remove the field, or allow it in the schema."
      ),
      Entry(
        "schema-alternatives",
        "A value fits none of the alternatives of anyOf, or not exactly one of oneOf.",
        example: "a payment that is neither card nor transfer",
        cure: "Correct the record, or the schema."
      ),
      Entry(
        "schema-count",
        "A list is too short or too long.",
        example: "no lines, where minItems is 1",
        cure: "Correct the record, or minItems and maxItems."
      ),
      Entry(
        "schema-depth",
        "The record nests deeper than 128 levels.",
        example: "an object in an object in an object ...",
        cure: "Correct what makes the records."
      ),
      Entry(
        "schema-enum",
        "A value is not among those the schema lists.",
        example: #""type": "letter", where enum lists invoice and credit_note"#,
        cure: "Correct the record, or add the value to the schema and to the template."
      ),
      Entry(
        "schema-format",
        "A text is no date, URI or e-mail address where the schema says so.",
        example: #""due_date": "31/12/2024""#,
        cure: "Correct the record: dates are YYYY-MM-DD."
      ),
      Entry(
        "schema-length",
        "A text is shorter than minLength or longer than maxLength.",
        example: #""number": """#,
        cure: "Correct the record, or the schema."
      ),
      Entry(
        "schema-missing",
        "A field that the schema requires is missing or null.",
        example: #"{ "bill": {} } without bill.number"#,
        cure: "Correct the record; or do not require the field, and guard it in the template."
      ),
      Entry(
        "schema-pattern",
        "A text does not have the form of its pattern.",
        example: #""currency": "euro", where pattern is ^[A-Z]{3}$"#,
        cure: "Correct the record, or the pattern."
      ),
      Entry(
        "schema-range",
        "A number is beyond its limits, or not a multiple of multipleOf.",
        example: #""share": 120, where maximum is 100"#,
        cure: "Correct the record, or the limits."
      ),
      Entry(
        "schema-type",
        "A value is of another type than the schema says.",
        example: #""total": "12.10" where type is number"#,
        cure: "Correct the record: numbers stand without quotes."
      ),
      Entry(
        "total-not-decimal",
        "An amount that the books add up is no exact decimal.",
        example: #""total": 1e400"#,
        cure: "Correct the record."
      ),
      Entry(
        "ubl-code",
        "A code of an invoice is outside its list.",
        example: "an unknown VAT category",
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-currency",
        "An amount of an invoice is in another currency than the document's.",
        example: #"currencyID="USD" in an invoice in EUR"#,
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-date",
        "A date of an invoice is none.",
        example: "<cbc:IssueDate>2024-02-30</cbc:IssueDate>",
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-missing-field",
        "An invoice lacks a mandatory business term of EN 16931.",
        example: "no cbc:ID",
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-not-an-invoice",
        "An XML file is neither a UBL invoice nor a credit note.",
        example: "an order",
        cure: "Leave the file out."
      ),
      Entry(
        "ubl-number",
        "An amount, quantity or percentage of an invoice is no decimal.",
        example: "<cbc:PayableAmount>ten</cbc:PayableAmount>",
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-total",
        "The totals of an invoice do not agree with its lines.",
        example: "lines of 10 and 20, a total of 31",
        cure: "Correct the invoice."
      ),
      Entry(
        "ubl-utility",
        "Utility data of an invoice contradicts itself or is not where it must be.",
        example: "a reading before the one before it",
        cure: "Correct the invoice."
      ),
      Entry(
        "utf8-invalid",
        "A record is not UTF-8.",
        example: "a text in Windows-1252",
        cure: "Convert the file: iconv -f WINDOWS-1252 -t UTF-8."
      ),
      Entry(
        "xml-doctype",
        "An XML file declares a document type, which is never read.",
        example: "<!DOCTYPE invoice [...]>",
        cure: "Remove the declaration."
      ),
      Entry(
        "xml-encoding",
        "An XML file is in an encoding that is unknown or that its bytes contradict.",
        example: #"encoding="utf-7""#,
        cure: "Write it in UTF-8."
      ),
      Entry(
        "xml-limit",
        "An XML file nests too deeply or holds too much.",
        example: "200,000 attributes on one element",
        cure: "Correct what makes the files."
      ),
      Entry(
        "xml-namespace",
        "An XML file uses a prefix it does not declare.",
        example: "<cbc:ID> without xmlns:cbc",
        cure: "Declare the namespace."
      ),
      Entry(
        "xml-syntax",
        "A file is not well-formed XML.",
        example: "<a><b></a>",
        cure: "Correct the file."
      ),
    ])
}
