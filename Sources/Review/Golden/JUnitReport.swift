/// Writes results in the XML form that build servers read as JUnit's.
public enum JUnitReport {
  /// One test suite with a case for each record.
  public static func text(_ check: GoldenCheck, template: String) -> String {
    let failures = check.results.filter { !$0.isSame }.count
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out += "<testsuites><testsuite name=\"\(escaped("golden \(template)"))\" "
    out += "tests=\"\(check.results.count)\" failures=\"\(failures)\">\n"
    for result in check.results {
      out += "<testcase classname=\"\(escaped(template))\" name=\"\(escaped(result.name))\""
      switch result.state {
      case .same:
        guard let reason = result.document?.rejection else {
          out += "/>\n"
          continue
        }
        out += "><system-out>rejected, as recorded: \(escaped(reason))</system-out></testcase>\n"
      case .unrecorded: out += "><failure message=\"nothing recorded\"/></testcase>\n"
      case .orphaned: out += "><failure message=\"no such record any more\"/></testcase>\n"
      case .changed(let blocks):
        let text = blocks.map { GoldenCheck.text($0, usesColor: false) }.joined()
        out += "><failure message=\"\(escaped(GoldenCheck.names(blocks)))\">"
        out += "\(escaped(text))</failure></testcase>\n"
      }
    }
    return out + "</testsuite></testsuites>\n"
  }

  /// Text for XML 1.0: markup escaped, characters that XML cannot hold left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
