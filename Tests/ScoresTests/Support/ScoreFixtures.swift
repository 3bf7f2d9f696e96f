import Diagnostics
import Foundation
import Scores

/// The models and expected scores of `fixtures/scores`, and small files made of parts.
enum ScoreFixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/scores")

  /// Every model's name, sorted.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".pmml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// A value of a record, as a test hands it over.
  enum Input: Sendable {
    case number(Double)
    case text(String)
  }

  /// The customers of a file; a missing value has no entry.
  static func rows(_ name: String) throws -> [[String: Input]] {
    let text = String(
      decoding: try Data(contentsOf: folder.appending(path: "\(name).ndjson")), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return object.compactMapValues { value in
        if let text = value as? String { return .text(text) }
        return (value as? NSNumber).flatMap { value is NSNull ? nil : .number($0.doubleValue) }
      }
    }
  }

  static func model(_ name: String) throws -> ScoreModel {
    let path = folder.appending(path: "\(name).pmml")
    return try ScoreModel(
      reading: SourceFile(path: "\(name).pmml", bytes: [UInt8](try Data(contentsOf: path))))
  }

  /// What a model says of a row: its value and outputs by name; nil where the record is refused.
  static func score(_ evaluator: ScoreEvaluator, _ row: [String: Input]) -> [String: ScoreValue]? {
    evaluator.reset()
    for (index, name) in evaluator.model.inputs.enumerated() {
      switch row[name] {
      case .number(let number): evaluator.set(index, to: number)
      case .text(let text): Array(text.utf8).withUnsafeBytes { evaluator.set(index, to: $0) }
      case nil: continue
      }
    }
    do { try evaluator.evaluate() } catch { return nil }
    var result = ["": evaluator.value]
    for (index, name) in evaluator.model.outputs.enumerated() {
      result[name] = evaluator.output(index)
    }
    return result
  }

  // MARK: Small files

  /// A file of one model over the number `x` and the word `w`.
  static func file(_ model: String, dictionary: String = "", head: String = "") -> SourceFile {
    SourceFile(
      path: "m.pmml",
      text: """
        <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
        <Header/>
        <DataDictionary>
        <DataField name="x" optype="continuous" dataType="double"/>
        <DataField name="w" optype="categorical" dataType="string"/>\(dictionary)
        </DataDictionary>\(head)
        \(model)
        </PMML>
        """)
  }

  /// A regression whose only term is a derived field `d`.
  static func regression(of expression: String, schema: String = "") -> SourceFile {
    let fields = schema.isEmpty ? #"<MiningField name="x"/><MiningField name="w"/>"# : schema
    return file(
      """
      <RegressionModel functionName="regression"><MiningSchema>\(fields)</MiningSchema>
      <LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">
      \(expression)
      </DerivedField></LocalTransformations>
      <RegressionTable intercept="0"><NumericPredictor name="d" coefficient="1"/></RegressionTable>
      </RegressionModel>
      """)
  }

  /// The value of a regression for an `x` and a `w`; nil where the record is refused.
  static func value(_ file: SourceFile, x: Double? = nil, w: String? = nil) throws -> ScoreValue? {
    let evaluator = ScoreEvaluator(try ScoreModel(reading: file))
    var row: [String: Input] = [:]
    if let x { row["x"] = .number(x) }
    if let w { row["w"] = .text(w) }
    return score(evaluator, row)?[""]
  }
}
