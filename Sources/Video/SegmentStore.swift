internal import Storyboard
internal import Synchronization

/// Segments that no customer's value reaches, encoded once and shared by all workers of a run.
///
/// Bounded: when the newer half of the room is full, the older half is dropped; what is asked for meanwhile moves to the
/// newer half. What is in it changes no byte of output: a segment is encoded by itself whether it is found or not.
public final class SegmentStore: Sendable {
  private struct State {
    var newer: [DisplayHash: Segment] = [:]
    var older: [DisplayHash: Segment] = [:]
    var newerBytes = 0
  }

  private let state = Mutex(State())
  private let byteLimit: Int

  /// Makes an empty store that holds at most so many bytes.
  public init(byteLimit: Int = 32 << 20) {
    self.byteLimit = byteLimit
  }

  func segment(_ key: DisplayHash) -> Segment? {
    state.withLock { state in
      if let segment = state.newer[key] { return segment }
      guard let segment = state.older[key] else { return nil }
      insert(segment, key, &state)
      return segment
    }
  }

  func keep(_ segment: Segment, as key: DisplayHash) {
    state.withLock { insert(segment, key, &$0) }
  }

  /// Bytes of the segments it holds, both halves; for tests of the bound.
  var byteCount: Int {
    state.withLock { state in
      state.newer.values.reduce(0) { $0 + $1.byteCount }
        + state.older.reduce(0) { state.newer[$1.key] == nil ? $0 + $1.value.byteCount : $0 }
    }
  }

  /// What it can be asked for; for tests.
  var keys: Set<DisplayHash> {
    state.withLock { Set($0.newer.keys).union($0.older.keys) }
  }

  private func insert(_ segment: Segment, _ key: DisplayHash, _ state: inout State) {
    if segment.byteCount > byteLimit / 2 { return }
    if state.newerBytes + segment.byteCount > byteLimit / 2 {
      state.older = state.newer
      state.newer = [:]
      state.newerBytes = 0
    }
    if state.newer.updateValue(segment, forKey: key) == nil {
      state.newerBytes += segment.byteCount
    }
  }
}
