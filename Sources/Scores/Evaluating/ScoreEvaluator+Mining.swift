/// PMML 4.4, MiningModel.
extension ScoreEvaluator {
  func runMining(_ mining: Mining, _ model: Model, _ index: Int32) {
    switch mining.method {
    case .selectFirst, .modelChain: runInTurn(mining, model, index)
    default:
      if model.isClassification {
        classify(mining, model, index)
      } else {
        combine(mining, model, index)
      }
    }
  }

  private func runInTurn(_ mining: Mining, _ model: Model, _ index: Int32) {
    var last: Segment?
    for place in mining.segments.indices {
      let segment = program.segments[place]
      guard test(segment.predicate) == .yes else { continue }
      run(segment.model)
      let isMissing = results[Int(segment.model)].value.isMissing
      if isMissing, mining.missing == .skipSegment { continue }
      if isMissing, mining.missing == .returnMissing { return }
      last = segment
      if mining.method == .selectFirst { break }
    }
    if let last { adopt(last, model, index) }
  }

  /// Makes a segment's result the whole model's.
  private func adopt(_ segment: Segment, _ model: Model, _ index: Int32) {
    let own = results[Int(segment.model)]
    results[Int(index)].value = own.value
    results[Int(index)].entity = own.entity
    results[Int(index)].reasons = own.reasons
    guard model.isClassification, !segment.categories.isEmpty else { return }
    addProbabilities(of: segment, to: model, weight: 1)
    results[Int(index)].hasProbabilities = own.hasProbabilities
    if own.category >= 0 {
      predict(Int(program.links[Int(segment.categories.start + own.category)]), model, index)
    }
  }

  private func addProbabilities(of segment: Segment, to model: Model, weight: Double) {
    let own = program.models[Int(segment.model)]
    let first = Int(model.probabilities.start)
    for offset in 0..<Int(segment.categories.count) {
      let place = first + Int(program.links[Int(segment.categories.start) + offset])
      probabilities[place] += weight * probabilities[Int(own.probabilities.start) + offset]
      confidences[place] += weight * confidences[Int(own.probabilities.start) + offset]
    }
  }

  /// Whether a segment without a prediction ends the whole.
  private enum Verdict {
    case counts, skips, ends
  }

  private func verdict(_ segment: Segment, _ mining: Mining) -> Verdict {
    if !results[Int(segment.model)].value.isMissing { return .counts }
    return mining.missing == .returnMissing ? .ends : .skips
  }

  /// Whether more than the allowed part of the segments, by weight, predicted nothing.
  private func isTooMuch(_ missing: Double, of total: Double, _ mining: Mining) -> Bool {
    missing > 0 && (mining.missing == .continue || mining.missing == .skipSegment)
      && missing / total > mining.threshold
  }

  private func classify(_ mining: Mining, _ model: Model, _ index: Int32) {
    let isVote = mining.method == .majorityVote || mining.method == .weightedMajorityVote
    let isWeighted = mining.method == .weightedMajorityVote || mining.method == .weightedAverage
    let first = Int(model.probabilities.start)
    var total = 0.0
    var missing = 0.0
    var best = -1
    for place in mining.segments.indices {
      let segment = program.segments[place]
      guard test(segment.predicate) == .yes else { continue }
      run(segment.model)
      let weight = isWeighted ? segment.weight : 1
      switch verdict(segment, mining) {
      case .ends: return
      case .skips:
        missing += weight
        continue
      case .counts: break
      }
      let own = results[Int(segment.model)]
      guard own.category >= 0, isVote || own.hasProbabilities else { return }
      total += weight
      if isVote {
        let category = Int(program.links[Int(segment.categories.start + own.category)])
        probabilities[first + category] += weight
        // The class that was voted for first wins a tie.
        if best < 0 { best = category }
      } else {
        addProbabilities(of: segment, to: model, weight: weight)
      }
    }
    if total == 0 || isTooMuch(missing, of: total + missing, mining) { return }
    for place in model.probabilities.indices { probabilities[place] /= total }
    let likelihood = best >= 0 ? probabilities[first + best] : 0
    predictLikeliest(model, index)
    if best >= 0, probabilities[first + Int(results[Int(index)].category)] == likelihood {
      predict(best, model, index)
    }
  }

  private func combine(_ mining: Mining, _ model: Model, _ index: Int32) {
    var sum = 0.0
    var total = 0.0
    var count = 0
    var missing = 0.0
    var all: [Double] = []
    let isWeighted = mining.method == .weightedAverage || mining.method == .weightedSum
    for place in mining.segments.indices {
      let segment = program.segments[place]
      guard test(segment.predicate) == .yes else { continue }
      run(segment.model)
      let weight = isWeighted ? segment.weight : 1
      switch verdict(segment, mining) {
      case .ends: return
      case .skips:
        // Nothing can be added up with a value that is not there.
        if mining.missing == .continue { return }
        missing += weight
        continue
      case .counts: break
      }
      let value = results[Int(segment.model)].value
      guard value.isNumeric else { return }
      count += 1
      total += weight
      switch mining.method {
      case .median: all.append(value.number)
      default: sum += weight * value.number
      }
    }
    if count == 0 || isTooMuch(missing, of: total + missing, mining) { return }
    switch mining.method {
    case .average, .weightedAverage:
      if total == 0 { return }
      results[Int(index)].value = Cell(sum / total)
    case .median: results[Int(index)].value = Cell(Self.median(&all))
    default: results[Int(index)].value = Cell(sum)
    }
  }
}
