public import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Review

/// The studio: a web server on loopback that shows a template as its customers will see it.
public struct PreviewServer: Sendable {
  private let options: PreviewOptions
  private let studio: Studio
  private let listeners = Listeners()

  /// The port that is tried first.
  private static let usualPort: UInt16 = 4040
  /// How many ports after it are tried.
  private static let mostTries: UInt16 = 50

  /// Makes a studio.
  public init(_ options: PreviewOptions) {
    self.options = options
    studio = Studio(options)
  }

  /// Serves until the process ends; blocks the calling thread.
  ///
  /// - Throws: `preview-address` when it cannot listen.
  public func run() throws(DiagnosticsError) {
    guard let (address, port) = freeAddress() else {
      throw DiagnosticsError(
        Diagnostic(
          code: "preview-address", message: "cannot listen at \(options.host)",
          hint: "choose another --port, or none; --host must be an address of this machine"))
    }
    // A browser that went away in the middle of an answer is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    let gate = RequestGuard(host: options.host, port: port, token: options.token)
    let shown = options.host.contains(":") ? "[\(options.host)]" : options.host
    let query = options.token.map { "/?token=\($0)" } ?? "/"
    StudioThreads.run { [options, studio, listeners] in
      _ = await studio.reload()
      StudioThreads.watch(options.template) {
        if await studio.reload() { listeners.send("changed") }
      }
      try? await StudioThreads.serve(at: address) {
        options.announce("http://\(shown):\(port)\(query)")
        if options.opens { StudioThreads.open("http://\(shown):\(port)\(query)") }
      } answer: { request in
        if let refusal = gate.refusal(request) { return refusal }
        var response = await answer(request)
        if request.path == "/", let cookie = gate.cookie {
          response.headers[HTTPHeader("Set-Cookie")] = cookie
        }
        return await CompressedAnswers.compressed(response, for: request)
      }
    }
  }

  /// The address to listen at: the port asked for, or the next that nobody has.
  private func freeAddress() -> (any SocketAddress, UInt16)? {
    let first = options.port ?? Self.usualPort
    let last = first > .max - Self.mostTries ? .max : first + Self.mostTries - 1
    for port in first...last {
      if options.host.contains(":") {
        guard let address = try? sockaddr_in6.inet6(ip6: options.host, port: port) else {
          return nil
        }
        if canBind(address) { return (address, port) }
      } else {
        guard let address = try? sockaddr_in.inet(ip4: options.host, port: port) else { return nil }
        if canBind(address) { return (address, port) }
      }
    }
    return nil
  }

  private func canBind(_ address: some SocketAddress) -> Bool {
    guard let probe = try? Socket(domain: Int32(type(of: address).family)) else { return false }
    defer { try? probe.close() }
    guard (try? probe.setValue(true, for: .localAddressReuse)) != nil,
      (try? probe.bind(to: address)) != nil
    else { return false }
    return (try? probe.listen()) != nil
  }
}

// MARK: Answers

