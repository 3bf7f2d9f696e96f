/// Opens what a user named as one source of records.
public enum RecordInputs {
  /// Opens files and folders of one format.
  ///
  /// A folder stands for the `.xml` and `.xml.gz` files below it, sorted by path. `-` is standard input and must stand
  /// alone. The first bytes of each file are looked at, so that an unusable one is known at once.
  ///
  /// - Throws: `SourceError` when an input cannot be used at all.
  public static func open(_ paths: [String], options: RecordOptions = RecordOptions())
    throws(SourceError) -> any RecordSource
  {
    precondition(!paths.isEmpty, "there is at least one input")
    if paths.count > 1, paths.contains("-") {
      throw SourceError(
        .format, path: "-", "standard input cannot be read together with files",
        hint: "give - alone, or save it to a file")
    }
    var files: [InputDescription] = []
    var first: ByteInput?
    for path in paths {
      if let folder = try InputFolder.files(in: path) {
        files += folder
        continue
      }
      let input = try ByteInput(path: path)
      if path == "-" { first = input }
      let format: InputFormat
      if let given = options.format {
        format = given
        if given == .ubl { try InputChecks.requireMarkup(input) }
      } else {
        format = try InputChecks.format(of: input)
      }
      files.append(
        InputDescription(
          path: path, stamp: input.stamp, format: format, isCompressed: input.isCompressed))
    }
    return try source(files, first, options)
  }

  private static func source(
    _ files: [InputDescription], _ standardInput: ByteInput?, _ options: RecordOptions
  ) throws(SourceError) -> any RecordSource {
    let format = options.format ?? files[0].format
    for file in files where file.format != format {
      throw SourceError(
        .format, path: file.path,
        "this is \(file.format.rawValue), while the inputs before it are \(format.rawValue)",
        hint: "give inputs of one format to a run")
    }
    let paths = files.map(\.path)
    switch format {
    case .ndjson: return try NDJSONSource(paths: paths, standardInput: standardInput)
    case .ubl: return UBLSource(inputs: files, standardInput: standardInput)
    case .csv:
      return try CSVSource(paths: paths, options: options, standardInput: standardInput)
    }
  }
}
