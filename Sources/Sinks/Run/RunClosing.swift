/// What the batch knows at the end of a run and this room does not.
public struct RunClosing: Sendable {
  /// Exact sums over the whole run.
  public var totals: [ControlTotal]
  /// More fields of the manifest: a name and a JSON value, the same for every run of one identity.
  public var sections: [(name: String, json: String)]
  /// Whole files beside the manifest, such as `report.html` and `timings.json`, or one folder below.
  public var reports: [(name: String, bytes: [UInt8])]

  /// Makes a closing.
  public init(
    totals: [ControlTotal] = [], sections: [(name: String, json: String)] = [],
    reports: [(name: String, bytes: [UInt8])] = []
  ) {
    self.totals = totals
    self.sections = sections
    self.reports = reports
  }
}