extension PreviewServer {
  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    func word(_ name: String) -> String { request.query.first { $0.name == name }?.value ?? "" }
    switch request.path {
    case "/": return file(PackageResources.index_html, "text/html; charset=utf-8")
    case "/studio.css": return file(PackageResources.studio_css, "text/css; charset=utf-8")
    case "/studio.js": return file(PackageResources.studio_js, "text/javascript; charset=utf-8")
    case "/stage.js": return file(PackageResources.stage_js, "text/javascript; charset=utf-8")
    case "/panes.js": return file(PackageResources.panes_js, "text/javascript; charset=utf-8")
    case "/film.js": return file(PackageResources.film_js, "text/javascript; charset=utf-8")
    case "/audit.js": return file(PackageResources.audit_js, "text/javascript; charset=utf-8")
    case "/axe.js": return axe()
    case "/api/template": return json(await studio.templateAnswer())
    case "/api/people": return json(await studio.peopleAnswer(word("search")))
    case "/api/revisions": return json(await studio.revisionsAnswer())
    case "/api/sample-checks": return json(await studio.sampleChecksAnswer())
    case "/api/film-checks": return json(await studio.filmChecksAnswer())
    case "/api/film": return json(await studio.filmAnswer(Int(word("number")) ?? 0))
    case "/api/events": return events()
    case "/api/render":
      guard request.method == .POST, let body = try? await request.bodyData,
        let wish = try? JSONDecoder().decode(Studio.Wish.self, from: body)
      else { return HTTPResponse(statusCode: .badRequest) }
      return json(await studio.renderAnswer(wish))
    case let path where path.hasPrefix("/film/"):
      guard let number = Int(path.dropFirst(6)), let page = await studio.desk.player(number) else {
        return HTTPResponse(statusCode: .notFound)
      }
      return word("audit").isEmpty ? played(page) : audited(page)
    case let path where path.hasPrefix("/frame/"):
      guard let number = Int(path.dropFirst(7)), let frame = Int(word("frame")) else {
        return HTTPResponse(statusCode: .notFound)
      }
      let picture = await studio.desk.picture(
        number, layout: word("layout"), frame: frame, popup: word("popup"),
        longest: Int(word("longest")) ?? 0)
      return picture.map {
        word("save").isEmpty
          ? response(Data($0), "image/png", policy: "default-src 'none'")
          : saved($0, "image/png", name: "frame-\(frame).png")
      }
        ?? HTTPResponse(statusCode: .notFound)
    case let path where path.hasPrefix("/video/"):
      guard let number = Int(path.dropFirst(7)),
        let video = await studio.desk.video(number, layout: word("layout"))
      else { return HTTPResponse(statusCode: .notFound) }
      return saved(video, "video/mp4", name: "film.mp4")
    default:
      guard request.path.hasPrefix("/page/"), let number = Int(request.path.dropFirst(6)),
        let page = await studio.page(number)
      else { return HTTPResponse(statusCode: .notFound) }
      return word("audit").isEmpty ? shown(page) : audited(page)
    }
  }

  /// Nothing of the studio comes from elsewhere, and no other page may hold it in a frame.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  private func file(_ bytes: [UInt8], _ type: String) -> HTTPResponse {
    response(Data(bytes), type, policy: Self.policy)
  }

  private func json(_ tree: JSONTree) -> HTTPResponse {
    response(Data(tree.text.utf8), "application/json", policy: "default-src 'none'")
  }

  /// A page as it is, without the right to run anything.
  private func shown(_ page: [UInt8]) -> HTTPResponse {
    response(
      Data(page), "text/html; charset=utf-8",
      policy: "sandbox allow-same-origin; frame-ancestors 'self'")
  }

  /// A film's player: its own script runs, in an origin that is nobody's.
  private func played(_ page: [UInt8]) -> HTTPResponse {
    response(
      Data(page), "text/html; charset=utf-8",
      policy: "sandbox allow-scripts; frame-ancestors 'self'")
  }

  /// A file that the browser saves.
  private func saved(_ file: [UInt8], _ type: String, name: String) -> HTTPResponse {
    var answer = response(Data(file), type, policy: "default-src 'none'")
    answer.headers[HTTPHeader("Content-Disposition")] = "attachment; filename=\"\(name)\""
    return answer
  }

  /// A page in which only the auditor runs: its own policy makes room for that, and for nothing else.
  private func audited(_ page: [UInt8]) -> HTTPResponse {
    var text = String(decoding: page, as: UTF8.self)
    text = text.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    text += "<script src=\"/axe.js\"></script><script src=\"/audit.js\"></script>"
    return response(
      Data(text.utf8), "text/html; charset=utf-8",
      policy: "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; "
        + "frame-ancestors 'self'")
  }

  private func events() -> HTTPResponse {
    var headers = Self.headers("text/event-stream", policy: "default-src 'none'")
    headers[.connection] = "close"
    return HTTPResponse(
      statusCode: .ok, headers: headers, body: HTTPBodySequence(from: listeners.listen()))
  }

  /// axe-core (MPL-2.0) comes from the test environment, or from where it is said to be.
  private func axe() -> HTTPResponse {
    let paths = options.axe.map { [$0] } ?? Self.axePlaces()
    for path in paths {
      if let script = try? Data(contentsOf: URL(filePath: path)) {
        return response(script, "text/javascript; charset=utf-8", policy: "default-src 'none'")
      }
    }
    return HTTPResponse(statusCode: .notFound)
  }

  private static func axePlaces() -> [String] {
    let venv = ".setup/venv/lib"
    let pythons = (try? FileManager.default.contentsOfDirectory(atPath: venv)) ?? []
    return pythons.sorted().map { "\(venv)/\($0)/site-packages/axe_playwright_python/axe.min.js" }
  }

  private static func headers(_ type: String, policy: String) -> HTTPHeaders {
    var headers = HTTPHeaders()
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    headers[HTTPHeader("Content-Security-Policy")] = policy
    headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    headers[HTTPHeader("Referrer-Policy")] = "no-referrer"
    headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    return headers
  }

  private func response(_ body: Data, _ type: String, policy: String) -> HTTPResponse {
    HTTPResponse(statusCode: .ok, headers: Self.headers(type, policy: policy), body: body)
  }
}
