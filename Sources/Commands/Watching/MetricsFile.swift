internal import Batch
internal import Glibc
internal import Sinks

/// A run's figures as OpenMetrics text (version 1.0), for a collector that reads files.
///
/// Written beside its place and renamed into it, so that a reader never sees half of one. A file that
/// cannot be written stops no run; it is told once.
struct MetricsFile {
  let path: String

  /// Why its place may not be taken; nil where it is free, or holds the figures of a run before.
  ///
  /// A rename would take a device, a link or a pipe away, and what another file holds: an input, a template, a manifest.
  var obstacle: String? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return "is a folder, a link, a device or a pipe"
    }
    return status.st_size == 0 || holdsFigures ? nil : "holds something else"
  }

  private static let start = "# TYPE billow_run info"

  private var holdsFigures: Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.start.utf8.count)
    let count = read(file, &bytes, bytes.count)
    return count == bytes.count && bytes.elementsEqual(Self.start.utf8)
  }

  /// Whether it lies in a folder, or would.
  func isWithin(_ folder: String) -> Bool {
    guard let place = Self.resolved(path), let folder = Self.resolved(folder) else { return false }
    return place.starts(with: folder)
  }

  /// The names on the way to a path, links followed as far as there is something.
  private static func resolved(_ path: String) -> [Substring]? {
    var rest: [Substring] = []
    var known = path
    while true {
      if let whole = realpath(known.isEmpty ? "." : known, nil) {
        defer { free(whole) }
        return rest.reduce(into: String(cString: whole).split(separator: "/")) { names, name in
          if name == ".." { _ = names.popLast() } else if name != "." { names.append(name) }
        }
      }
      guard errno == ENOENT || errno == ENOTDIR, let last = known.split(separator: "/").last else {
        return nil
      }
      rest.insert(last, at: 0)
      known = String(known[..<last.startIndex])
    }
  }

  /// Writes the figures; the system's word for what went wrong, if something did.
  func write(_ figures: RunFigures, seconds: Double) -> String? {
    if let obstacle { return "its place \(obstacle)" }
    let text = Self.text(figures, seconds: seconds)
    let draft = path + ".partial"
    // Without O_NONBLOCK a pipe of that name would be waited for.
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let file = open(draft, flags, 0o644)
    guard file >= 0 else { return String(cString: strerror(errno)) }
    let bytes = Array(text.utf8)
    let count = Glibc.write(file, bytes, bytes.count)
    var fault = count == bytes.count ? nil : String(cString: strerror(errno))
    close(file)
    if fault == nil, rename(draft, path) != 0 { fault = String(cString: strerror(errno)) }
    if fault != nil { unlink(draft) }
    return fault
  }

  static func text(_ figures: RunFigures, seconds: Double) -> String {
    let progress = figures.progress
    var text = ""
    func family(_ name: String, _ type: String, _ help: String, unit: String? = nil) {
      text += "# TYPE \(name) \(type)\n"
      if let unit { text += "# UNIT \(name) \(unit)\n" }
      text += "# HELP \(name) \(help)\n"
    }
    // A file that begins so may be replaced.
    family("billow_run", "info", "The run.")
    let template = figures.template.map { ",template=\(quoted($0))" } ?? ""
    text += "billow_run_info{engine=\(quoted(Engine.name))\(template)} 1\n"
    family("billow_run_finished", "gauge", "1 once the run is finished.")
    text += "billow_run_finished \(figures.isFinished ? 1 : 0)\n"
    if let exitCode = figures.exitCode {
      family("billow_run_exit_code", "gauge", "What the process ended with.")
      text += "billow_run_exit_code \(exitCode)\n"
    }
    family("billow_records", "counter", "Records by what became of them.")
    let counts = progress.counts
    for (outcome, count) in [
      ("rendered", counts.rendered), ("rejected", counts.rejected),
      ("suppressed", counts.suppressed),
    ] {
      text += "billow_records_total{outcome=\"\(outcome)\"} \(count)\n"
    }
    family("billow_rejects", "counter", "Rejected records by reason.")
    for entry in progress.reasons where entry.outcome == .rejected {
      text += "billow_rejects_total{code=\(quoted(entry.reason))} \(entry.count)\n"
    }
    family("billow_units", "counter", "Units committed.")
    text += "billow_units_total \(progress.unitCount)\n"
    family("billow_output_bytes", "counter", "Bytes of files, uncompressed.", unit: "bytes")
    text += "billow_output_bytes_total \(progress.contentSize)\n"
    family("billow_workers", "gauge", "Workers by what they do.")
    text += "billow_workers{state=\"busy\"} \(progress.busyWorkers)\n"
    text += "billow_workers{state=\"idle\"} \(progress.jobs - progress.busyWorkers)\n"
    family("billow_elapsed_seconds", "gauge", "Since this process began.", unit: "seconds")
    text += "billow_elapsed_seconds \(RunSummary.rounded(seconds, 3))\n"
    return text + "# EOF\n"
  }

  /// A label's value: backslash, quotation mark and line feed are escaped.
  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
