/// One model of a file: the outermost, or a segment's.
struct Model: BitwiseCopyable, Sendable {
  enum Content: Sendable {
    case tree(Tree)
    case regression(Regression)
    case scorecard(Scorecard)
    case mining(Mining)
  }

  var content: Content
  var isClassification: Bool
  /// The classes it tells apart, in `cells`.
  var categories = Part()
  /// Where its probabilities stand for the current record.
  var probabilities = Part()
  var targets = TargetRule()
  var outputs = Part()
}

/// A decision tree (PMML 4.4, TreeModel); node `root` and below.
struct Tree: BitwiseCopyable, Sendable {
  /// `weightedConfidence` and `aggregateNodes` are left out: no other evaluator has them to compare with.
  enum MissingStrategy: String, Sendable, CaseIterable {
    case none, lastPrediction, nullPrediction, defaultChild
  }

  var root: Int32
  var missing: MissingStrategy
  var penalty: Double
  var returnsLastPrediction: Bool
}

/// A node of a tree; its children stand beside each other.
struct TreeNode: BitwiseCopyable, Sendable {
  var predicate: Int32 = -1
  var children = Part()
  var score = Cell.missing
  var identifier: Int32 = -1
  /// The default child's index; -1 for none.
  var defaultChild: Int32 = -1
  /// Confidences, then probabilities of the model's classes in `doubles`; -1 without a distribution.
  var distribution: Int32 = -1
}

/// PMML 4.4, Regression.
struct Regression: BitwiseCopyable, Sendable {
  enum Normalization: String, Sendable, CaseIterable {
    case none, simplemax, softmax, logit, probit, cloglog, exp, loglog, cauchit
  }

  var tables: Part
  var normalization: Normalization
  var isOrdinal: Bool
}

struct RegressionTable: BitwiseCopyable, Sendable {
  var intercept: Double
  /// Which of the model's classes it is about.
  var category: Int32
  var terms: Part
}

struct RegressionTerm: BitwiseCopyable, Sendable {
  enum Kind: Sendable {
    case numeric
    /// 1 when the field has the literal's value.
    case categorical
    /// The product of the fields in `links`.
    case product
  }

  var kind: Kind
  var coefficient: Double
  var slot: Int32 = -1
  var exponent = 1.0
  var literal = Cell.missing
  var factors = Part()
}

/// PMML 4.4, Scorecard.
struct Scorecard: BitwiseCopyable, Sendable {
  var characteristics: Part
  var initialScore: Double
  var usesReasons: Bool
  /// `pointsBelow`: points are lost below the baseline; else gained above it.
  var ranksPointsBelow: Bool
}

struct Characteristic: BitwiseCopyable, Sendable {
  var attributes: Part
  var baseline: Double
}

struct CardAttribute: BitwiseCopyable, Sendable {
  var predicate: Int32
  var partialScore: Double
  /// A computed partial score; -1 for none.
  var expression: Int32 = -1
  var reason: Int32
}

/// PMML 4.4, MiningModel.
struct Mining: BitwiseCopyable, Sendable {
  enum Method: String, Sendable, CaseIterable {
    case majorityVote, weightedMajorityVote, average, weightedAverage, median, sum, weightedSum
    case selectFirst, modelChain
  }

  enum MissingPrediction: String, Sendable, CaseIterable {
    case `continue`, skipSegment, returnMissing
  }

  var segments: Part
  var method: Method
  var missing: MissingPrediction
  var threshold: Double
}

struct Segment: BitwiseCopyable, Sendable {
  var predicate: Int32
  var model: Int32
  var weight: Double
  /// For each class of the segment's model, which class of the whole it is: a part of `links`.
  var categories = Part()
}

/// What becomes of a prediction (PMML 4.4, Targets).
struct TargetRule: BitwiseCopyable, Sendable {
  enum Cast: String, Sendable, CaseIterable {
    case round, ceiling, floor
  }

  var type = DataType.double
  var low = -Double.infinity
  var high = Double.infinity
  var factor = 1.0
  var constant = 0.0
  var cast: Cast?
  var defaultValue = Cell.missing
  /// A class for each of the model's, and how likely it is without a prediction; a part of `doubles`.
  var priors = Part()
}

/// PMML 4.4, Output.
struct ModelOutput: BitwiseCopyable, Sendable {
  enum Feature: Sendable {
    case predictedValue
    /// Of the class of this index; nil for the predicted one.
    case probability(category: Int32?)
    case confidence(category: Int32?)
    case entity
    case reasonCode(rank: Int32)
    case transformed(expression: Int32)
  }

  var model: Int32
  var feature: Feature
  var type: DataType?
  var name: Int32
  var isFinal: Bool
}
