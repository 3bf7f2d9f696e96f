internal import Sinks

/// The files for the server, which the manifest vouches for.
extension Verification {
  func checkHeaders() throws(SinkError) {
    guard let manifest else { return }
    var named: Set<String> = []
    for file in manifest.headers {
      named.insert(file.name)
      guard let bytes = try folder.contents(of: file.name) else {
        report.add([Finding(.missing, file.name, "the file is not there")])
        continue
      }
      let digest = bytes.withUnsafeBytes { SHA256Digest(of: $0) }
      if bytes.count != file.length || digest != file.digest {
        report.add([
          Finding(.altered, file.name, "its bytes have not the hash that the manifest gives")
        ])
      }
    }
    let there = try folder.entries(of: SecurityHeaders.folder) ?? []
    for entry in there where !named.contains("\(SecurityHeaders.folder)/\(entry.name)") {
      report.add([
        Finding(
          .extra, "\(SecurityHeaders.folder)/\(entry.name)", "the manifest does not name the file")
      ])
    }
  }
}
