import Glibc

/// Runs models, and makes of their predictions what targets and outputs say.
extension ScoreEvaluator {
  func run(_ index: Int32) {
    let model = program.models[Int(index)]
    for place in model.probabilities.indices {
      probabilities[place] = 0
      confidences[place] = 0
    }
    switch model.content {
    case .tree(let tree): runTree(tree, model, index)
    case .regression(let regression): runRegression(regression, model, index)
    case .scorecard(let card): runScorecard(card, index)
    case .mining(let mining): runMining(mining, model, index)
    }
    applyTargets(model, index)
    results[Int(index)].hasRun = true
  }

  /// Makes a class the prediction.
  func predict(_ category: Int, _ model: Model, _ index: Int32) {
    results[Int(index)].category = Int32(category)
    results[Int(index)].value = program.cells[Int(model.categories.start) + category]
  }

  /// Makes the likeliest class the prediction, the first of equals.
  func predictLikeliest(_ model: Model, _ index: Int32) {
    var best = 0
    let first = Int(model.probabilities.start)
    for place in 0..<Int(model.probabilities.count)
    where probabilities[first + place] > probabilities[first + best] {
      best = place
    }
    guard model.probabilities.count > 0 else { return }
    for place in model.probabilities.indices { confidences[place] = probabilities[place] }
    results[Int(index)].hasProbabilities = true
    predict(best, model, index)
  }

  // MARK: Targets

  private func applyTargets(_ model: Model, _ index: Int32) {
    let rule = model.targets
    let value = results[Int(index)].value
    if model.isClassification {
      guard value.isMissing, !rule.priors.isEmpty else { return }
      for (offset, prior) in program.doubles[rule.priors].enumerated() {
        probabilities[Int(model.probabilities.start) + offset] = prior
      }
      return predictLikeliest(model, index)
    }
    guard value.isNumeric else {
      if value.isMissing { results[Int(index)].value = rule.defaultValue }
      return
    }
    var number = min(max(value.number, rule.low), rule.high)
    number = number * rule.factor + rule.constant
    switch rule.cast {
    case .round: number = (number + 0.5).rounded(.down)
    case .ceiling: number = number.rounded(.up)
    case .floor: number = number.rounded(.down)
    case nil: break
    }
    results[Int(index)].value = Cell(number)
  }

  // MARK: Output

  func output(of output: ModelOutput) -> Cell {
    let result = results[Int(output.model)]
    let model = program.models[Int(output.model)]
    var cell = Cell.missing
    switch output.feature {
    case .predictedValue: cell = result.value
    case .probability(let category), .confidence(let category):
      let place = category ?? result.category
      if result.hasProbabilities, place >= 0 {
        let index = Int(model.probabilities.start + place)
        if case .confidence = output.feature {
          cell = Cell(confidences[index])
        } else {
          cell = Cell(probabilities[index])
        }
      }
    case .entity: if result.entity >= 0 { cell = Cell(symbol: result.entity) }
    case .reasonCode(let rank):
      if rank <= result.reasons.count {
        cell = Cell(symbol: reasons[Int(result.reasons.start + rank - 1)].code)
      }
    case .transformed(let expression): cell = evaluate(expression)
    }
    guard let type = output.type, !cell.isMissing else { return cell }
    return cast(cell, to: type)
  }

  // MARK: Scorecard

  private func runScorecard(_ card: Scorecard, _ index: Int32) {
    var score = card.initialScore
    let first = reasons.count
    for place in card.characteristics.indices {
      let characteristic = program.characteristics[place]
      // Without an attribute that fits there is no score (PMML 4.4, Scorecard).
      guard
        let chosen = characteristic.attributes.indices.first(where: {
          test(program.attributes[$0].predicate) == .yes
        })
      else { return reasons.removeSubrange(first...) }
      let attribute = program.attributes[chosen]
      var points = attribute.partialScore
      if attribute.expression >= 0 {
        let computed = evaluate(attribute.expression)
        guard computed.isNumeric else { return reasons.removeSubrange(first...) }
        points = computed.number
      }
      score += points
      guard card.usesReasons else { continue }
      let distance =
        card.ranksPointsBelow ? characteristic.baseline - points : points - characteristic.baseline
      // Characteristics that share a reason add up to one.
      if let known = reasons[first...].firstIndex(where: { $0.code == attribute.reason }) {
        reasons[known].points += distance
      } else {
        reasons.append(Reason(code: attribute.reason, points: distance))
      }
    }
    rankReasons(from: first)
    // What lies on the better side of its baseline is no reason; JPMML leaves it out, too.
    while reasons.count > first, let last = reasons.last, last.points < 0 { reasons.removeLast() }
    results[Int(index)].reasons = Part(first, reasons.count - first)
    results[Int(index)].value = Cell(score)
  }

  /// Most points first; equals stay in the order of the card.
  ///
  /// There are a dozen: insertion is stable and allocates nothing.
  private func rankReasons(from first: Int) {
    guard reasons.count > first + 1 else { return }
    for next in (first + 1)..<reasons.count {
      let reason = reasons[next]
      var place = next
      while place > first, reasons[place - 1].points < reason.points {
        reasons[place] = reasons[place - 1]
        place -= 1
      }
      reasons[place] = reason
    }
  }
}
