import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Synchronization

/// Everything of the studio that runs beside something else: the server, the watch on files, the open browsers.
enum StudioThreads {
  /// Runs the server until it fails; blocks the calling thread.
  static func run(_ work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await work()
      done.signal()
    }
    done.wait()
  }

  /// More connections than this wait until others end: a browser has six.
  private static let mostConnections = 96

  /// Listens, tells so, and converses with whoever comes, until the socket fails.
  static func serve(
    at address: some SocketAddress, listening: @Sendable () -> Void,
    answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) async throws {
    let pool = HTTPServer.defaultPool()
    try await pool.prepare()
    let socket = try Socket(domain: Int32(type(of: address).family))
    try socket.setValue(true, for: .localAddressReuse)
    // Events are small writes: none is to wait for the one before. Accepted sockets inherit it.
    try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try socket.bind(to: address)
    try socket.listen()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      listening()
      var open = 0
      while true {
        let accepted = try await listener.accept()
        open += 1
        group.addTask {
          var conversation = HTTPConversation(accepted, answer: answer)
          await conversation.run()
        }
        if open > mostConnections {
          _ = try await group.next()
          open -= 1
        }
      }
    }
  }

  /// What work gives, or nil when it fails or takes longer.
  static func within<Result: Sendable>(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> Result
  ) async -> Result? {
    await withTaskGroup(of: Result?.self) { group in
      group.addTask { try? await work() }
      group.addTask {
        try? await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  /// Calls after files below a folder have changed and then rested for a moment.
  static func watch(_ folder: String, _ changed: @escaping @Sendable () async -> Void) {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    Thread.detachNewThread {
      // The next watch stands before anybody reads: what is saved meanwhile is a change again.
      var watch = FolderWatch(folder)
      while let current = watch, current.wait() {
        watch = FolderWatch(folder)
        continuation.yield()
        // A branch without the template, or a folder moved away: it may come back.
        while watch == nil {
          usleep(200_000)
          watch = FolderWatch(folder)
          if watch != nil { continuation.yield() }
        }
      }
      continuation.finish()
    }
    Task.detached { for await _ in stream { await changed() } }
  }

  /// Opens a page in the person's browser.
  static func open(_ address: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}

/// One look-out for changes below a folder, by inotify.
///
/// Made anew for each change, so that new folders are watched too.
final class FolderWatch {
  private let descriptor: Int32
  /// A save is often several changes; this many milliseconds of rest end it.
  private static let rest: Int32 = 25

  /// Watches every folder below; nil when the system gives no watch.
  init?(_ folder: String) {
    descriptor = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    let mask = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_MOVE_SELF)
    guard inotify_add_watch(descriptor, folder, mask) >= 0 else { return nil }
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        _ = inotify_add_watch(descriptor, path, mask)
      }
    }
  }

  deinit { close(descriptor) }

  /// Waits for a change and for the rest after it; false when the system fails.
  func wait() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var timeout: Int32 = -1
    while true {
      var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&poller, 1, timeout)
      if ready < 0, errno == EINTR { continue }
      if ready < 0 { return false }
      if ready == 0 { return true }
      guard read(descriptor, &buffer, buffer.count) > 0 else { return false }
      timeout = Self.rest
    }
  }
}

/// The browsers that listen for changes.
final class Listeners: Sendable {
  private let open = Mutex<[Int: AsyncStream<[UInt8]>.Continuation]>([:])
  private let last = Mutex(0)
  /// More than this many tabs are a mistake or an attack; the oldest is let go.
  private static let most = 32

  /// A new listener's events, as the bytes of a `text/event-stream`.
  func listen() -> EventBytes {
    let number = last.withLock {
      $0 += 1
      return $0
    }
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(
      bufferingPolicy: .bufferingNewest(8))
    continuation.onTermination = { [weak self] _ in
      self?.open.withLock { $0[number] = nil }
    }
    let oldest = open.withLock { open -> AsyncStream<[UInt8]>.Continuation? in
      open[number] = continuation
      guard open.count > Self.most, let first = open.keys.min() else { return nil }
      return open.removeValue(forKey: first)
    }
    oldest?.finish()
    continuation.yield(Array("retry: 500\n\n".utf8))
    return EventBytes(stream: stream)
  }

  /// Tells all of them.
  func send(_ event: String) {
    let bytes = Array("event: \(event)\ndata: \n\n".utf8)
    for listener in open.withLock({ Array($0.values) }) { listener.yield(bytes) }
  }
}

/// Events as FlyingFox takes a body that grows.
struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8
  let stream: AsyncStream<[UInt8]>

  func makeAsyncIterator() -> Iterator { Iterator(iterator: stream.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var iterator: AsyncStream<[UInt8]>.Iterator

    mutating func next() async throws -> UInt8? { nil }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      await iterator.next()
    }
  }
}
