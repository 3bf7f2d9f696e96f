import FlyingFox
import Foundation

/// Decides whether a request is answered at all.
///
/// A page of another origin can make a browser send requests here, and can point a name of its own at 127.0.0.1. So the
/// `Host` must be an address this server was started for, what changes or reveals anything needs a header that no
/// foreign form can send, and off loopback every request carries the token.
struct RequestGuard: Sendable {
  let hosts: Set<String>
  let token: String?
  /// Cookies are of a host, whatever the port: each studio has its own.
  private let cookieName: String

  /// An edited record is far smaller.
  static let largestBody = 4 << 20

  init(host: String, port: UInt16, token: String?) {
    var names = ["\(host):\(port)"]
    if host == "127.0.0.1" || host == "::1" { names += ["localhost:\(port)", "[::1]:\(port)"] }
    hosts = Set(names)
    self.token = token
    cookieName = "billow-\(port)"
  }

  /// Why a request is refused; nil when it may pass.
  func refusal(_ request: HTTPRequest) -> HTTPResponse? {
    // Off loopback the name may be any; the token is what guards.
    if token == nil, !hosts.contains(request.headers[.host]?.lowercased() ?? "") {
      return Self.refuse(
        .misdirected, "this server answers at \(hosts.sorted().joined(separator: ", "))")
    }
    if let token, !carries(token, request) {
      return Self.refuse(.unauthorized, "the token is missing or wrong")
    }
    guard request.method == .GET || request.method == .POST else {
      return Self.refuse(.methodNotAllowed, "only GET and POST")
    }
    let isTalk = request.path.hasPrefix("/api/") && request.path != "/api/events"
    if isTalk, request.headers[HTTPHeader("X-Billow")] != "1" {
      return Self.refuse(.forbidden, "only the studio's own page may ask")
    }
    return nil
  }

  private func carries(_ token: String, _ request: HTTPRequest) -> Bool {
    let given =
      request.headers[.authorization].map { String($0.dropFirst("Bearer ".count)) }
      ?? request.query.first { $0.name == "token" }?.value ?? cookie(in: request) ?? ""
    let (left, right) = (Array(given.utf8), Array(token.utf8))
    guard left.count == right.count else { return false }
    // Every byte is looked at, so that the time says nothing.
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// What lets a browser fetch the page's own scripts: their addresses carry no token.
  ///
  /// Nil where there is no token. No script can read it, and no other site's page can make a browser send it.
  var cookie: String? {
    token.map { "\(cookieName)=\($0); Path=/; HttpOnly; SameSite=Strict" }
  }

  private func cookie(in request: HTTPRequest) -> String? {
    let start = cookieName + "="
    return (request.headers[HTTPHeader("Cookie")] ?? "").split(separator: ";")
      .map { $0.drop { $0 == " " } }.first { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count)) }
  }

  private static func refuse(_ status: HTTPStatusCode, _ words: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: Data((words + "\n").utf8))
  }
}

extension HTTPStatusCode {
  /// RFC 9110, 15.5.20: the request was meant for another server.
  fileprivate static let misdirected = HTTPStatusCode(421, phrase: "Misdirected Request")
}
