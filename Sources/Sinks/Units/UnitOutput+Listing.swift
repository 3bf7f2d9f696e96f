/// The unit's lines in the books, and the hash that stands for its files.
extension UnitOutput {
  /// Appends a line of `documents.ndjson`.
  func appendListing(_ document: UnitDocument, ordinal: Int, key: Range<Int>) {
    listing.append("{\"ordinal\":")
    listing.append(decimal: ordinal)
    listing.append(",\"key\":")
    listing.append(json: text[key])
    listing.append(",\"path\":\"")
    listing.append(text[document.path])
    listing.append("\",\"files\":[")
    for number in document.files {
      if number > document.files.lowerBound { listing.append(0x2C) }
      let file = files[number]
      listing.append("{\"name\":\"")
      listing.append(text[file.name])
      listing.append("\",\"bytes\":")
      listing.append(decimal: file.size)
      listing.append(file.isDeflated ? ",\"gzipSha256\":\"" : ",\"sha256\":\"")
      listing.append(digest: file.digest)
      listing.append("\"")
      if let size = file.sms {
        listing.append(",\"sms\":")
        listing.append(size)
      }
      listing.append("}")
    }
    listing.append("]}\n")
  }

  /// What `OutputDigest` makes of the unit's files, without a `String` for each.
  func outputDigest(_ hasher: inout SHA256Hasher) -> SHA256Digest {
    let order = files.indices.sorted { left, right in
      let first = text[files[left].path]
      let second = text[files[right].path]
      return first.lexicographicallyPrecedes(second)
    }
    var lines = ByteStore(capacity: 200 * files.count)
    for number in order {
      let file = files[number]
      lines.append(digest: file.digest)
      lines.append(0x20)
      lines.append(decimal: file.size)
      lines.append(0x20)
      lines.append(text[file.path])
      lines.append(0x0A)
    }
    hasher.update(lines.bytes)
    return hasher.finish()
  }
}

extension UnitOutput {
  /// The unit's lines in one of the books (`BookReader.names`).
  public func lines(of book: String) -> UnsafeRawBufferPointer {
    switch book {
    case Books.documentsName: listing.bytes
    case Books.rejectsName: rejects.bytes
    case Books.suppressedName: suppressed.bytes
    default: preconditionFailure("there is no such book")
    }
  }

  /// A document's path, for messages.
  func path(of document: UnitDocument) -> String {
    String(decoding: text[document.path], as: UTF8.self)
  }
}
