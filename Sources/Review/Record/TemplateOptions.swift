public import Communication
public import Records

extension RecordOptions {
  /// How inputs are read for a template: with the types that its schema gives to fields.
  ///
  /// Whoever reads a run's input again must read it so, or comes to other records.
  public init(format: InputFormat? = nil, for communication: Communication) {
    let types = communication.schema?.fieldTypes
    self.init(
      format: format, numericPaths: types?.numeric ?? [], textPaths: types?.text ?? [],
      booleanPaths: types?.boolean ?? [], keyPath: communication.key.description)
  }
}
