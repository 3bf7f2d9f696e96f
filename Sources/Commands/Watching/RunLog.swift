internal import Glibc
internal import Logging

/// Writes log lines to standard error, one a line, as words of `key=value` after the message.
///
/// What is logged names runs, units, ordinals and codes, never a value of a customer.
struct RunLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  let console: Console

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line = "\(Timestamp.now) \(event.level.rawValue) \(event.message)"
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    // A dictionary has no order of its own.
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=\(value)"
    }
    console.note(line + "\n")
  }

  /// A logger of a run; `run` opens the hash of the run's identity, nil before that is known.
  static func logger(_ level: Logger.Level, run: String?, _ console: Console) -> Logger {
    var logger = Logger(label: "billow") { _ in RunLog(logLevel: level, console: console) }
    if let run { logger[metadataKey: "run"] = "\(run)" }
    return logger
  }
}

/// The present moment, for logs and timings; never for a document.
enum Timestamp {
  /// As RFC 3339 has it, in UTC, to the second.
  static var now: String {
    var moment = time(nil)
    var parts = tm()
    gmtime_r(&moment, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T"
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
