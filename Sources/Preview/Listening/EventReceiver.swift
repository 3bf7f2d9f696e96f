public import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Listening
import Synchronization

/// A small receiver of events on loopback, for trials: writes each good one as a line, and answers nothing.
///
/// It sets no cookie, asks for nobody's name, and keeps neither address nor time.
public struct EventReceiver: Sendable {
  /// The path that pages post to.
  public static let path = "/events"

  private let host: String
  private let port: UInt16
  private let file: EventFile
  private let announce: @Sendable (String) -> Void

  /// Makes a receiver that appends to the file at `path`; `announce` is told its address.
  ///
  /// - Throws: `listen-file` when the file cannot be written.
  public init(
    host: String = "127.0.0.1", port: UInt16, to path: String, limit: Int,
    announce: @escaping @Sendable (String) -> Void
  ) throws(DiagnosticsError) {
    guard let file = EventFile(path, limit: limit) else {
      throw DiagnosticsError(
        Diagnostic(
          code: "listen-file", message: "cannot write to '\(path)'",
          hint: "name a file in a folder that you may write"))
    }
    self.host = host
    self.port = port
    self.file = file
    self.announce = announce
  }

  /// Serves until the process ends; blocks the calling thread.
  ///
  /// - Throws: `listen-address` when it cannot listen.
  public func run() throws(DiagnosticsError) {
    let refused = DiagnosticsError(
      Diagnostic(
        code: "listen-address", message: "cannot listen at \(host):\(port)",
        hint: "choose another --port"))
    guard let address = try? sockaddr_in.inet(ip4: host, port: port) else { throw refused }
    signal(SIGPIPE, SIG_IGN)
    let file = file
    let (announce, shown) = (announce, "http://\(host):\(port)\(Self.path)")
    let isListening = Mutex(false)
    StudioThreads.run {
      try? await StudioThreads.serve(at: address) {
        isListening.withLock { $0 = true }
        announce(shown)
      } answer: { request in
        await Self.answer(request, file)
      }
    }
    if !isListening.withLock({ $0 }) { throw refused }
  }

  private static func answer(_ request: HTTPRequest, _ file: EventFile) async -> HTTPResponse {
    guard request.path == path else { return HTTPResponse(statusCode: .notFound) }
    guard request.method == .POST else { return HTTPResponse(statusCode: .methodNotAllowed) }
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else {
      return HTTPResponse(statusCode: .lengthRequired)
    }
    guard length <= ListenEvent.mostBytes else { return HTTPResponse(statusCode: .payloadTooLarge) }
    guard let body = try? await request.bodyData, let event = ListenEvent([UInt8](body)) else {
      return HTTPResponse(statusCode: .badRequest)
    }
    return HTTPResponse(statusCode: file.append(event.line) ? .noContent : .serviceUnavailable)
  }
}

/// The file that events go to, one line at a time from any thread.
final class EventFile: Sendable {
  private let descriptor: Int32
  /// Lines that may still be written.
  private let left: Mutex<Int>

  init?(_ path: String, limit: Int) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    left = Mutex(limit)
  }

  deinit { close(descriptor) }

  /// Appends a line; false when the file is full, or the disk.
  func append(_ line: String) -> Bool {
    left.withLock { left in
      guard left > 0 else { return false }
      let bytes = Array((line + "\n").utf8)
      guard write(descriptor, bytes, bytes.count) == bytes.count else { return false }
      left -= 1
      return true
    }
  }
}
