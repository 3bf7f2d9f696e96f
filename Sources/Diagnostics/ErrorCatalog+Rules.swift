extension ErrorCatalog {
  /// What is said of `rules.yaml`.
  static let rules = Area(
    title: "Rules",
    entries: [
      Entry(
        "ladder-clauses",
        "A clause that a step of the ladder must carry has no words in a language, or no page shows "
          + "the clauses.",
        example: "clauses: [interest], and no clauses.interest in locales/it.json",
        cure: "Add the text, and print ladder.clauses in the page."
      ),
      Entry(
        "ladder-field",
        "A field that ladder.yaml names is not of the kind it must be: a date, or an amount.",
        example: "done: account.note",
        cure: "Name a date of the schema, or let the schema say that the field is one."
      ),
      Entry(
        "ladder-value",
        "Something in ladder.yaml or a calendar is not what belongs there: a step, a number of days, "
          + "a holiday.",
        example: "after: soon",
        cure: "Write what the message asks for; Docs/credit-ladder.md has examples."
      ),
      Entry(
        "rules-name-taken",
        "The schema has a field with the name of a variable that rules.yaml makes.",
        example: "a field 'segments' at the top of schema.json",
        cure: "Rename the field, or do without that section of rules.yaml."
      ),
      Entry(
        "rules-value",
        "Something in rules.yaml is not what belongs there: a name, an expression, a hit policy, a "
          + "share.",
        example: "hit: any",
        cure: "Write what the message asks for; Docs/rules.md has examples."
      ),
      Entry(
        "table-gap",
        "A decision table has no row for some records, and no `otherwise`.",
        example: "rows for bill.reminder_level < 1 and bill.reminder_level > 1",
        cure: "Add a row for what the message names, or `otherwise`."
      ),
      Entry(
        "table-overlap",
        "Two rows of a decision table hold for the same record and answer differently.",
        example: "when: bill.total < 10 beside when: bill.total < 20",
        cure:
          "Narrow one of the conditions, or write hit: first where the order is meant to decide."
      ),
      Entry(
        "table-row-idle",
        "A row of a decision table is never taken, because rows before it always answer.",
        example: "when: bill.total < 10 after when: bill.total < 20",
        cure: "Delete the row, or move it up."
      ),
      Entry(
        "table-too-wide",
        "A decision table compares so many fields with so many values that gaps and overlaps are not "
          + "looked for (a warning).",
        example: "ten fields, each compared with ten values",
        cure: "Divide the table into two, one of which asks for the other's answer."
      ),
      Entry(
        "tasks-format",
        "The file of --previous-tasks holds a line that no run wrote, is no file, or changed while the run went on.",
        example: "--previous-tasks tasks.csv",
        cure: "Give the tasks.ndjson of an earlier run, unchanged."
      ),
      Entry(
        "tasks-later",
        "The file of --previous-tasks is of a run of a later day than this one.",
        example: "--as-of 2026-03-20 --previous-tasks april/tasks.ndjson",
        cure: "Give the tasks of the run before, or correct --as-of."
      ),
      Entry(
        "tasks-no-ladder",
        "--previous-tasks is given, and the template has no ladder.",
        example: "billow render templates/welcome ... --previous-tasks old/tasks.ndjson",
        cure: "Leave it out, or add ladder.yaml to the template."
      ),
      Entry(
        "variant-shares",
        "The shares of a variant do not come to 100 %.",
        example: "split: { a: 50, b: 40 }",
        cure: "Give the last option what is left of 100."
      ),
      Entry(
        "variant-unit",
        "What a variant is split by is missing for some records.",
        example: "by: customer.account_number, where the schema does not require it",
        cure: "Split by a field that the schema requires, or by the record's key."
      ),
    ])
}
