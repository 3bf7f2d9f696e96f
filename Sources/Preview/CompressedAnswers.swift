import Deflate
import FlyingFox
import Foundation

/// Answers compressed for browsers that take gzip (RFC 9110, section 12.5.3), by the encoder that packs are made with.
///
/// The encoder learns from the studio's own files, which are text as pages are; it is told of no static text, because what a
/// template's pages have in common changes as it is edited.
enum CompressedAnswers {
  /// Shorter answers fit a packet as they are.
  private static let shortest = 1400

  private static let program = DeflateProgram(
    segments: [],
    samples: [
      DeflateSample(bytes: PackageResources.index_html),
      DeflateSample(bytes: PackageResources.studio_css),
      DeflateSample(bytes: PackageResources.studio_js),
    ])

  /// The answer as a gzip member where the request takes it and the answer is text; else as it is.
  static func compressed(_ response: HTTPResponse, for request: HTTPRequest) async -> HTTPResponse {
    guard isText(response.headers[.contentType] ?? ""),
      case .httpBody(let body) = response.payload, let count = body.count, count >= shortest,
      let text = try? await response.bodyData
    else { return response }
    var answer = response
    answer.headers[HTTPHeader("Vary")] = "Accept-Encoding"
    guard takesGzip(request.headers[HTTPHeader("Accept-Encoding")] ?? "") else { return answer }
    // Made anew for each answer: it is no more than two tables, and answers are written by several tasks at once.
    let encoder = DeflateEncoder(program)
    let member = text.withUnsafeBytes { Data(encoder.encode($0, container: .gzip)) }
    answer.headers[HTTPHeader("Content-Encoding")] = "gzip"
    answer.payload = .httpBody(HTTPBodySequence(data: member))
    return answer
  }

  private static func isText(_ type: String) -> Bool {
    type.hasPrefix("text/html") || type.hasPrefix("text/css") || type.hasPrefix("text/javascript")
      || type.hasPrefix("application/json")
  }

  /// Whether an `Accept-Encoding` names gzip, or everything without naming gzip, and not with a weight of 0 (RFC 9110, 12.5.3).
  static func takesGzip(_ field: String) -> Bool {
    var other: Bool?
    for item in field.split(separator: ",") {
      let parts = item.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let coding = parts.first?.lowercased(), ["gzip", "x-gzip", "*"].contains(coding) else {
        continue
      }
      let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
      let isTaken = weight.flatMap { Double($0.dropFirst(2)) } ?? 1 > 0
      if coding != "*" { return isTaken }
      other = isTaken
    }
    return other ?? false
  }
}
