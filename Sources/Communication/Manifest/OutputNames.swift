import Diagnostics

/// Which output has which file of a document, so that no two write the same.
struct OutputNames {
  /// A name that an output asks for.
  struct Claim {
    let name: String
    let output: String
    let span: SourceSpan
  }

  /// Names in lower case: disks of other systems do not tell `A.html` from `a.html`.
  private var owners: [String: String] = [:]

  /// What a run that packs files with `--gzip` adds to their names.
  private static let packed = ".gz"

  /// Says of every claim but the first that it is of a file that another output has.
  ///
  /// - Parameters:
  ///   - claims: in the order of the manifest.
  ///   - storyboard: the output that is a storyboard, whose files have names of their own; nil for none.
  ///   - file: the manifest.
  ///   - log: takes the findings.
  static func check(
    _ claims: [Claim], storyboard: String?, in file: SourceFile, _ log: inout DiagnosticLog
  ) {
    var names = OutputNames()
    if let storyboard {
      for name in StoryboardPlan.fileNames + StoryboardPlan.pictureNames {
        names.owners[name] = storyboard
      }
    }
    for claim in claims {
      let name = claim.name.lowercased()
      guard let owner = names.owner(of: name) else {
        names.owners[name] = claim.output
        continue
      }
      log.add(
        ConfigReader.problem(
          "config-name-taken", "'\(claim.name)' would be a file of '\(owner)' too", claim.span,
          file, hint: "give every output a file name of its own"))
    }
  }

  private func owner(of name: String) -> String? {
    let bare = name.hasSuffix(Self.packed) ? String(name.dropLast(Self.packed.count)) : name
    return owners[name] ?? owners[name + Self.packed] ?? owners[bare]
  }
}
