internal import Batch
internal import Diagnostics
internal import Sinks

/// `links.ndjson`: whose link is whose, for the system that mails them.
enum LinkList {
  /// Writes the list for all documents of a run, and gives what the manifest says of it.
  static func write(
    _ links: LinkPlan, _ folder: RunFolder, _ writer: RunWriter, _ identity: RunIdentity
  ) throws(SinkError) -> (name: String, json: String) {
    let (length, digest) = try folder.writeLinks(length: writer.last?.books.documents ?? 0) {
      links.link(of: $0)
    }
    let id = identity.option(RunIdentity.linkKeyOption) ?? ""
    return (
      "links",
      "{\"keyId\":\(JSONText.quoted(id)),\"name\":\(JSONText.quoted(RunFolder.linksName)),"
        + "\"bytes\":\(length),\"sha256\":\"\(digest.hex)\"}"
    )
  }
}
