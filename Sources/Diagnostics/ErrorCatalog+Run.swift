extension ErrorCatalog {
  /// What is said of a run's input and output.
  static let run = Area(
    title: "Input and output of a run",
    entries: [
      Entry(
        "cases-format",
        "A file of conformance cases is not what `--cases` reads.",
        example: #"{ "cases": [] }"#,
        cure: #"Write { "tests": [{ "template": "..." }] }."#
      ),
      Entry(
        "disk-fault",
        "The disk failed.",
        example: "EIO",
        cure: "Check the disk, then start the same run again: it resumes."
      ),
      Entry(
        "duplicate-document",
        "Two documents would have the same path.",
        example: "the same key twice",
        cure: "Correct the keys."
      ),
      Entry(
        "duplicate-key",
        "Two records of one input have the same key.",
        example: "bill 4711 twice",
        cure: "Remove one; the message names both."
      ),
      Entry(
        "expected-count-differs",
        "The number of records is not the one that was announced; nothing was published.",
        example: "--expect-count 24 of an input that lost a record",
        cure:
          "Find out which is wrong: mend the input and use a new folder, or announce the right number."
      ),
      Entry(
        "expected-total-differs",
        "An amount is not the one that was announced; nothing was published.",
        example: "--expect-total EUR=5611.44 of an input that lost a record",
        cure:
          "Find out which is wrong: mend the input and use a new folder, or announce the right amount."
      ),
      Entry(
        "file-too-large",
        "A file would be larger than the system allows.",
        example: "EFBIG",
        cure: "Raise ulimit -f, or make smaller packs."
      ),
      Entry(
        "folder-in-use",
        "Another run writes into the folder.",
        example: "two runs into one folder",
        cure: "Wait for it, or choose another folder."
      ),
      Entry(
        "folder-not-empty",
        "The output folder holds something else than this run.",
        example: "-o ~",
        cure: "Choose an empty or new folder."
      ),
      Entry(
        "input-changed",
        "The input is no longer what it was when the run began: it was written, cut or replaced while it was read.",
        example: "an export that still writes the file",
        cure:
          "Wait until what writes it has finished, then start a run into a new folder: this one may hold documents of both."
      ),
      Entry(
        "input-csv-header",
        "A CSV header names no fields, or contradicts itself.",
        example: "bill,bill.total",
        cure: "Correct the header."
      ),
      Entry(
        "input-csv-quote",
        "A quoted field of a CSV input is still open where the input ends: all rows behind its mark are part of it.",
        example: #"one "Mario among seven hundred rows"#,
        cure:
          "Close the field at the place that the message names, and double marks within it; then use a new folder."
      ),
      Entry(
        "input-empty",
        "The input holds nothing.",
        example: "an empty file",
        cure: "Check what wrote it."
      ),
      Entry(
        "input-encoding",
        "The input is UTF-16 or UTF-32.",
        example: "a file saved as Unicode by a spreadsheet",
        cure: "Convert it: iconv -f UTF-16 -t UTF-8."
      ),
      Entry(
        "input-folder-empty",
        "The input is a folder without a file to read.",
        example: "an empty folder",
        cure: "Name the folder that holds the invoices."
      ),
      Entry(
        "input-format",
        "The format of the input cannot be told, or the inputs are of several.",
        example: "a file without any known beginning",
        cure: "Say it: --format ndjson, csv or ubl."
      ),
      Entry(
        "input-gzip",
        "Compressed input is damaged or cut off.",
        example: "half a .gz file",
        cure: "Copy it again."
      ),
      Entry(
        "input-not-file",
        "The input is a pipe or a device, and an input is read more than once.",
        example: "billow render template /dev/stdin",
        cure: "Give - to read from a pipe, or save it to a file."
      ),
      Entry(
        "input-not-found",
        "There is no such input.",
        example: "billow render template bils.ndjson",
        cure: "Correct the path."
      ),
      Entry(
        "input-not-readable",
        "The input may not be read.",
        example: "a file of another user",
        cure: "Check that you may read it."
      ),
      Entry(
        "input-read-failed",
        "The system failed while reading the input.",
        example: "a network disk that went away",
        cure: "Start the same run again: it resumes."
      ),
      Entry(
        "input-shorter",
        "The input ends before the place where the run is to go on.",
        example: "a file that was cut since",
        cure: "Use the input that the run was started with."
      ),
      Entry(
        "input-too-long",
        "An XML file wraps several invoices and is longer than 64 MiB.",
        example: "a month's invoices in one file of 118 MB",
        cure: "Split the file; a folder of files is one input."
      ),
      Entry(
        "input-wrong-kind",
        "The input is another kind of file.",
        example: "a PNG",
        cure: "Name a file of records."
      ),
      Entry(
        "journal-damaged",
        "The journal of the output does not agree with itself.",
        example: "a byte of it changed",
        cure: "Start a run into a new folder."
      ),
      Entry(
        "metrics-not-file",
        "The metrics file lies in the output folder, or in its place is a file of something else, a folder, a link, a device or a pipe.",
        example: "--metrics-file /dev/null",
        cure: "Name a file that is not there yet or holds metrics, or leave --metrics-file out."
      ),
      Entry(
        "no-space",
        "The disk is full.",
        example: "ENOSPC",
        cure: "Free space, then start the same run again: it resumes."
      ),
      Entry(
        "not-permitted",
        "The folder may not be written, or what is in it not read.",
        example: "-o /root",
        cure: "Choose a folder that this user may write, or ask for the right to read it."
      ),
      Entry(
        "nothing-to-resume",
        "The folder holds no run that could go on.",
        example: "--resume into a new folder",
        cure: "Leave --resume out, or name the folder of the run."
      ),
      Entry(
        "only-no-record",
        "No record of the input has the key that --only asks for; nothing was published.",
        example: "--only OL-2026-0441 where the bill is OL-2026-004417",
        cure: "Give the key as it stands in the record, and a new folder."
      ),
      Entry(
        "output-damaged",
        "A document, a pack or a book is not the one that the run wrote.",
        example: "a page edited by hand",
        cure: "Render it again; a run that cannot go on, into a new folder."
      ),
      Entry(
        "output-not-folder",
        "The output is a file.",
        example: "-o page.html",
        cure: "Choose a folder that is new or empty."
      ),
      Entry(
        "output-not-run",
        "The folder to verify is none, or holds no run.",
        example: "billow verify templates/",
        cure: "Name the folder that billow render was given with -o."
      ),
      Entry(
        "output-unwritable",
        "A picture cannot be written where it was asked for.",
        example: "billow storyboard sheet ... -o missing/sheet.png",
        cure: "Make the folder, and check that you may write to it."
      ),
      Entry(
        "over-reject-limit",
        "The run is finished, but more records were rejected than were allowed.",
        example: "2 of 2 records rejected, and 0 allowed",
        cure:
          "Read rejects.ndjson, mend the records, and render those again; or allow more: --max-rejects 1%."
      ),
      Entry(
        "poison",
        "Rendering this record crashed the program twice, so it is left out.",
        example: "a fault of ours that one record reaches",
        cure: "Render the rest; send the message that the crash printed to the program's makers."
      ),
      Entry(
        "quota-exceeded",
        "The quota of the disk is used up.",
        example: "EDQUOT",
        cure: "Raise it, then start the same run again: it resumes."
      ),
      Entry(
        "read-only",
        "The folder is on a file system that cannot be written.",
        example: "EROFS",
        cure: "Choose another folder."
      ),
      Entry(
        "run-differs",
        "The folder holds a run of another input, template, date or engine.",
        example: "--as-of of another day",
        cure: "Use the same, or a new folder."
      ),
      Entry(
        "sync-failed",
        "The disk did not confirm what was written.",
        example: "a disk pulled out",
        cure: "Check the disk, then start the same run again: it resumes."
      ),
      Entry(
        "system-fault",
        "The system failed in another way.",
        example: "EINVAL",
        cure: "Start the same run again: it resumes."
      ),
      Entry(
        "too-many-open-files",
        "The process may open no more files.",
        example: "EMFILE",
        cure: "Raise ulimit -n."
      ),
      Entry(
        "total-bound",
        "A control total has over a thousand groups of records that are not rejected, or too large a sum.",
        example: "by: bill.number",
        cure: "Let 'by' name a field of few values, such as a currency; sums have up to 20 digits."
      ),
      Entry(
        "trailer-format",
        "The last record is no trailer.",
        example: "{\"trailer\":{\"count\":\"24\"}}",
        cure:
          "Write {\"trailer\":{\"count\":24,\"totals\":{\"EUR\":\"5611.44\"}}} as the last line."
      ),
      Entry(
        "trailer-missing",
        "The input ends without the trailer that --trailer asks for.",
        example: "a file cut off before its last line",
        cure: "Fetch the file again; its last line is {\"trailer\":{\"count\":...}}."
      ),
      Entry(
        "unsafe-path",
        "A link or file stands in the way beneath the output folder.",
        example: "a symbolic link in documents/",
        cure: "Remove it, or use a new folder."
      ),
      Entry(
        "writer-failed",
        "The writer stopped after an earlier fault.",
        example: "a disk that was full before",
        cure: "Mend what the first message names, then start the same run again."
      ),
    ])
}
