internal import Sinks

/// How the report looks: one style sheet, named by its hash in the page's policy.
enum ReportStyle {
  /// The policy's source for the sheet: `sha256-` and its digest in base 64.
  static let source: String = {
    let text = String(describing: sheet)
    let digest = Array(text.utf8).withUnsafeBytes { SHA256Digest(of: $0) }
    let words = digest.words
    var bytes: [UInt8] = []
    for word in [words.0, words.1, words.2, words.3] {
      withUnsafeBytes(of: word.bigEndian) { bytes += $0 }
    }
    return "sha256-" + base64(bytes)
  }()

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) {
        $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0)
      }
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }

  static let sheet: StaticString = """
    :root{color-scheme:light dark;--ink:#1c2430;--soft:#566173;--paper:#f4f6f9;--card:#fff;\
    --line:#d9dfe8;--good:#0b6e4f;--bad:#b3261e;--rule:#8a5a00;--link:#0b5cad}
    @media (prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a9b4c4;--paper:#12161d;\
    --card:#1b212b;--line:#323c4b;--good:#5fd3a8;--bad:#ff8f86;--rule:#f0be62;--link:#8ec3ff}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
    header{margin-bottom:1.75rem}
    h1{font-size:2.1rem;line-height:1.2;margin:.1rem 0 .6rem}
    h2{font-size:1.15rem;margin:0 0 .9rem}
    p{margin:.6rem 0 0}
    a{color:var(--link)}
    a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    code{font:.87em/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;overflow-wrap:anywhere}
    .kicker{margin:0;color:var(--soft);font-size:.85rem;letter-spacing:.08em;text-transform:uppercase}
    .state{display:inline-block;margin:0;padding:.3rem .8rem;border-radius:2rem;\
    border:1px solid currentColor;font-weight:600}
    .good{color:var(--good)}.bad{color:var(--bad)}
    section{background:var(--card);border:1px solid var(--line);border-radius:14px;\
    padding:1.4rem 1.5rem;margin-top:1.1rem}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem;margin:0 0 1.1rem;\
    padding:0;list-style:none}
    .tiles li{border-left:5px solid var(--soft);padding-left:.9rem}
    .tiles p{margin:0;color:var(--soft);font-size:.92rem}
    .tiles .count{color:inherit;font-size:1.95rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
    .tiles .words{color:var(--soft);font-size:.87rem;font-weight:400;line-height:1.55}
    .tiles .rendered{border-color:var(--good)}.tiles .rejected{border-color:var(--bad)}
    .tiles .suppressed{border-color:var(--rule)}
    .bar{display:block;width:100%;height:14px;border-radius:7px;background:var(--line)}
    rect.rendered{fill:var(--good)}rect.rejected{fill:var(--bad)}rect.suppressed{fill:var(--rule)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.95rem}
    th,td{text-align:left;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
    tbody tr:last-child>*{border-bottom:0}
    thead th{color:var(--soft);font-weight:600;font-size:.87rem}
    tbody th{font-weight:600}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0;padding-left:.9rem}
    .keys th,.keys td{white-space:nowrap}
    .samples{columns:17rem;margin:.7rem 0 0;padding:0;list-style:none}
    .samples li{padding:.22rem 0;break-inside:avoid;color:var(--soft)}
    .checks{margin:0;padding-left:1.2rem}
    .facts{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.2rem;margin:0;font-size:.95rem}
    .facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
    @media (max-width:34rem){.facts{grid-template-columns:1fr}.facts dd{margin-bottom:.5rem}}
    @media print{body{background:#fff}section{break-inside:avoid}main{padding:0}}

    """
}
