import Glibc

/// PMML 4.4, Regression.
extension ScoreEvaluator {
  func runRegression(_ regression: Regression, _ model: Model, _ index: Int32) {
    if !model.isClassification {
      guard let raw = linear(program.tables[Int(regression.tables.start)]) else { return }
      let value =
        regression.normalization == .softmax
        ? 1 / (1 + Glibc.exp(-raw)) : Self.inverse(regression.normalization, raw)
      results[Int(index)].value = Cell(value)
      return
    }
    let first = Int(model.probabilities.start)
    for place in regression.tables.indices {
      let table = program.tables[place]
      guard let raw = linear(table) else { return }
      probabilities[first + Int(table.category)] = raw
    }
    normalize(regression, first)
    predictLikeliest(model, index)
  }

  /// A table's sum; nil where a number it needs is missing.
  private func linear(_ table: RegressionTable) -> Double? {
    var sum = table.intercept
    for place in table.terms.indices {
      let term = program.terms[place]
      switch term.kind {
      case .numeric:
        let cell = value(term.slot)
        guard cell.isNumeric else { return nil }
        sum +=
          term.coefficient
          * (term.exponent == 1 ? cell.number : Glibc.pow(cell.number, term.exponent))
      case .categorical:
        if value(term.slot).equals(term.literal) { sum += term.coefficient }
      case .product:
        var product = term.coefficient
        for slot in program.links[term.factors] {
          let cell = value(slot)
          guard cell.isNumeric else { return nil }
          product *= cell.number
        }
        sum += product
      }
    }
    return sum
  }

  /// Makes probabilities of the tables' sums, in the tables' order.
  private func normalize(_ regression: Regression, _ first: Int) {
    let places = regression.tables.indices.map { first + Int(program.tables[$0].category) }
    switch regression.normalization {
    case .softmax:
      // The largest taken off first: the same quotients, and no overflow.
      let most = places.map { probabilities[$0] }.max() ?? 0
      for place in places { probabilities[place] = Glibc.exp(probabilities[place] - most) }
      divideBySum(places)
    case .simplemax: divideBySum(places)
    case let method where regression.isOrdinal:
      var before = 0.0
      for place in places.dropLast() {
        let cumulative = Self.inverse(method, probabilities[place])
        probabilities[place] = cumulative - before
        before = cumulative
      }
      if let last = places.last { probabilities[last] = 1 - before }
    case let method:
      for place in places.dropLast() {
        probabilities[place] = Self.inverse(method, probabilities[place])
      }
      guard let last = places.last else { return }
      if places.count == 2 || method == .none {
        probabilities[last] = 1 - places.dropLast().reduce(0) { $0 + probabilities[$1] }
      } else {
        probabilities[last] = Self.inverse(method, probabilities[last])
      }
    }
  }

  private func divideBySum(_ places: [Int]) {
    let sum = places.reduce(0) { $0 + probabilities[$1] }
    for place in places { probabilities[place] /= sum }
  }

  private static func inverse(_ method: Regression.Normalization, _ y: Double) -> Double {
    switch method {
    case .none, .simplemax, .softmax: y
    case .logit: 1 / (1 + Glibc.exp(-y))
    case .probit: normalCDF(y)
    case .cloglog: 1 - Glibc.exp(-Glibc.exp(y))
    case .loglog: Glibc.exp(-Glibc.exp(-y))
    case .exp: Glibc.exp(y)
    case .cauchit: 0.5 + Glibc.atan(y) / Double.pi
    }
  }
}
