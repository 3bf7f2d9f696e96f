internal import ArgumentParser
internal import Diagnostics
internal import Glibc
internal import Review

/// `billow golden check TEMPLATE`: fails when a document is not what was recorded.
struct GoldenCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Renders samples and fixtures and compares them with goldens/.",
    discussion: """
      Exit codes: 0 everything is as recorded; 1 something differs, less is covered than --fail-under asks, or there is
      no record; 2 no day given; 3 bad template; 4 bad fixtures. Pages are
      compared by their bytes, films by what every frame shows and by small pictures.
      """)

  @OptionGroup var options: GoldenOptions

  @Option(help: "Fail when the samples reach less than this percentage of all branches.")
  var failUnder: Double?

  @Option(help: "Records that count as covered though nothing is recorded for them. Repeatable.")
  var cover: [String] = []

  @Option(help: "Write the results as JUnit XML to this file.")
  var junit: String?

  @Option(help: "Write the findings as SARIF 2.1 to this file.")
  var sarif: String?

  @Option(help: "Write the pictures and differences as one HTML page to this file.")
  var report: String?

  @Flag(help: "Print the table of what the samples cover.")
  var coverage = false

  func validate() throws {
    // Written so that what is no number is refused too.
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("--fail-under takes a percentage from 0 to 100")
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    let (template, groups) = try options.subject(console)
    var covered = Coverage(template.communication)
    let renderer = ReviewRenderer(template, asOf: options.date)
    let stage = try ReviewLoader.stage(template, console)
    let check = GoldenCheck(groups, with: renderer, on: stage, in: options.template) {
      covered.add($0)
    }
    if !cover.isEmpty {
      let isWhole = try ReviewLoader.forEach(cover, template.communication, console) { record in
        covered.add(renderer.render(record))
        return true
      }
      if !isWhole { throw BillowExit.input.error }
    }

    console.out(check.text(usesColor: isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil))
    if coverage || isLow(covered) { console.out(covered.text) }
    var findings = check.diagnostics + check.rejected
    if isLow(covered) { findings += covered.diagnostics }
    try write(check, findings, on: stage, console)

    let differing = check.results.filter { !$0.isSame }.count
    let percent = Int(covered.branches.percent * 10)
    console.out(
      "\(options.template): \(check.results.count) records, \(differing) differ\(Self.rejected(check)); "
        + "\(percent / 10).\(percent % 10) % of \(covered.branches.total) branches covered\n"
        + check.rejections.text)
    if isLow(covered) {
      console.report(
        Diagnostic(
          code: "coverage-low",
          message:
            "the samples reach \(covered.branches.reached) of \(covered.branches.total) branches",
          hint: "add samples, or remove what nothing can reach"))
    }
    if differing > 0 || isLow(covered) { throw BillowExit.overLimit.error }
  }

  static func rejected(_ check: GoldenCheck) -> String {
    check.rejections.count == 0 ? "" : ", \(check.rejections.count) rejected"
  }

  private func isLow(_ coverage: Coverage) -> Bool {
    failUnder.map { coverage.branches.percent < $0 } ?? false
  }

  private func write(
    _ check: GoldenCheck, _ findings: [Diagnostic], on stage: FilmStage?, _ console: Console
  ) throws {
    if let junit {
      try ReviewLoader.write(
        JUnitReport.text(check, template: options.template), to: junit, console)
    }
    if let sarif {
      let writer = SARIFWriter(version: Engine.version)
      try ReviewLoader.write(writer.text(findings), to: sarif, console)
    }
    if getenv("GITHUB_ACTIONS") != nil { console.out(GitHubAnnotations.text(findings)) }
    if let report {
      let html = GoldenReport(
        check, template: options.template, asOf: options.asOf, readers: TemplateLoader.readers,
        on: stage)
      try ReviewLoader.write(html.text, to: report, console)
    }
  }
}

/// `billow golden record TEMPLATE`: rewrites goldens/, and fails unless told that the change is meant.
struct GoldenRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Records what the template makes now; exits with 1 unless --accept is given.",
    discussion: """
      Recording changes what every later check asks for. So it shows the difference, and counts as a failure unless
      you say with --accept that you have seen it. Where CI is true it refuses.
      """)

  @OptionGroup var options: GoldenOptions

  @Flag(help: "The difference has been looked at: exit with 0.")
  var accept = false

  func run() throws {
    let console = Console(printsJSON: false)
    if getenv("CI").map({ String(cString: $0) }) == "true" {
      console.report(
        Diagnostic(
          code: "golden-in-ci", message: "goldens are not recorded where CI is true",
          hint: "record at your desk, look at the difference, commit it"))
      throw BillowExit.overLimit.error
    }
    let (template, groups) = try options.subject(console)
    let renderer = ReviewRenderer(template, asOf: options.date)
    let stage = try ReviewLoader.stage(template, console)
    let check = GoldenCheck(groups, with: renderer, on: stage, in: options.template) { _ in }
    console.out(check.text(usesColor: isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil))
    for warning in check.rejected { console.report(warning) }
    do throws(DiagnosticsError) {
      let touched = try check.record()
      console.out(
        "\(options.template): \(check.results.count) records\(GoldenCheckCommand.rejected(check)), "
          + "\(touched) goldens written\n")
      guard touched > 0, !accept else { return }
    } catch {
      console.report(error.log)
      throw BillowExit.system.error
    }
    throw BillowExit.overLimit.error
  }
}
