/// The lists that grow with every unit: three that are books, and the tasks that become one at the end.
struct Books {
  static let documentsName = "documents.ndjson"
  static let rejectsName = "rejects.ndjson"
  static let suppressedName = "suppressed.ndjson"
  static let names = [documentsName, rejectsName, suppressedName]

  private var documents: AppendedFile
  private var rejects: AppendedFile
  private var suppressed: AppendedFile
  private var tasks: AppendedFile?

  /// Opens the books at the lengths the journal gives, cutting what lies beyond.
  init(at lengths: BookLengths, in folder: RunFolder, hasTasks: Bool) throws(SinkError) {
    documents = try Self.open(Self.documentsName, at: lengths.documents, in: folder)
    rejects = try Self.open(Self.rejectsName, at: lengths.rejects, in: folder)
    suppressed = try Self.open(Self.suppressedName, at: lengths.suppressed, in: folder)
    if hasTasks { tasks = try Self.open(TaskSpool.name, at: lengths.tasks, in: folder) }
  }

  /// Throws when a book is shorter than the journal says; changes nothing.
  static func check(
    _ lengths: BookLengths, in folder: RunFolder, hasTasks: Bool
  ) throws(SinkError) {
    for (name, length) in [
      (documentsName, lengths.documents), (rejectsName, lengths.rejects),
      (suppressedName, lengths.suppressed), (TaskSpool.name, hasTasks ? lengths.tasks : 0),
    ] where length > 0 {
      try AppendedFile.check(name, holds: length, in: folder.root, folder.files)
    }
  }

  private static func open(
    _ name: String, at length: Int, in folder: RunFolder
  ) throws(SinkError) -> AppendedFile {
    let files = folder.files
    if length > 0 { return try .resumed(name, at: length, in: folder.root, files) }
    return try naming(name) { () throws(SystemFault) in
      try files.removeTree(name, in: folder.root)
      return try AppendedFile(
        creating: name, in: folder.root, files, isPrivate: folder.keepsKeysPrivate)
    }
  }

  var lengths: BookLengths {
    BookLengths(
      documents: documents.length, rejects: rejects.length, suppressed: suppressed.length,
      tasks: tasks?.length ?? 0)
  }

  mutating func append(_ unit: UnitOutput) throws(SinkError) {
    try naming(Self.documentsName) { () throws(SystemFault) in
      try documents.append(unit.listing.bytes)
    }
    try naming(Self.rejectsName) { () throws(SystemFault) in
      try rejects.append(unit.rejects.bytes)
    }
    try naming(Self.suppressedName) { () throws(SystemFault) in
      try suppressed.append(unit.suppressed.bytes)
    }
    try naming(TaskSpool.name) { () throws(SystemFault) in
      try tasks?.append(unit.tasks.bytes)
    }
  }

  mutating func accept(_ lengths: BookLengths) {
    documents.accept(lengths.documents)
    rejects.accept(lengths.rejects)
    suppressed.accept(lengths.suppressed)
    tasks?.accept(lengths.tasks)
  }

  mutating func rewind() throws(SinkError) {
    try naming(Self.documentsName) { () throws(SystemFault) in try documents.rewind() }
    try naming(Self.rejectsName) { () throws(SystemFault) in try rejects.rewind() }
    try naming(Self.suppressedName) { () throws(SystemFault) in try suppressed.rewind() }
    try naming(TaskSpool.name) { () throws(SystemFault) in try tasks?.rewind() }
  }

  func sync() throws(SystemFault) {
    try documents.sync()
    try rejects.sync()
    try suppressed.sync()
    try tasks?.sync()
  }

  func close() throws(SinkError) {
    try naming(Self.documentsName) { () throws(SystemFault) in try documents.close() }
    try naming(Self.rejectsName) { () throws(SystemFault) in try rejects.close() }
    try naming(Self.suppressedName) { () throws(SystemFault) in try suppressed.close() }
    try naming(TaskSpool.name) { () throws(SystemFault) in try tasks?.close() }
  }
}
