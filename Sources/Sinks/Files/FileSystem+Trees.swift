import Glibc

/// Whole files and whole trees, made of the single steps.
extension FileSystem {
  /// Writes a file into `staging`, makes it durable, and moves it into `folder` in one step.
  func writeWhole(
    _ bytes: UnsafeRawBufferPointer, to name: String, staged staging: Descriptor,
    in folder: Descriptor, isSynced: Bool, isPrivate: Bool = false
  ) throws(SystemFault) {
    try stageWhole(bytes, as: name, in: staging, isSynced: isSynced, isPrivate: isPrivate)
    try rename(name, in: staging, to: name, in: folder)
    if isSynced { try sync(folder) }
  }

  /// Writes a new file, in the place of one that may be there.
  func stageWhole(
    _ bytes: UnsafeRawBufferPointer, as name: String, in folder: Descriptor, isSynced: Bool,
    isPrivate: Bool = false
  ) throws(SystemFault) {
    try removeTree(name, in: folder)
    let file = try openFile(name, in: folder, isPrivate ? .creatingPrivately : .creating)
    do throws(SystemFault) {
      try write(bytes, to: file, at: 0)
      if isSynced { try sync(file) }
    } catch {
      try? close(file)
      throw error
    }
    try close(file)
  }

  /// Removes a file or a folder with all it holds; nothing if it is not there.
  func removeTree(_ name: String, in folder: Descriptor) throws(SystemFault) {
    do throws(SystemFault) {
      return try remove(name, isFolder: false, in: folder)
    } catch {
      if error.number == ENOENT { return }
      guard error.number == EISDIR || error.number == EPERM else { throw error }
    }
    try emptyFolder(name, in: folder)
    try remove(name, isFolder: true, in: folder)
  }

  /// Removes all that a folder holds, but for `kept` names.
  func emptyFolder(
    _ name: String, in folder: Descriptor, keeping kept: Set<String> = []
  ) throws(SystemFault) {
    let inner = try openFolder(name, in: folder)
    do throws(SystemFault) {
      try empty(inner, keeping: kept)
    } catch {
      try? close(inner)
      throw error
    }
    try close(inner)
  }

  /// Removes all that an open folder holds, but for `kept` names.
  func empty(_ folder: Descriptor, keeping kept: Set<String> = []) throws(SystemFault) {
    for entry in try entries(of: folder) where !kept.contains(entry.name) {
      if entry.isFolder {
        try emptyFolder(entry.name, in: folder)
        try remove(entry.name, isFolder: true, in: folder)
      } else {
        try remove(entry.name, isFolder: false, in: folder)
      }
    }
  }

  /// Whether `folder` holds an entry `name`.
  func holds(_ name: String, in folder: Descriptor) throws(SystemFault) -> Bool {
    try entries(of: folder).contains { $0.name == name }
  }
}
