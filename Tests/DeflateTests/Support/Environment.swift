import Foundation

/// What a run of the tests may ask for.
enum Environment {
  static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }
}
