internal import Sinks

/// Holds the manifest against what was counted, summed and hashed anew.
extension Verification {
  func checkManifest(_ audit: BookAudit) throws(SinkError) {
    guard let manifest else { return }
    var findings: [Finding] = []
    func compare(_ what: String, _ said: String, _ found: String) {
      if said != found {
        findings.append(
          Finding(.unbalanced, "manifest.json", "\(what): it says \(said), and \(found) is found"))
      }
    }
    compare(
      "read = rendered + rejected + suppressed", String(manifest.read),
      String(manifest.counts.read))
    compare("records", Self.words(manifest.counts), Self.words(audit.counts))
    if !lines.isEmpty || manifest.units == 0 {
      compare("units", String(manifest.units), String(lines.count))
      compare("the journal's last hash", manifest.chain.hex, chain.hex)
      compare("the hash of all keys", manifest.keys.value.hex, keys.value.hex)
      let journal = ManifestSections.journal(lines, withoutGaps: manifest.hasErased)
      compare("control totals", Self.words(manifest.totals), Self.words(journal.totals))
      for section in journal.sections where manifest.section(section.name) != section.json {
        findings.append(
          Finding(
            .unbalanced, "manifest.json",
            "\(section.name): it is not what the journal's units come to"))
      }
    }
    for difference in identity?.differences(from: manifest.identity) ?? [] {
      findings.append(Finding(.unbalanced, "manifest.json", "\(difference) in the journal"))
    }
    for book in manifest.books {
      var known = audit.books[book.name]
      if book.name == OutputFolder.tasksName {
        known = try folder.digest(of: book.name)
        if known == nil { findings.append(Finding(.missing, book.name, "the book is not there")) }
      }
      guard let found = known else { continue }
      if found.length < book.length {
        findings.append(
          Finding(.altered, book.name, "it has \(found.length) of \(book.length) bytes"))
      } else if found.length > book.length {
        findings.append(
          Finding(
            .altered, book.name, "it has \(found.length) bytes, the manifest says \(book.length)"))
      } else if found.digest != book.digest {
        findings.append(
          Finding(.altered, book.name, "its bytes have not the hash that the manifest gives"))
      }
    }
    report.add(findings)
    checkPacks(manifest)
  }

  private func checkPacks(_ manifest: ManifestRecord) {
    let there = Dictionary(
      (shelf?.packs ?? []).map { ($0.home, $0.length) }, uniquingKeysWith: { first, _ in first })
    for pack in manifest.packs {
      guard let length = there[pack.name] else {
        report.add([Finding(.missing, pack.name, "the pack is not there")])
        continue
      }
      if length != pack.length {
        report.add([
          Finding(
            .altered, pack.name, "it has \(length) bytes, the manifest says \(pack.length)")
        ])
      }
    }
    let named = Set(manifest.packs.map(\.name))
    for pack in shelf?.packs ?? [] where !named.contains(pack.name) {
      report.add([Finding(.extra, pack.name, "the manifest does not name the pack")])
    }
  }

  private var keys: KeySum {
    lines.reduce(into: KeySum()) { $0.add($1.keys) }
  }

  private static func words(_ totals: [ControlTotal]) -> String {
    if totals.isEmpty { return "none" }
    return totals.map { total in
      "\(total.name)\(total.group.isEmpty ? "" : " \(total.group)") \(total.outcome.rawValue) "
        + total.amount
    }.joined(separator: ", ")
  }
}
