import FlyingFox
import FlyingSocks
import Foundation

/// Talks HTTP/1.1 with one browser, with a bound on everything that a request may hold (RFC 9112).
///
/// FlyingFox's own server reads a line for as long as one comes, before anything of ours is asked; and it writes a
/// response's head and body apart, so that on a kept connection the body waits 40 ms for the head to be acknowledged.
/// Here a head is cut off at its bound, and an answer is one write.
struct HTTPConversation {
  let socket: AsyncSocket
  let answer: @Sendable (HTTPRequest) async -> HTTPResponse
  /// What came after the last request.
  private var rest: [UInt8] = []

  /// A browser's head with cookies of other servers on loopback has some kilobytes.
  static let longestHead = 16 << 10
  /// Seconds until a whole request must have come.
  static let patience = 20.0
  /// Seconds that a connection may stand idle.
  static let idle = 60.0

  init(_ socket: AsyncSocket, answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) {
    self.socket = socket
    self.answer = answer
  }

  /// Answers one request after another until the other side, or a fault, ends it; then closes the socket.
  mutating func run() async {
    defer { try? socket.close() }
    var isKept = true
    while isKept {
      do throws(Refusal) {
        guard let head = try await head() else { return }
        let request = try await request(head)
        let response = await answer(request)
        isKept =
          request.headers[.connection]?.lowercased() != "close"
          && response.headers[.connection]?.lowercased() != "close"
        guard (try? await write(response, isKept: isKept)) != nil else { return }
      } catch {
        let response = HTTPResponse(
          statusCode: error.status, headers: [.contentType: "text/plain; charset=utf-8"],
          body: Data((error.words + "\n").utf8))
        try? await write(response, isKept: false)
        return
      }
    }
  }

  /// Why a connection ends without asking what its request wants.
  struct Refusal: Error {
    let status: HTTPStatusCode
    let words: String

    static let badRequest = Refusal(status: .badRequest, words: "this is no HTTP request")
    static let tooLong = Refusal(
      status: HTTPStatusCode(431, phrase: "Request Header Fields Too Large"),
      words: "a request's head has at most \(longestHead >> 10) KiB")
    static let tooLarge = Refusal(
      status: .payloadTooLarge,
      words: "a request has at most \(RequestGuard.largestBody >> 20) MiB")
    /// The studio's own page always says how long a body is.
    static let noLength = Refusal(
      status: HTTPStatusCode(411, phrase: "Length Required"), words: "a body comes with its length")
    static let tooSlow = Refusal(
      status: HTTPStatusCode(408, phrase: "Request Timeout"), words: "the request did not come")
  }
}

// MARK: Reading

extension HTTPConversation {
  private struct Head {
    let method: String
    let target: String
    let fields: [(name: String, value: String)]
  }

  /// Everything up to the empty line; nil when the other side has gone.
  private mutating func head() async throws(Refusal) -> [UInt8]? {
    var searched = 0
    var seconds = Self.idle
    while true {
      if let end = Self.end(of: rest, from: searched) {
        guard end <= Self.longestHead else { throw .tooLong }
        let head = Array(rest[..<end])
        rest.removeFirst(end)
        return head
      }
      guard rest.count <= Self.longestHead else { throw .tooLong }
      searched = max(0, rest.count - 3)
      guard let bytes = await more(within: seconds) else {
        if rest.isEmpty { return nil }
        throw .tooSlow
      }
      rest += bytes
      seconds = Self.patience
    }
  }

  /// What the other side sends next; nil when it is gone or takes too long.
  private func more(within seconds: Double) async -> [UInt8]? {
    await StudioThreads.within(seconds) { [socket] in try await socket.read(atMost: 4096) }
  }

  /// Where a head ends: behind its empty line.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 3 < bytes.count {
      if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10
      {
        return index + 4
      }
      index += 1
    }
    return nil
  }

  private mutating func request(_ bytes: [UInt8]) async throws(Refusal) -> HTTPRequest {
    guard let head = Self.parsed(bytes), let target = URLComponents(string: head.target) else {
      throw .badRequest
    }
    var headers: [HTTPHeader: String] = [:]
    for field in head.fields {
      // A second Host or length would mean one thing here and another elsewhere (RFC 9112, 3.2 and 6.3).
      guard headers.updateValue(field.value, forKey: HTTPHeader(field.name)) == nil else {
        throw .badRequest
      }
    }
    if headers[.transferEncoding] != nil { throw .noLength }
    let length = headers[.contentLength].map { Int($0) ?? -1 } ?? 0
    guard length >= 0 else { throw .badRequest }
    guard length <= RequestGuard.largestBody else { throw .tooLarge }
    while rest.count < length {
      guard let bytes = await more(within: Self.patience) else { throw .tooSlow }
      rest += bytes
    }
    let body = Data(rest[..<length])
    rest.removeFirst(length)
    return HTTPRequest(
      method: HTTPMethod(head.method), version: .http11, path: target.path,
      query: (target.queryItems ?? []).map { .init(name: $0.name, value: $0.value ?? "") },
      headers: headers, body: body)
  }

  private static func parsed(_ bytes: [UInt8]) -> Head? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: true)
    guard let first = lines.first else { return nil }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[1].hasPrefix("/"), words[2] == "HTTP/1.1" else { return nil }
    var fields: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
      let name = line[..<colon]
      // No space before the colon, no folded lines (RFC 9112, 5.1 and 5.2).
      guard !name.contains(where: { $0.isWhitespace }) else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      fields.append((String(name).lowercased(), value))
    }
    return Head(method: String(words[0]), target: String(words[1]), fields: fields)
  }
}

// MARK: Writing

extension HTTPConversation {
  private func write(_ response: HTTPResponse, isKept: Bool) async throws {
    guard case .httpBody(let sequence) = response.payload else { return }
    var head = "HTTP/1.1 \(response.statusCode.code) \(response.statusCode.phrase)\r\n"
    for (name, value) in response.headers
    where name != .contentLength && name != .connection {
      head += "\(name.rawValue): \(value)\r\n"
    }
    head += "Connection: \(isKept ? "keep-alive" : "close")\r\n"
    guard let length = sequence.count else {
      // Events go on until one side ends the connection.
      try await socket.write(Data((head + "\r\n").utf8))
      for try await piece in sequence { try await socket.write(piece) }
      return
    }
    var bytes = Data((head + "Content-Length: \(length)\r\n\r\n").utf8)
    for try await piece in sequence { bytes += piece }
    try await socket.write(bytes)
  }
}
