extension ErrorCatalog {
  /// What `billow verify` says of an output folder: the first word of each line it prints.
  static let verify = Area(
    title: "Findings of billow verify",
    entries: [
      Entry(
        "altered",
        "A document, book, pack or manifest is not what the run wrote.",
        example: "altered: documents/61c/OL-1=u/index.html, record 3: it has 10 of 53210 bytes",
        cure: "Find out who changed it; render the run anew into a new folder."
      ),
      Entry(
        "different",
        "A record of the sample, rendered anew, comes out otherwise than it stands in the folder.",
        example: "different: documents/61c/OL-1=u, record 3: rendered anew it has other files",
        cure: "Check that template and input are the run's; if they are, report it."
      ),
      Entry(
        "doubled",
        "A record, document, line or entry is there twice.",
        example: "doubled: documents.ndjson, record 7: a second line is about it, line 8",
        cure: "Find out who copied it; render the run anew into a new folder."
      ),
      Entry(
        "extra",
        "Something stands in the folder that no book of the run names.",
        example: "extra: notes.txt: no run writes this",
        cure: "Move it out of the folder."
      ),
      Entry(
        "leaked",
        "A value that one customer alone has stands in another customer's document.",
        example: "leaked: documents/61c/OL-1=u/index.html, record 3: customer.iban of record 9",
        cure: "Send nothing out. Look at the template, then report it."
      ),
      Entry(
        "missing",
        "A record, document, file, book or pack is not there.",
        example: "missing: documents/61c/OL-1=u, record 3: the document is not there",
        cure: "Find out who removed it; render the run anew into a new folder."
      ),
      Entry(
        "swapped",
        "Two documents, lines or entries stand in each other's places.",
        example: "swapped: documents.ndjson, record 3: stands before its turn, in line 2",
        cure: "Find out who moved them; render the run anew into a new folder."
      ),
      Entry(
        "unbalanced",
        "Counts, totals or hashes of the books, journal and manifest contradict each other.",
        example: "unbalanced: manifest.json: units: it says 4, and 3 is found",
        cure: "Render the run anew into a new folder."
      ),
      Entry(
        "unfinished",
        "The run, or an erasure in it, has not come to its end; what it committed is checked all the same.",
        example:
          "unfinished: .: no _SUCCESS: the run has not ended; start it again to resume it, unless its input is what stopped it",
        cure: "Do what the line says: start the run again, start anew, or repeat the erasure."
      ),
    ])
}
