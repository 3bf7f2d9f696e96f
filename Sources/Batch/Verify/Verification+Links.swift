internal import Links
internal import Sinks

/// The list of links of a run that has them.
extension Verification {
  /// Holds `links.ndjson` against the documents: a line for each, in their order, with the address its path gives.
  func checkLinks() throws(SinkError) {
    guard let base = identity?.option(RunIdentity.linkBaseOption) else { return }
    let name = RunFolder.linksName
    let plan = LinkPlan(identity, key: linkKey)
    let isLocked = identity?.option(LinkPlan.lockOption) != nil
    guard let links = try BookReader(name, of: folder) else {
      return report.add([Finding(.missing, name, "the list of links is not there")])
    }
    guard let documents = try BookReader(BookReader.names[0], of: folder) else { return }
    while let line = try documents.next() {
      let tombstone = Tombstone(line: line.bytes)
      let entry = DocumentEntry(line: line.bytes)
      // What is wrong with the book itself is told already.
      guard let ordinal = tombstone?.ordinal ?? entry?.ordinal else { continue }
      guard let link = try links.next() else {
        report.add([Finding(.altered, name, "it ends before record \(ordinal)")])
        return
      }
      guard let entry else {
        if !Tombstone.isBlanked(link.bytes, ordinal: ordinal) {
          report.add([
            Finding(.altered, name, ordinal: ordinal, "line \(link.number) is of an erased record")
          ])
        }
        continue
      }
      let address = base + entry.path.dropFirst(DocumentPath.root.utf8.count + 1) + "/"
      if !isLine(link.bytes, of: entry, address, plan, isLocked: isLocked) {
        report.add([
          Finding(
            .altered, name, ordinal: entry.ordinal,
            "line \(link.number) is not the key and the link of the document")
        ])
      }
    }
    if let extra = try links.next() {
      report.add([Finding(.extra, name, "line \(extra.number) and what follows is of no document")])
    }
  }

  /// The secret behind an address that is locked is known with the key alone; without, only its form is.
  private func isLine(
    _ line: UnsafeRawBufferPointer, of entry: DocumentEntry, _ address: String, _ plan: LinkPlan?,
    isLocked: Bool
  ) -> Bool {
    if let plan { return line.elementsEqual(LinkEntry.line(of: entry, link: plan.link(of: entry))) }
    guard isLocked else { return line.elementsEqual(LinkEntry.line(of: entry, link: address)) }
    let start = LinkEntry.line(of: entry, link: address + "#").dropLast(2)
    return line.count == start.count + 24 && line.prefix(start.count).elementsEqual(start)
  }
}
