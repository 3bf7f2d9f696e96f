/// An account number with check digits that are right (ISO 13616, ISO 7064 mod 97-10), of nobody.
struct SampleIBAN: BitwiseCopyable {
  private let country: SampleCountry
  private let head: Int
  private let tail: Int

  init(_ country: SampleCountry, _ random: inout SampleRandom) {
    self.country = country
    head = random.below(10_000_000_000)
    tail = random.below(1_000_000_000_000)
  }

  func write(to out: inout SampleBuffer) {
    switch country {
    case .italy:
      let letter = Self.italianCheck(head, tail)
      var sum = Self.fold(0, Int(letter) - 55, width: 2)
      sum = Self.fold(Self.fold(sum, head, width: 10), tail, width: 12)
      start("IT", sum, 18, 29, &out)
      out.byte(letter)
      out.number(head, width: 10)
      out.number(tail, width: 12)
    case .germany:
      let bank = head % 100_000_000
      let account = tail % 10_000_000_000
      let sum = Self.fold(Self.fold(0, bank, width: 8), account, width: 10)
      start("DE", sum, 13, 14, &out)
      out.number(bank, width: 8)
      out.number(account, width: 10)
    case .ireland: six("IE", 18, 14, "AIBK", [10, 18, 11, 20], &out)
    case .britain: six("GB", 16, 11, "NWBK", [23, 32, 11, 20], &out)
    }
  }

  /// Bank letters, six digits of branch, eight of account.
  private func six(
    _ name: StaticString, _ first: Int, _ second: Int, _ bank: StaticString, _ letters: [Int],
    _ out: inout SampleBuffer
  ) {
    let branch = head % 1_000_000
    let account = tail % 100_000_000
    var sum = 0
    for letter in letters { sum = Self.fold(sum, letter, width: 2) }
    sum = Self.fold(Self.fold(sum, branch, width: 6), account, width: 8)
    start(name, sum, first, second, &out)
    out.text(bank)
    out.number(branch, width: 6)
    out.number(account, width: 8)
  }

  private func start(
    _ name: StaticString, _ sum: Int, _ first: Int, _ second: Int, _ out: inout SampleBuffer
  ) {
    // The country's letters count as 10 to 35 and stand at the end, before the check digits' zeros.
    let all = Self.fold(Self.fold(Self.fold(sum, first, width: 2), second, width: 2), 0, width: 2)
    out.text(name)
    out.number(98 - all, width: 2)
  }

  private static func fold(_ sum: Int, _ value: Int, width: Int) -> Int {
    var power = 1
    for _ in 0..<width { power = power * 10 % 97 }
    return (sum * power + value) % 97
  }

  /// The letter Italy puts before bank and account: a sum with weights for digits in odd places.
  private static func italianCheck(_ head: Int, _ tail: Int) -> UInt8 {
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    var sum = 0
    var rest = tail
    for place in stride(from: 22, through: 1, by: -1) {
      if place == 10 { rest = head }
      sum += place % 2 == 1 ? odd[rest % 10] : rest % 10
      rest /= 10
    }
    return UInt8(65 + sum % 26)
  }
}
