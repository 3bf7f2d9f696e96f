public import Communication
internal import Diagnostics
internal import Sinks

/// What a server is to say with a run's pages, and the files that make it say so.
///
/// A page's meta tag cannot say all of it: that nobody frames it, that nobody keeps it, that no index names it.
public struct SecurityHeaders: Sendable {
  /// A header.
  struct Header: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// The folder in the output that the files stand in.
  public static let folder = "headers"

  let headers: [Header]
  /// Files beside the pages that are served to nobody; whoever a link is forwarded to could guess their names.
  let denied: [String]

  /// The headers of a template's pages, beside which stand messages of these names.
  public init(_ policy: PagePolicy, messages: [String] = []) {
    denied = messages
    headers = [
      Header(name: "Content-Security-Policy", value: policy.header),
      Header(name: "Cache-Control", value: "no-store"),
      Header(name: "Referrer-Policy", value: "no-referrer"),
      Header(name: "X-Robots-Tag", value: "noindex, nofollow, noarchive"),
      Header(name: "X-Content-Type-Options", value: "nosniff"),
      // For browsers that do not know frame-ancestors.
      Header(name: "X-Frame-Options", value: "DENY"),
      Header(name: "Permissions-Policy", value: Self.permissions),
      Header(name: "Cross-Origin-Opener-Policy", value: "same-origin"),
      Header(name: "Cross-Origin-Resource-Policy", value: "same-origin"),
    ]
  }

  /// What a bill never asks a browser for.
  private static let permissions = [
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
  ].map { "\($0)=()" }.joined(separator: ", ")

  /// The files, by their names within the output folder.
  public var files: [(name: String, bytes: [UInt8])] {
    [
      ("Caddyfile", caddy), ("cloudfront-function.js", cloudFrontFunction),
      ("cloudfront.json", cloudFront), ("nginx.conf", nginx),
    ].map { ("\(Self.folder)/\($0.0)", Array($0.1.utf8)) }
  }
}

extension SecurityHeaders {
  /// What the manifest says of the files.
  public var section: (name: String, json: String) {
    let list = files.map { file in
      let digest = file.bytes.withUnsafeBytes { SHA256Digest(of: $0) }
      return "\n{\"name\":\(JSONText.quoted(file.name)),\"bytes\":\(file.bytes.count),"
        + "\"sha256\":\"\(digest.hex)\"}"
    }
    return ("headers", "[\(list.joined(separator: ","))]")
  }
}

extension SecurityHeaders {
  private var nginx: String {
    """
    # For nginx: within server { root RUN/documents; include RUN/headers/nginx.conf; }
    # A location that has an add_header of its own loses these: include the file there again.
    index index.html;
    autoindex off;
    charset utf-8;
    etag off;
    if_modified_since off;
    add_header Last-Modified "";
    \(headers.map { "add_header \($0.name) \"\($0.value)\" always;\n" }.joined())\(
      denied.isEmpty ? "" : """
        # Messages are the mailing system's.
        location ~ \(deniedPattern) { return 404; }

        """)
    """
  }

  /// A regular expression for the paths of messages and of what `--gzip` writes beside them.
  private var deniedPattern: String {
    let names = denied.map { $0.replacing(".", with: "\\.") }
    return "/(\(names.joined(separator: "|")))(\\.gz)?$"
  }

  private var caddy: String {
    """
    # For Caddy: import RUN/headers/Caddyfile, then in the site: root * RUN/documents, import billow, file_server
    (billow) {
    \theader {
    \(headers.map { "\t\t\($0.name) \"\($0.value)\"\n" }.joined())\t\t-Last-Modified
    \t\t-Etag
    \t}
    \(denied.isEmpty ? "" : """
      \t# Messages are the mailing system's.
      \t@messages path \(denied.map { "*/\($0) */\($0).gz" }.joined(separator: " "))
      \trespond @messages 404

      """)}

    """
  }

  /// What `aws cloudfront create-response-headers-policy --response-headers-policy-config file://` takes.
  ///
  /// Four of the headers have fields of their own there, and are refused among the others.
  private var cloudFront: String {
    func value(_ name: String) -> String {
      JSONText.quoted(headers.first { $0.name == name }?.value ?? "")
    }
    let own: Set<String> = [
      "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
    ]
    let others = headers.filter { !own.contains($0.name) }
    let items = others.map {
      "{\"Header\":\(JSONText.quoted($0.name)),\"Value\":\(JSONText.quoted($0.value)),\"Override\":true}"
    }
    return """
      {"Name":"billow-pages","Comment":"Personal pages: see Docs/security-headers.md",
      "SecurityHeadersConfig":{
      "ContentSecurityPolicy":{"Override":true,"ContentSecurityPolicy":\(value("Content-Security-Policy"))},
      "ReferrerPolicy":{"Override":true,"ReferrerPolicy":\(value("Referrer-Policy"))},
      "FrameOptions":{"Override":true,"FrameOption":"DENY"},
      "ContentTypeOptions":{"Override":true}},
      "CustomHeadersConfig":{"Quantity":\(items.count),"Items":[
      \(items.joined(separator: ",\n"))]},
      "RemoveHeadersConfig":{"Quantity":2,"Items":[{"Header":"ETag"},{"Header":"Last-Modified"}]}}

      """
  }

  /// S3 knows no folders: a link that ends in a slash is asked for with the page's name behind.
  private var cloudFrontFunction: String {
    """
    // A CloudFront function for viewer requests (runtime cloudfront-js-2.0).
    function handler(event) {
      var request = event.request;
    \(denied.isEmpty ? "" : denial)  if (request.uri.endsWith('/')) request.uri += 'index.html';
      return request;
    }

    """
  }

  /// S3 reads a path's escapes, so they are undone before it is compared.
  private var denial: String {
    """
      // Messages are the mailing system's.
      var path = '';
      try { path = decodeURIComponent(request.uri); } catch (error) { return { statusCode: 400 }; }
      if (/\(deniedPattern.replacing("/(", with: "\\/("))/.test(path)) return { statusCode: 404 };

    """
  }
}
