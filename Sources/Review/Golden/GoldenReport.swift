public import Communication
import Foundation

/// One self-contained HTML page about a golden check: for each record expected, actual, difference.
public struct GoldenReport {
  /// The page.
  public let text: String

  /// Pictures are slow and large: beyond this many changed records only words are shown.
  private static let mostPictures = 12

  /// Makes the page; asks Chromium for pictures of what changed, where it is installed.
  public init(
    _ check: GoldenCheck, template: String, asOf: String?, readers: TemplateReaders,
    on stage: FilmStage? = nil
  ) {
    let pictures = PagePictures()
    var expected = ExpectedPages(
      folder: template, readers: readers, asOf: asOf.flatMap { AsOfDate($0) })
    var rows = ""
    var pictured = 0
    for result in check.results {
      var shown = ""
      if !result.isSame, pictured < Self.mostPictures {
        let pages = Self.changedPages(of: result)
        if !pages.isEmpty {
          shown +=
            pictures.map { Self.pictures(of: pages, result, $0, &expected) }
            ?? "<p class=\"none\">No pictures of pages: Chromium is not installed here.</p>"
        }
        if let stage { shown += Self.frames(of: result, check, stage, &expected) }
        pictured += 1
      } else if !result.isSame {
        shown = "<p class=\"none\">No pictures: only the first \(Self.mostPictures) have them.</p>"
      }
      rows += Self.row(result, shown)
    }
    let differing = check.results.filter { !$0.isSame }.count
    var command = "billow golden record \(template) --accept"
    if let asOf { command += " --as-of \(asOf)" }
    text = Self.page(
      title: "\(template): \(differing) of \(check.results.count) differ", rows: rows,
      command: command)
  }

  static func escaped(_ text: String) -> String { JUnitReport.escaped(text) }

  private static func row(_ result: GoldenCheck.Result, _ pictures: String) -> String {
    var state = "same"
    var body = ""
    switch result.state {
    case .same:
      return
        "<article class=\"same\"><h2>\(escaped(result.name))</h2><p>as recorded</p></article>\n"
    case .unrecorded: state = "nothing recorded"
    case .orphaned: state = "no such record any more"
    case .changed(let blocks):
      state = GoldenCheck.names(blocks)
      for block in blocks { body += difference(block) }
    }
    return "<article class=\"changed\"><h2>\(escaped(result.name))</h2><p>\(escaped(state))</p>"
      + body + pictures + "</article>\n"
  }

  private static func difference(_ block: BlockDifference) -> String {
    var out = "<h3>\(escaped(block.name))</h3><pre tabindex=\"0\">"
    for line in block.diff.shortened() {
      switch line {
      case .same(let text): out += "  \(escaped(text))\n"
      case .removed(let text): out += "<del>- \(escaped(text))\n</del>"
      case .added(let text): out += "<ins>+ \(escaped(text))\n</ins>"
      }
    }
    return out + "</pre>"
  }

  /// The pages that a browser shows and that are not as recorded.
  private static func changedPages(of result: GoldenCheck.Result) -> [ReviewedDocument.Page] {
    (result.document?.pages ?? []).filter {
      $0.isHTML && !ExpectedPages.isRecorded($0.fileName, $0.bytes, result)
    }
  }

  private static func pictures(
    of pages: [ReviewedDocument.Page], _ result: GoldenCheck.Result, _ pictures: PagePictures,
    _ expected: inout ExpectedPages
  ) -> String {
    var out = ""
    let before = expected.pages(of: result)
    for page in pages {
      guard let actual = pictures.picture(of: page.bytes) else { continue }
      let old = before.first { $0.fileName == page.fileName }.flatMap {
        pictures.picture(of: $0.bytes)
      }
      out += three(page.fileName, old, actual)
    }
    return out
  }

  /// Expected, actual, difference, side by side.
  static func three(_ name: String, _ old: Data?, _ actual: Data?) -> String {
    let missing =
      "<p class=\"none\">What was recorded cannot be shown: its commit is not here, or the engine has "
      + "changed.</p>"
    var out = "<h3>\(escaped(name))</h3><div class=\"three\">"
    out += figure("expected", old, instead: missing)
    out += figure("actual", actual, instead: "<p class=\"none\">It is not there any more.</p>")
    if old != nil, actual != nil {
      out +=
        "<figure><figcaption>difference <output></output></figcaption>"
        + view("difference", "<canvas role=\"img\" aria-label=\"difference\"></canvas>")
        + "</figure>"
    }
    return out + "</div>"
  }

