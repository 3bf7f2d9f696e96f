/// Opens what a user named as one source of records.
public enum RecordInputs {
  /// Opens files of one format.
  ///
  /// `-` is standard input, which must stand alone.
  ///
  /// - Throws: `SourceError` when an input cannot be used at all.
  public static func open(_ paths: [String], format: InputFormat? = nil)
    throws(SourceError) -> any RecordSource
  {
    try NDJSONSource(paths: paths)
  }
}
