import Glibc

/// Writes a document's files into a numbered folder under the staging folder.
final class DocumentStager {
  private let files: any FileSystem
  private let staging: Descriptor
  private let syncsEach: Bool
  private var path = ByteStore()
  /// The folder last made inside the document, so that a hundred frames ask for it once.
  private var lastInner = ByteStore()
  private var innerFolders: [String] = []
  private var targetPath = ByteStore()
  /// By file with other names: the file that holds its bytes again, because the first can have no more names.
  private var newestCopies: [Int: Int] = [:]

  init(_ folder: RunFolder) {
    files = folder.files
    staging = folder.staging
    syncsEach = folder.durability == .each
  }

  func stage(
    _ document: UnitDocument, of unit: UnitOutput, as number: Int
  ) throws(SystemFault) {
    setPath(number)
    try files.makeFolder(path.cString(at: 0), in: staging)
    lastInner.truncate(to: 0)
    innerFolders.removeAll(keepingCapacity: true)
    newestCopies.removeAll(keepingCapacity: true)
    for fileNumber in document.files {
      let file = unit.files[fileNumber]
      let name = unit.text[file.name]
      if let slash = name.lastIndex(of: 0x2F) {
        try makeInner(UnsafeRawBufferPointer(rebasing: name[..<slash]), number)
      }
      setPath(number, name)
      if let target = file.target {
        let newest = newestCopies[target] ?? target
        if try link(to: unit.text[unit.files[newest].name], number) { continue }
        newestCopies[target] = fileNumber
      }
      try write(unit.contents[file.contents])
    }
    if syncsEach { try syncFolders(number) }
  }

  /// Gives a file staged before the name in `path` too; false where it must be written again.
  ///
  /// That is so on a file system without hard links, and where a file has as many names as the file system allows (ext4:
  /// 65,000): what is then written is linked to from there on.
  private func link(
    to name: UnsafeRawBufferPointer, _ number: Int
  ) throws(SystemFault) -> Bool {
    targetPath.truncate(to: 0)
    targetPath.append(decimal: number)
    targetPath.append(0x2F)
    targetPath.append(name)
    targetPath.append(0)
    do throws(SystemFault) {
      try files.link(targetPath.cString(at: 0), to: path.cString(at: 0), in: staging)
      return true
    } catch {
      guard [EMLINK, EPERM, EOPNOTSUPP, ENOSYS].contains(error.number) else { throw error }
      return false
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) {
    let file = try files.openFile(path.cString(at: 0), in: staging, .creating)
    do throws(SystemFault) {
      try files.write(bytes, to: file, at: 0)
      if syncsEach { try files.sync(file) }
    } catch {
      try? files.close(file)
      throw error
    }
    try files.close(file)
  }

  /// Makes the folders of `inner`, such as `frames`, inside the document.
  private func makeInner(
    _ inner: UnsafeRawBufferPointer, _ number: Int
  ) throws(SystemFault) {
    if lastInner.bytes.elementsEqual(inner) { return }
    lastInner.truncate(to: 0)
    lastInner.append(inner)
    var parent = String(number)
    for part in String(decoding: inner, as: UTF8.self).split(separator: "/") {
      let folder = try files.openFolder(parent, in: staging)
      defer { try? files.close(folder) }
      do throws(SystemFault) {
        try files.makeFolder(String(part), in: folder)
        if syncsEach { innerFolders.append("\(parent)/\(part)") }
      } catch {
        if error.number != EEXIST { throw error }
      }
      parent += "/\(part)"
    }
  }

  private func syncFolders(_ number: Int) throws(SystemFault) {
    for name in innerFolders + [String(number)] {
      let folder = try files.openFolder(name, in: staging)
      do throws(SystemFault) {
        try files.sync(folder)
      } catch {
        try? files.close(folder)
        throw error
      }
      try files.close(folder)
    }
  }

  private func setPath(_ number: Int, _ name: UnsafeRawBufferPointer? = nil) {
    path.truncate(to: 0)
    path.append(decimal: number)
    if let name {
      path.append(0x2F)
      path.append(name)
    }
    path.append(0)
  }
}