  /// A picture in a window of its own height: pages are long.
  private static func view(_ name: String, _ picture: String) -> String {
    "<div class=\"view\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">\(picture)</div>"
  }

  private static func figure(_ name: String, _ png: Data?, instead: String) -> String {
    let body =
      png.map {
        view(
          name, "<img alt=\"\(name)\" src=\"data:image/png;base64,\($0.base64EncodedString())\">")
      } ?? instead
    return "<figure><figcaption>\(name)</figcaption>\(body)</figure>"
  }

  private static func page(title: String, rows: String, command: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>\(escaped(title))</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <style>
    :root { --line: #c8d3d5; --soft: #f2f6f6; --ink: #10292e; --quiet: #50686d; --page: #fff; --add: #dff3e3; --del: #fbe3e1 }
    @media (prefers-color-scheme: dark) {
      :root { --line: #3a4c50; --soft: #16262a; --ink: #e6f0f1; --quiet: #a3b9bd; --page: #0d1a1d; --add: #14391f; --del: #4a1d19 }
    }
    body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif;
      color: var(--ink); background: var(--page) }
    header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center }
    h1 { font-size: 1.4rem; margin: 0; flex: 1 1 20rem } h2 { font-size: 1.1rem; margin: 0 }
    h3 { font-size: .95rem; margin: 1rem 0 .25rem }
    code, pre { font: 13px/1.5 ui-monospace, monospace }
    header code { background: var(--soft); padding: .5rem .75rem; border-radius: .4rem; user-select: all }
    article { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 1rem 0 }
    article p { margin: .25rem 0 0 }
    .three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; margin-top: 1rem }
    figure { margin: 0 } figcaption { font-weight: 600; margin-bottom: .25rem }
    .view { max-height: 40rem; overflow: auto; border: 1px solid var(--line) }
    .view img, .view canvas { width: 100%; display: block }
    .none { color: var(--quiet) }
    pre { background: var(--soft); padding: .75rem; border-radius: .4rem; overflow: auto; margin: 0 }
    ins { background: var(--add); text-decoration: none } del { background: var(--del); text-decoration: none }
    body:has(#only:checked) .same { display: none }
    </style></head><body>
    <header><h1>\(escaped(title))</h1>
    <label><input type="checkbox" id="only" checked> only what changed</label>
    <span>To accept: <code>\(escaped(command))</code> <button type="button" id="copy">Copy</button></span></header>
    <main>
    \(rows)</main>
    <script>
    document.getElementById('copy').onclick = event => {
      navigator.clipboard?.writeText(document.querySelector('header code').textContent);
      event.target.textContent = 'Copied';
    };
    // A pixel differs when a channel of it moved by more than 16 of 255.
    const tolerance = 16;
    for (const row of document.querySelectorAll('.three')) {
      const [before, after] = row.querySelectorAll('img'), canvas = row.querySelector('canvas');
      if (!after || !canvas) continue;
      Promise.all([before.decode(), after.decode()]).then(() => {
        const w = Math.max(before.naturalWidth, after.naturalWidth);
        const h = Math.max(before.naturalHeight, after.naturalHeight);
        const read = image => {
          const sheet = Object.assign(document.createElement('canvas'), { width: w, height: h });
          const pen = sheet.getContext('2d', { willReadFrequently: true });
          pen.drawImage(image, 0, 0);
          return pen.getImageData(0, 0, w, h);
        };
        const a = read(before), b = read(after), out = new ImageData(w, h);
        const near = (p, i, q, j) => [0, 1, 2].every(c => Math.abs(p[i + c] - q[j + c]) <= tolerance);
        let count = 0, first = h;
        for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) {
          const i = 4 * (y * w + x);
          const grey = 160 + (a.data[i] + a.data[i + 1] + a.data[i + 2]) / 8;
          let differs = !near(a.data, i, b.data, i);
          if (differs) { count++; first = Math.min(first, y); }
          out.data.set(differs ? [220, 0, 60, 255] : [grey, grey, grey, 255], i);
        }
        canvas.width = w; canvas.height = h;
        canvas.getContext('2d').putImageData(out, 0, 0);
        row.querySelector('output').textContent = count + (count === 1 ? ' pixel' : ' pixels');
        // All three show where the difference begins, and move as one.
        const views = [...row.querySelectorAll('.view')];
        for (const view of views) {
          view.onscroll = () => { for (const other of views) if (other !== view && Math.abs(other.scrollTop - view.scrollTop) > 1) other.scrollTop = view.scrollTop; };
          view.scrollTop = count ? first / h * view.scrollHeight - 80 : 0;
        }
      });
    }
    </script></body></html>

    """
  }
}
