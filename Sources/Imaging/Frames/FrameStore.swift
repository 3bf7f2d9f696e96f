internal import Storyboard
internal import Synchronization

/// Bands that are no one customer's own, encoded once and shared by all workers of a run.
///
/// Those are bands that no customer's value reaches, and bands that a second customer has come to show: of a first one's
/// bands it keeps the keys alone.
///
/// Bounded: when the newer half of the room is full, the older half is dropped; what is asked for meanwhile moves to the
/// newer half. What is in it changes no byte of output, only how often a band is painted.
public final class FrameStore: Sendable {
  private struct State {
    var newer: [DisplayHash: EncodedBand] = [:]
    var older: [DisplayHash: EncodedBand] = [:]
    var newerBytes = 0
    /// By key of a personal band: who showed it first.
    var owners: [DisplayHash: UInt32] = [:]
    var customers: UInt32 = 0
  }

  private let state = Mutex(State())
  private let byteLimit: Int

  /// Makes an empty store that holds at most so many bytes of bands.
  public init(byteLimit: Int = 24 << 20) {
    self.byteLimit = byteLimit
  }

  func band(_ key: DisplayHash) -> EncodedBand? {
    state.withLock { state in
      if let band = state.newer[key] { return band }
      guard let band = state.older[key] else { return nil }
      insert(band, key, &state)
      return band
    }
  }

  func keep(_ band: EncodedBand, as key: DisplayHash) {
    state.withLock { insert(band, key, &$0) }
  }

  /// A number for a customer.
  func nextCustomer() -> UInt32 {
    state.withLock { state in
      state.customers &+= 1
      return state.customers
    }
  }

  /// Keys of personal bands remembered; beyond it all are forgotten.
  private static let ownerLimit = 200_000

  /// Notes that a customer shows a personal band; whether another one has before.
  func noteOther(_ key: DisplayHash, than customer: UInt32) -> Bool {
    state.withLock { state in
      if let owner = state.owners[key] { return owner != customer }
      if state.owners.count >= Self.ownerLimit { state.owners.removeAll(keepingCapacity: true) }
      state.owners[key] = customer
      return false
    }
  }

  /// Bytes of the bands it holds, both halves; for tests of the bound.
  package var byteCount: Int {
    state.withLock { state in
      state.newer.values.reduce(0) { $0 + $1.chunk.count }
        + state.older.reduce(0) { state.newer[$1.key] == nil ? $0 + $1.value.chunk.count : $0 }
    }
  }

  private func insert(_ band: EncodedBand, _ key: DisplayHash, _ state: inout State) {
    if state.newerBytes + band.chunk.count > byteLimit / 2 {
      state.older = state.newer
      state.newer = [:]
      state.newerBytes = 0
    }
    if state.newer.updateValue(band, forKey: key) == nil { state.newerBytes += band.chunk.count }
  }
}
