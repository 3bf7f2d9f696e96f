import Diagnostics
import Scores
import Testing

@Suite("Score models")
struct ScoreModelTests {
  /// The problems of a file, as printed without their snippets.
  private static func problems(_ file: SourceFile) -> [String] {
    do throws(DiagnosticsError) {
      _ = try ScoreModel(reading: file)
      return []
    } catch {
      return error.log.diagnostics.map { diagnostic in
        let line = diagnostic.place.map { $0.file.location(of: $0.span.start).line } ?? 0
        return "\(line): \(diagnostic.code): \(diagnostic.message)"
      }
    }
  }

  @Test("what is not evaluated is told with its element and line, all of it in one pass")
  func unsupported() {
    let file = ScoreFixtures.file(
      """
      <RegressionModel functionName="regression" normalisation="none">
      <MiningSchema><MiningField name="x" outliers="asClown"/></MiningSchema>
      <LocalTransformations><DerivedField name="d" optype="continuous" dataType="dateTime">
      <TextIndex textField="w"/>
      </DerivedField></LocalTransformations>
      <RegressionTable intercept="much">
      <NumericPredictor name="y" coefficient="1"/>
      <Spline/>
      </RegressionTable>
      </RegressionModel>
      """)
    #expect(
      Self.problems(file) == [
        "7: score-unsupported: the attribute normalisation of RegressionModel is not evaluated here",
        #"8: score-unsupported: outliers="asClown" is not evaluated here"#,
        #"9: score-unsupported: dataType="dateTime" is not evaluated here"#,
        "10: score-unsupported: the element TextIndex is not evaluated here",
        "13: score-field: no field 'y' is known here",
        "14: score-unsupported: the element Spline is not evaluated here",
        "12: score-value: intercept is not a number: 'much'",
      ])
  }

  @Test(
    "other models, versions and texts are refused",
    arguments: [
      (#"<NeuralNetwork functionName="regression"/>"#, "score-unsupported"),
      (#"<TreeModel functionName="clustering"><MiningSchema/></TreeModel>"#, "score-unsupported"),
      (
        #"<TreeModel functionName="classification" missingValueStrategy="weightedConfidence"><MiningSchema/><Node score="a"><True/></Node></TreeModel>"#,
        "score-unsupported"
      ),
      (#"<TreeModel functionName="regression"><MiningSchema/></TreeModel>"#, "score-value"),
      (#"<TreeModel functionName="regression"><Node/></TreeModel>"#, "score-value"),
      ("<TreeModel>", "score-xml"), ("", "score-value"),
    ])
  func refused(_ model: String, _ code: String) {
    let problems = Self.problems(ScoreFixtures.file(model))
    #expect(problems.contains { $0.contains(" \(code): ") }, "\(problems)")
  }

  @Test("only PMML 4 is read, and no document type")
  func version() {
    func problems(_ text: String) -> [String] { Self.problems(SourceFile(path: "m", text: text)) }
    #expect(
      problems(#"<PMML version="3.2" xmlns="http://www.dmg.org/PMML-3_2"/>"#)
        == ["1: score-version: only PMML 4 is evaluated, and this is '3.2'"])
    #expect(problems("<html/>") == ["1: score-version: this is not a PMML file"])
    #expect(
      problems("<!DOCTYPE PMML><PMML/>")
        == ["1: score-xml: a document type declaration is never read"])
  }

  @Test("a function that calls itself, and a field that refers to itself, end")
  func recursion() throws {
    let call = ScoreFixtures.file(
      #"<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="f"><FieldRef field="x"/></Apply></DerivedField></LocalTransformations><RegressionTable intercept="0"/></RegressionModel>"#,
      head:
        #"<TransformationDictionary><DefineFunction name="f" optype="continuous"><ParameterField name="p"/><Apply function="f"><FieldRef field="p"/></Apply></DefineFunction></TransformationDictionary>"#
    )
    #expect(Self.problems(call).contains { $0.contains("the function 'f' calls itself") })
    let own = ScoreFixtures.regression(of: #"<FieldRef field="d"/>"#)
    #expect(Self.problems(own).contains { $0.contains("no field 'd' is known here") })
  }

  @Test("a tree as deep as the limit is read; one deeper is refused")
  func depth() {
    func tree(_ depth: Int) -> SourceFile {
      let open = #"<Node score="1"><SimplePredicate field="x" operator="greaterThan" value="0"/>"#
      return ScoreFixtures.file(
        #"<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>"#
          + String(repeating: open, count: depth) + String(repeating: "</Node>", count: depth)
          + "</TreeModel>")
    }
    // PMML, TreeModel and the predicate are around and in it.
    #expect(Self.problems(tree(247)) == [])
    #expect(Self.problems(tree(248)).first?.contains("score-xml") == true)
  }

  @Test(
    "expressions",
    arguments: [
      (#"<Apply function="+"><FieldRef field="x"/><Constant>1</Constant></Apply>"#, 2.0, 3.0),
      (#"<Apply function="modulo"><FieldRef field="x"/><Constant>3</Constant></Apply>"#, -1, 2),
      (#"<Apply function="round"><FieldRef field="x"/></Apply>"#, -1.5, -1),
      (#"<Apply function="rint"><FieldRef field="x"/></Apply>"#, 2.5, 2),
      (#"<Apply function="threshold"><FieldRef field="x"/><Constant>2</Constant></Apply>"#, 2, 0),
      (
        #"<Apply function="median"><FieldRef field="x"/><Constant>1</Constant><Constant>9</Constant></Apply>"#,
        4, 4
      ),
      (#"<Apply function="stringLength"><Constant dataType="string">già</Constant></Apply>"#, 0, 3),
      (#"<Apply function="stdNormalCDF"><FieldRef field="x"/></Apply>"#, 0, 0.5),
      (
        #"<Apply function="if"><Apply function="isIn"><FieldRef field="x"/><Constant>1</Constant><Constant>2</Constant></Apply><Constant>7</Constant><Constant>8</Constant></Apply>"#,
        2, 7
      ),
      (
        #"<Apply function="if"><Apply function="or"><Apply function="lessThan"><FieldRef field="x"/><Constant>0</Constant></Apply><Apply function="not"><Constant dataType="boolean">true</Constant></Apply></Apply><Constant>7</Constant><Constant>8</Constant></Apply>"#,
        2, 8
      ),
    ])
  func expressions(_ expression: String, _ x: Double, _ expected: Double) throws {
    let value = try ScoreFixtures.value(ScoreFixtures.regression(of: expression), x: x)
    #expect(value == .number(expected))
  }

  @Test("a result that is no number refuses the record, or is missing where the model says so")
  func invalidResults() throws {
    func root(_ treatment: String) -> SourceFile {
      ScoreFixtures.regression(
        of: #"<Apply function="sqrt"\#(treatment) defaultValue="4"><FieldRef field="x"/></Apply>"#)
    }
    #expect(try ScoreFixtures.value(root(""), x: 9) == .number(3))
    #expect(try ScoreFixtures.value(root(""), x: -9) == nil)
    #expect(
      try ScoreFixtures.value(root(#" invalidValueTreatment="asMissing""#), x: -9) == .number(4))
    #expect(try ScoreFixtures.value(root("")) == .number(4))
  }

  @Test("a text where a number belongs is invalid, a number written as text is one")
  func inputTypes() throws {
    let file = ScoreFixtures.regression(of: #"<FieldRef field="x"/>"#)
    let evaluator = ScoreEvaluator(try ScoreModel(reading: file))
    #expect(ScoreFixtures.score(evaluator, ["x": .text("2.5")])?[""] == .number(2.5))
    #expect(ScoreFixtures.score(evaluator, ["x": .text("much")]) == nil)
    #expect(ScoreFixtures.score(evaluator, [:])?[""] == .missing)
    evaluator.reset()
    do throws(ScoreFailure) {
      Array("much".utf8).withUnsafeBytes { evaluator.set(0, to: $0) }
      try evaluator.evaluate()
      Issue.record("evaluated")
    } catch {
      #expect(error.input == "x")
    }
  }

  @Test("a record leaves nothing behind for the next")
  func independence() throws {
    let evaluator = ScoreEvaluator(try ScoreFixtures.model("by-hand-scorecard"))
    let rows = try ScoreFixtures.rows("customers-torn").prefix(40)
    let alone = try rows.map { row in
      ScoreFixtures.score(ScoreEvaluator(try ScoreFixtures.model("by-hand-scorecard")), row)
    }
    #expect(rows.map { ScoreFixtures.score(evaluator, $0) } == alone)
  }

  @Test("reason codes come most points first, and equal ones in the card's order")
  func reasons() throws {
    let model = try ScoreFixtures.model("by-hand-scorecard")
    #expect(
      model.reasonCodes == ["LATE", "VERY_LATE", "AMOUNT", "NEW", "REMINDED", "CHANNEL"])
    let evaluator = ScoreEvaluator(model)
    let row: [String: ScoreFixtures.Input] = [
      "days_overdue": .number(31), "amount_due": .number(160), "months_customer": .number(10),
      "reminders": .number(0), "channel": .text("post"),
    ]
    #expect(ScoreFixtures.score(evaluator, row)?["score"] == .number(411))
    let found = (0..<evaluator.reasonCount).map { evaluator.reason($0) }
    #expect(
      found.map { "\(String(decoding: $0.code, as: UTF8.self)) \($0.points)" }
        == ["VERY_LATE 70.0", "NEW 20.0", "CHANNEL 9.0", "AMOUNT 0.0", "REMINDED 0.0"])
  }
}
