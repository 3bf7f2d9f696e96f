extension UnitCheck.Result {
  /// Adds another piece's result.
  mutating func add(_ other: UnitCheck.Result) {
    findings += other.findings
    altered += other.altered
    paths += other.paths
    named += other.named
    documents += other.documents
    files += other.files
    contentSize += other.contentSize
    erased += other.erased
    doubtful += other.doubtful
    for (pack, records) in other.packs {
      note(records.lowerBound, in: pack)
      note(records.upperBound, in: pack)
    }
  }

  /// Notes that a record has an entry in a pack.
  mutating func note(_ ordinal: Int, in pack: Int32) {
    let known = packs[pack] ?? ordinal...ordinal
    packs[pack] = min(known.lowerBound, ordinal)...max(known.upperBound, ordinal)
  }
}
