internal import Sinks

/// A run of which the manifest is left.
extension Verification {
  /// Checks that nothing else is there; what the manifest says is all there is to believe.
  func checkExpired(_ manifest: ManifestRecord) throws(SinkError) {
    report.expired = manifest.expired
    report.counts = manifest.counts
    for entry in try folder.entries() ?? []
    where !["manifest.json", "_SUCCESS"].contains(entry.name) {
      report.add([
        Finding(.extra, entry.name, "the run has expired, and this is still there")
      ])
    }
    report.sort()
  }
}
