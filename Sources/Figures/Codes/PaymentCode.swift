/// A payment as a QR code that a bank's app scans, drawn as SVG.
///
/// Dark on white whatever the page's theme, with the quiet zone of four modules that ISO/IEC 18004 asks for:
/// a scanner must not depend on a style sheet.
public struct PaymentCode: Sendable {
  /// What keeps a payment from being a code; each names the rule of its standard.
  public enum Problem: String, Error, Sendable {
    case iban = "the account is not a valid IBAN"
    case area = "the account is in no country of SEPA"
    case bankIdentifier = "the bank's identifier is not a BIC of 8 or 11 characters"
    case bankNeeded = "an account outside the European Economic Area needs its bank's BIC"
    case name = "the payee's name has not 1 to 70 characters"
    case amount = "the amount is outside what the standard allows, 0.01 to 999999999.99"
    case amountFraction = "the amount has a fraction of a cent"
    case amountNumber = "the amount is not a number"
    case noAmount = "the payment has no amount"
    case purpose = "the purpose is not a code of 1 to 4 capital letters or digits"
    case reference =
      "the reference is no creditor reference of ISO 11649 (RF...), nor another of up to 35 characters"
    case text = "the remittance text is longer than 140 characters"
    case twoRemittances = "a payment has a reference or a text, not both"
    case information = "the information is longer than 70 characters"
    case lineBreak = "a text has a line break or another control character"
    case size = "the payment is larger than its code can hold"
    case noticeNumber = "the notice number is not 18 digits with the right check digits"
    case creditor = "the creditor's fiscal code is not 11 digits with the right check digit"
  }

  /// What is drawn for each payment, in the drawing's units: one a module.
  private static let quietZone = 4

  private let payload: [UInt8]
  private let versions: ClosedRange<Int>

  init(payload: [UInt8], versions: ClosedRange<Int>) {
    self.payload = payload
    self.versions = versions
  }

  /// What a scanner reads.
  public var bytes: [UInt8] { payload }

  /// Appends the code as SVG, one image to assistive technology; none where it has no title.
  ///
  /// - Parameters:
  ///   - title: what the code is for, in a few words; may be empty.
  ///   - idPrefix: starts the ids of the drawing, unique on its page.
  ///   - out: what the drawing is appended to.
  /// - Throws: `Problem.size` when the payload does not fit the symbol its standard allows.
  public func write(
    title: FigureText, idPrefix: String, to out: inout SVGWriter
  ) throws(Problem) {
    guard let symbol = QRSymbol(payload, versions: versions) else { throw .size }
    let side = symbol.width + 2 * Self.quietZone
    out.svg("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    if !title.isEmpty { out.svg(" role=\"img\"") }
    out.svg(" class=\"payment-code\" viewBox=\"0 0 ")
    out.svg(integer: side)
    out.append(0x20)
    out.svg(integer: side)
    if title.isEmpty {
      // An image without a name is announced and says nothing; the payment stands beside it as text.
      out.svg("\" aria-hidden=\"true\">")
    } else {
      out.svg("\" aria-labelledby=\"")
      out.append(contentsOf: idPrefix.utf8)
      out.svg("-title\"><title id=\"")
      out.append(contentsOf: idPrefix.utf8)
      out.svg("-title\">")
      out.svg(text: title)
      out.svg("</title>")
    }
    out.svg("<rect width=\"")
    out.svg(integer: side)
    out.svg("\" height=\"")
    out.svg(integer: side)
    out.svg("\" fill=\"#fff\"/><path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"")
    for row in 0..<symbol.width { Self.write(row: row, of: symbol, to: &out) }
    out.svg("\"/></svg>")
  }

  /// Neighbouring dark modules of a row are one rectangle: a third of the bytes, and no seams between them.
  private static func write(row: Int, of symbol: QRSymbol, to out: inout SVGWriter) {
    symbol.forEachDarkRun(in: row) { column, count in
      out.reserve(longestRun)
      out.put("M")
      out.put(column + quietZone)
      out.put(" ")
      out.put(row + quietZone)
      out.put("h")
      out.put(count)
      out.put("v1h-")
      out.put(count)
      out.put("z")
    }
  }

  /// `M123 123h123v1h-123z`, and what a number has room for besides.
  private static let longestRun = 24
}
