import Foundation

/// Pictures of pages as Chromium draws them, for reports; none where it is not installed.
struct PagePictures {
  private let browser: String
  /// The width of a tablet: wide enough for every block, narrow enough for three side by side.
  private static let width = 820
  /// Longer pages are cut.
  private static let height = 8000

  /// Finds the browser; nil where there is none.
  init?() {
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    guard let found = known.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return nil }
    browser = found
  }

  /// A PNG of a page, in about a second; nil when the browser fails.
  func picture(of page: [UInt8]) -> Data? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "billow-\(UUID().uuidString.lowercased())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "page.html")
    let target = folder.appending(path: "page.png")
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true))
        != nil, (try? Data(page).write(to: source)) != nil
    else { return nil }
    // The sandbox cannot be had as root in a container; the page is ours, without script, off the network.
    let arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
      "--force-color-profile=srgb",
      "--disable-background-networking", "--no-first-run", "--lang=en-US",
      "--user-data-dir=\(folder.path)/profile", "--window-size=\(Self.width),\(Self.height)",
      "--screenshot=\(target.path)", source.absoluteString,
    ]
    guard GitRevision.run(browser, arguments, in: folder.path) != nil else { return nil }
    return try? Data(contentsOf: target)
  }
}
