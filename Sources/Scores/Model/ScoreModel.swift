public import Diagnostics

/// A model of a PMML 4 file, compiled; immutable, shared by all workers.
public final class ScoreModel: Sendable {
  let program: ScoreProgram
  let root: Int32
  let outputIndices: [Int32]
  /// The fields the model asks for, in the order of `ScoreEvaluator.set`.
  public let inputs: [String]
  /// The classes it tells apart; empty for a regression or scorecard.
  public let categories: [ScoreValue]
  /// The names of its `Output` fields that are final results.
  public let outputs: [String]
  /// What kind of value each of `outputs` is.
  public let outputKinds: [ScoreKind]
  /// Every reason code of a scorecard, in the order of the file; empty without.
  public let reasonCodes: [String]
  /// Whether it predicts one of several classes.
  public let isClassification: Bool

  /// Reads a file.
  ///
  /// - Throws: every problem found: `score-xml`, `score-version`, `score-unsupported`, `score-value`, `score-field`.
  public init(reading file: SourceFile) throws(DiagnosticsError) {
    let (reader, root) = try PMMLReader.read(file)
    program = reader.program
    self.root = root
    let model = reader.program.models[Int(root)]
    inputs = reader.program.inputs.map(\.name)
    isClassification = model.isClassification
    let symbols = reader.program.symbols.texts
    categories = reader.program.cells[model.categories].map { cell in
      switch cell.kind {
      case .text: .text(symbols[Int(cell.symbol)])
      case .boolean: .boolean(cell.number != 0)
      default: .number(cell.number)
      }
    }
    outputIndices = Self.outputs(of: model, in: reader.program)
    let names = outputIndices.map { Int(reader.program.outputs[Int($0)].name) }
    outputs = names.map { String(decoding: symbols[$0], as: UTF8.self) }
    outputKinds = outputIndices.map {
      Self.kind(of: reader.program.outputs[Int($0)], in: reader.program)
    }
    reasonCodes = Self.reasonCodes(of: model, in: reader.program)
  }
}

extension ScoreModel {
  /// The final outputs of a model; of a chain, those of its links come first.
  private static func outputs(of model: Model, in program: ScoreProgram) -> [Int32] {
    var found: [Int32] = []
    if case .mining(let mining) = model.content, mining.method == .modelChain {
      for segment in program.segments[mining.segments] {
        found += outputs(of: program.models[Int(segment.model)], in: program)
      }
    }
    return found
      + model.outputs.indices.map { Int32($0) }
      .filter { program.outputs[Int($0)].isFinal }
  }
}

extension ScoreModel {
  private static func kind(of output: ModelOutput, in program: ScoreProgram) -> ScoreKind {
    switch output.feature {
    case .probability, .confidence: return .number
    case .reasonCode, .entity: return .text
    case .predictedValue, .transformed:
      let isPrediction: Bool
      if case .predictedValue = output.feature { isPrediction = true } else { isPrediction = false }
      guard let type = output.type else {
        return isPrediction ? kind(of: program.models[Int(output.model)]) : .any
      }
      return type == .string ? .text : type == .boolean ? .boolean : .number
    }
  }

  private static func kind(of model: Model) -> ScoreKind {
    guard model.isClassification else { return .number }
    let type = model.targets.type
    return type == .string ? .text : type == .boolean ? .boolean : .number
  }

  /// What kind of value it predicts.
  public var kind: ScoreKind { Self.kind(of: program.models[Int(root)]) }

  private static func reasonCodes(of model: Model, in program: ScoreProgram) -> [String] {
    var found: [String] = []
    switch model.content {
    case .scorecard(let card) where card.usesReasons:
      for characteristic in program.characteristics[card.characteristics] {
        for attribute in program.attributes[characteristic.attributes] {
          let code = String(
            decoding: program.symbols.texts[Int(attribute.reason)], as: UTF8.self)
          if !found.contains(code) { found.append(code) }
        }
      }
    case .mining(let mining) where mining.method == .modelChain || mining.method == .selectFirst:
      for segment in program.segments[mining.segments] {
        found += reasonCodes(of: program.models[Int(segment.model)], in: program)
          .filter { !found.contains($0) }
      }
    default: break
    }
    return found
  }
}

/// What kind of value a model gives.
public enum ScoreKind: Sendable {
  case number, text, boolean
  /// What is computed without a declared type.
  case any
}

/// A value that a model gives.
public enum ScoreValue: Sendable, Hashable {
  /// There is none: PMML's missing value.
  case missing
  case number(Double)
  case boolean(Bool)
  /// UTF-8.
  case text([UInt8])
}

/// The model says that this record must not be scored.
public struct ScoreFailure: Error, Sendable, Hashable {
  /// The input whose value is invalid or missing; nil where a computation has no result.
  public let input: String?
}
