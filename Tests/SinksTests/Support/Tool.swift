import Glibc

/// A program of the system that judges our output.
enum Tool {
  /// Whether a shell finds it.
  static func exists(_ name: String) -> Bool {
    (try? run("command -v \(name)"))?.status == 0
  }

  /// Runs a command line; its status and all it printed.
  static func run(_ command: String) throws -> (status: Int32, output: String) {
    guard let pipe = popen("(\(command)) 2>&1", "r") else {
      throw SystemFailure(number: errno)
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      output += chunk[..<count]
    }
    // A wait status: the exit code stands in its second byte.
    let status = pclose(pipe) >> 8
    return (status, String(decoding: output, as: UTF8.self))
  }

  struct SystemFailure: Error {
    let number: Int32
  }
}
