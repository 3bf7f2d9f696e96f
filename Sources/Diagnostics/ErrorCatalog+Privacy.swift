extension ErrorCatalog {
  /// What is said of erasing, expiring and listening.
  static let privacy = Area(
    title: "Privacy and listening",
    entries: [
      Entry(
        "erase-no-record",
        "The run has no document, no suppression and no task of the key to be erased.",
        example: "billow erase RUN --key of another month's bill",
        cure: "Correct the key, or name the run that has it."
      ),
      Entry(
        "expire-early",
        "The run is to be kept longer than to the day given.",
        example: "--on 2027-01-01 of a run with --retain-until 2036-12-31",
        cure: "Wait; billow erase takes out single customers before that."
      ),
      Entry(
        "expire-undated",
        "Nothing says how long the run is to be kept, so it does not expire.",
        example: "a run without --retain-until",
        cure: "Render with --retain-until, or give template.yaml retain_days."
      ),
      Entry(
        "listen-address",
        "The receiver of events cannot listen at its address.",
        example: "a port that another program has",
        cure: "Choose another --port."
      ),
      Entry(
        "listen-file",
        "A file of events or outcomes cannot be written.",
        example: "-o no-such-folder/events.ndjson",
        cure: "Name a file in a folder that you may write."
      ),
      Entry(
        "listen-groups",
        "A run whose pages tell what is done with them has more segments and variants than an event carries.",
        example: "65 segments in rules.yaml, and --listen",
        cure: "Do without --listen, or join segments that nobody compares."
      ),
      Entry(
        "outcomes-events",
        "A file of events is a folder or a device.",
        example: "billow outcomes RUN events/",
        cure: "Name the file of events itself, or a pipe: what a folder holds is not counted."
      ),
      Entry(
        "outcomes-file",
        "The file of outcomes that rules.yaml names is not there, or is not what billow outcomes writes.",
        example: "outcomes: last-run.csv, and a line with a column too few",
        cure: "Write it with billow outcomes RUN EVENTS --columns FILE, into the template's folder."
      ),
      Entry(
        "outcomes-unfinished",
        "Outcomes are asked of a folder without a finished run.",
        example: "billow outcomes of a run that was stopped",
        cure: "Finish the run: what events are counted against stands in its manifest."
      ),
      Entry(
        "retain-no-date",
        "The template keeps documents for a number of days, and the run has no date to count from.",
        example: "retain_days: 3650 and no --as-of",
        cure: "Give the run --as-of, or --retain-until."
      ),
      Entry(
        "run-expired",
        "A record is to be erased from a run that has expired: all its documents and books are gone already.",
        example: "billow erase of a folder in which billow expire left manifest.json and _SUCCESS",
        cure: "Nothing is to be done; billow verify proves that only the manifest is left."
      ),
      Entry(
        "run-unfinished",
        "A record is to be erased from a run that has not ended, or the run is to expire.",
        example: "billow erase of a run that was stopped",
        cure:
          "Start the run again with the same command, so that it finishes, then repeat this; or delete the folder."
      ),
    ])
}
