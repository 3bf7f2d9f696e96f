/// One wait for the disk, which may be done on any thread while the writer goes on.
///
/// Where pieces are synced one by one (`Durability.each`), and where nothing is, it is no wait: the writer does it.
public final class PendingSync: @unchecked Sendable {
  // Unchecked: one thread performs it, and hands it over to the one that ends it.

  /// Whether there is something to wait for.
  public var isWait: Bool { folder != nil }

  private let folder: RunFolder?
  private var fault: SystemFault?

  init(of folder: RunFolder?) { self.folder = folder?.durability == .grouped ? folder : nil }

  /// Makes everything that was written before durable.
  public func perform() {
    guard let folder else { return }
    do throws(SystemFault) {
      try folder.files.syncAll(folder.root)
    } catch {
      fault = error
    }
  }

  /// Throws if the bytes may be lost.
  func check() throws(SinkError) {
    if let fault { throw SinkError(fault, path: ".") }
  }
}
