extension ErrorCatalog {
  /// What is said of models that score records.
  static let scores = Area(
    title: "Scores",
    entries: [
      Entry(
        "score-field",
        "A model refers to a field that neither its mining schema nor a transformation has.",
        example: #"<SimplePredicate field="day_overdue" operator="equal" value="0"/>"#,
        cure: "Correct the field's name in the PMML file, or export the model again."
      ),
      Entry(
        "score-file",
        "A score names a file that the template does not have.",
        example: "model: scores/rsk.pmml",
        cure: "Correct the name, or add the file."
      ),
      Entry(
        "score-input",
        "A field that a model asks for is given nothing, or a field it does not ask for is given something.",
        example: "inputs: { days: bill.days_overdue } for a model whose field is days_overdue",
        cure:
          "Name each of the model's fields once under inputs, with the record's field it is read from."
      ),
      Entry(
        "score-invalid",
        "A model says that a record of this kind must not be scored: a value is not among its valid ones.",
        example:
          #"a channel "pigeon" for a field of app, mail and post with invalidValueTreatment="returnInvalid""#,
        cure:
          "Correct the record, or have the model treat such values (invalidValueTreatment asMissing or asIs)."
      ),
      Entry(
        "score-name",
        "A score's name or category is not one it can have.",
        example: "category: maybe, for a model that tells yes from no",
        cure: "Use a name of letters, digits and '_', and a category of the model."
      ),
      Entry(
        "score-unsupported",
        "A model uses a part of PMML that is not evaluated. Nothing is skipped: the score would be another one.",
        example: "<NeuralNetwork functionName=\"regression\">",
        cure: "Export the model as one of those in Docs/scores.md."
      ),
      Entry(
        "score-value",
        "An element of a model lacks a part, or has a value it cannot have.",
        example: #"<NumericPredictor name="days" coefficient="much"/>"#,
        cure: "Correct the PMML file, or export the model again."
      ),
      Entry(
        "score-version",
        "The file is not PMML 4.",
        example: #"<PMML version="3.2" xmlns="http://www.dmg.org/PMML-3_2">"#,
        cure: "Export the model as PMML 4.0 to 4.4."
      ),
      Entry(
        "score-xml",
        "A model's file cannot be read as XML.",
        example: "<PMML><Header></PMML>",
        cure: "Correct the text at the line named; a document type declaration is never read."
      ),
    ])
}
