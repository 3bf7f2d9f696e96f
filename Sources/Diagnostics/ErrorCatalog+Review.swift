extension ErrorCatalog {
  /// What is said of goldens, coverage and comparisons.
  static let review = Area(
    title: "Goldens, coverage and comparisons",
    entries: [
      Entry(
        "as-of-missing",
        "Records are to be rendered, and neither the command nor the template says for what day.",
        example: "billow golden check TEMPLATE without --as-of, of a template without record.as_of",
        cure: "Give --as-of YYYY-MM-DD, or name the record's field with the day as record.as_of."
      ),
      Entry(
        "coverage-low",
        "The samples reach less of the template than was asked for.",
        example: "billow golden check templates/energy-bill --fail-under 100",
        cure: "Add samples that reach what the table lists, or remove what nothing can reach."
      ),
      Entry(
        "coverage-unreached",
        "No sample or fixture reaches an arm of a decision.",
        example: "{% if bill.note %}…{% endif %}, and no sample has a note",
        cure: "Add a sample that does; billow golden suggest finds one in real records."
      ),
      Entry(
        "golden-differs",
        "A document is not what was recorded.",
        example: "-   <h2>Amount due</h2>\n+   <h2>To pay</h2>",
        cure: "If it is meant, record it with billow golden record and say why in the commit."
      ),
      Entry(
        "golden-in-ci",
        "Goldens are recorded by a person, never where CI is true.",
        example: "CI=true billow golden record templates/energy-bill",
        cure: "Record at your desk, look at the difference, commit it."
      ),
      Entry(
        "golden-nothing",
        "There is no record to compare or record a golden of.",
        example: "billow golden check of a template without samples/",
        cure: "Put records into samples/, one JSON file each, or name some with --fixtures."
      ),
      Entry(
        "golden-orphaned",
        "Something is recorded for a sample that is gone.",
        example: "goldens/samples/old.golden without samples/old.json",
        cure: "Run billow golden record, which removes it."
      ),
      Entry(
        "golden-rejected",
        "A run would refuse a sample or fixture, so that its golden holds no document.",
        example: "samples/new.json without a field that schema.json requires",
        cure: "Mend the record or the template; leave it where the golden is to hold the rejection."
      ),
      Entry(
        "golden-unrecorded",
        "Nothing is recorded for a sample.",
        example: "samples/new.json without goldens/samples/new.golden",
        cure: "Run billow golden record, look at the new file, commit it."
      ),
      Entry(
        "golden-unwritable",
        "A golden or report file cannot be written.",
        example: "goldens/ without write permission",
        cure: "Check that you may write there."
      ),
      Entry(
        "key-not-found",
        "No record of the input has this key.",
        example: "billow explain templates/energy-bill bills.ndjson --key NOBODY",
        cure: "Check the key; it is the field that template.yaml names under record."
      ),
      Entry(
        "preview-address",
        "The studio cannot listen at this address.",
        example: "billow preview templates/energy-bill --port 80",
        cure: "Choose another port, or none: then a free one is taken."
      ),
      Entry(
        "records-unreadable",
        "Records that goldens, coverage or a comparison are to be made of cannot be read.",
        example:
          "billow golden check templates/energy-bill --fixtures bills.ndjson, with half a line in it",
        cure: "Mend them; billow render writes into rejects.ndjson which they are, and why."
      ),
      Entry(
        "revision-unknown",
        "Git knows no such revision of the template.",
        example: "billow impact templates/energy-bill bills.ndjson --against no-such-branch",
        cure: "Name a commit, branch or tag; a shallow clone may lack it."
      ),
      Entry(
        "revision-without-template",
        "The revision does not hold the template's folder.",
        example: "a commit from before the template was added",
        cure: "Choose a revision that has this template."
      ),
      Entry(
        "samples-none",
        "The template has no sample, so the check tries nothing of it.",
        example: "a template without samples/",
        cure:
          "Put records into samples/, one JSON file each; billow golden suggest makes some of real ones."
      ),
    ])
}
