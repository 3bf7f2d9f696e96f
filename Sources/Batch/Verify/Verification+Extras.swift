internal import Sinks

/// What stands in the folder and in no book, and what stands in another's place.
extension Verification {
  /// Lists all documents that are there, and finds those that no book names.
  func findExtras() throws(SinkError) {
    if shelf == nil {
      for bucket in try folder.entries(of: "documents") ?? [] {
        let name = "documents/\(bucket.name)"
        guard bucket.isFolder else {
          extras.append(name)
          continue
        }
        let entries = try folder.entries(of: name) ?? []
        if entries.isEmpty, !mayBeEmpty(bucket.name) { extras.append(name) }
        for entry in entries {
          let path = "\(name)/\(entry.name)"
          if !entry.isFolder || !paths.contains(path) { extras.append(path) }
        }
      }
      return
    }
    let reader = PackEntryReader(folder) { _, _ in false }
    for slot in shelf?.unnamed ?? [] {
      guard let pack = shelf?.pack(of: slot).name else { continue }
      let path = try reader.path(of: slot.entry, in: pack) ?? "an entry"
      report.add([
        Finding(
          .extra, pack, "documents.ndjson does not name \(path), at byte \(slot.entry.offset)")
      ])
    }
  }

  /// A document that is erased, or that is missing, leaves its bucket: a folder named by three hexadecimal digits.
  private func mayBeEmpty(_ bucket: String) -> Bool {
    guard bucket.utf8.count == 3, bucket.allSatisfy("0123456789abcdef".contains) else {
      return false
    }
    return report.erased > 0 || report.findingCounts[.missing] != nil
  }

  /// Says of altered and extra files whose they are, where that can be told.
  ///
  /// Needs a second look at `documents.ndjson`, and only takes it when something is wrong.
  func classify() throws(SinkError) {
    let copies = try readExtras()
    let places = try listedPlaces(
      of: Set(altered.map(\.found.digest) + copies.map(\.digest)).subtracting([nil]))
    var swapped: Set<String> = []
    let byPath = Dictionary(altered.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for file in altered.sorted(by: { ($0.ordinal, $0.path) < ($1.ordinal, $1.path) }) {
      guard !swapped.contains(file.path) else { continue }
      let owners = file.found.digest.flatMap { places[$0] } ?? []
      let owner = owners.first { byPath[$0]?.found.digest == file.listed.digest } ?? owners.first
      if let owner, let other = byPath[owner], other.found.digest == file.listed.digest {
        swapped.insert(owner)
        report.add([
          Finding(
            .swapped, file.path, ordinal: file.ordinal, "it and \(owner) hold each other's bytes")
        ])
      } else if let owner {
        report.add([
          Finding(.doubled, file.path, ordinal: file.ordinal, "it holds the bytes of \(owner)")
        ])
      } else {
        report.add([Finding(.altered, file.path, ordinal: file.ordinal, Self.words(file))])
      }
    }
    for copy in copies {
      let owners = copy.digest.flatMap { places[$0] } ?? []
      // The line that names it is told of already: it is cut, or its key is another.
      if owners.contains(where: { $0.hasPrefix("\(copy.path)/") }) { continue }
      try tell(copy.path, owners, byPath)
    }
  }

  /// Says of an extra document whose bytes it has: of one that is there, or of one that is not and is this.
  private func tell(
    _ path: String, _ owners: [String], _ altered: [String: UnitCheck.Altered]
  ) throws(SinkError) {
    for owner in owners {
      let isThere = try folder.length(of: owner) != nil
      if isThere, altered[owner] == nil { continue }
      let there = altered[owner] == nil ? "which is not there" : "where something else stands"
      return report.add([
        Finding(.extra, path, "no book names it; it holds what belongs in \(owner), \(there)")
      ])
    }
    report.add([
      owners.first.map { Finding(.doubled, path, "no book names it; it is a copy of \($0)") }
        ?? Finding(.extra, path, "no book names it")
    ])
  }

  private static func words(_ file: UnitCheck.Altered) -> String {
    if file.found.size < file.listed.size {
      return "it has \(file.found.size) of \(file.listed.size) bytes"
    }
    if file.found.size > file.listed.size {
      return "it has \(file.found.size) bytes, documents.ndjson says \(file.listed.size)"
    }
    return "its bytes have not the hash that documents.ndjson gives in line \(file.line)"
  }

  /// Hashes the first file of each extra document.
  private func readExtras() throws(SinkError) -> [(path: String, digest: SHA256Digest?)] {
    let reader = DocumentReader(folder)
    var found: [(path: String, digest: SHA256Digest?)] = []
    for path in extras {
      found.append((path, try reader.read(path)?.first?.digest))
    }
    return found
  }

  /// Files of one hash that are kept: pictures may be the same in all documents.
  private static let mostPlaces = 16

  /// Which listed files have these hashes; the first of many.
  private func listedPlaces(
    of digests: Set<SHA256Digest?>
  ) throws(SinkError) -> [SHA256Digest: [String]] {
    var places: [SHA256Digest: [String]] = [:]
    guard !digests.isEmpty, let reader = try BookReader(BookReader.names[0], of: folder) else {
      return places
    }
    while let line = try reader.next() {
      guard let entry = DocumentEntry(line: line.bytes) else { continue }
      for file in entry.files where digests.contains(file.digest) {
        if places[file.digest, default: []].count == Self.mostPlaces { continue }
        places[file.digest, default: []].append("\(entry.path)/\(file.name)")
      }
    }
    return places
  }
}
