import Glibc

/// A folder that vanishes with its owner.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/billow-records-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit {
    for file in made.reversed() { remove(file) }
    rmdir(path)
  }

  private var made: [String] = []

  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    let parts = name.split(separator: "/").dropLast()
    var folder = path
    for part in parts {
      folder += "/" + part
      if mkdir(folder, 0o700) == 0 { made.append(folder) }
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count <= 0 { break }
      written += count
    }
    close(descriptor)
    made.append(file)
    return file
  }

  func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }
}
