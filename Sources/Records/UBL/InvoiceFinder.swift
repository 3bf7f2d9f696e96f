internal import Glibc

/// Finds the invoices in an XML text without parsing it: most files are one, some wrap several.
///
/// It only counts; the decoder parses the text and refuses it when it counts differently.
struct InvoiceFinder {
  private let text: UnsafeRawBufferPointer
  private var next = 0
  private var depth = 0
  /// Where the current invoice began, and how deep.
  private var open: (start: Int, depth: Int)?
  private var found: [Range<Int>] = []

  /// The byte ranges of all invoices and credit notes that stand in no other; empty when there are none.
  static func invoices(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var finder = InvoiceFinder(text: text)
    while finder.step() {}
    return finder.found
  }

  private init(text: UnsafeRawBufferPointer) { self.text = text }

  private mutating func step() -> Bool {
    guard let start = find("<", from: next) else { return false }
    if has("<!--", at: start) { return passTo("-->", from: start + 4) }
    if has("<![CDATA[", at: start) { return passTo("]]>", from: start + 9) }
    if has("<?", at: start) { return passTo("?>", from: start + 2) }
    guard let end = tagEnd(start) else { return false }
    next = end + 1
    if has("</", at: start) {
      depth -= 1
      if let invoice = open, invoice.depth == depth {
        found.append(invoice.start..<next)
        open = nil
        // Nearly every file is one invoice: what stands behind it need not be looked at.
        if depth == 0 { return false }
      }
      return true
    }
    if text[end - 1] == UInt8(ascii: "/") {
      // An empty one is a record too, which is rejected: its neighbours are not.
      if open == nil, isInvoice(start + 1) { found.append(start..<next) }
      return true
    }
    if open == nil, isInvoice(start + 1) { open = (start, depth) }
    depth += 1
    return true
  }

  private func isInvoice(_ nameStart: Int) -> Bool {
    var start = nameStart
    var index = nameStart
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: ":"): start = index + 1
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "/"):
        let length = index - start
        return (length == 7 && has("Invoice", at: start))
          || (length == 10 && has("CreditNote", at: start))
      default: break
      }
      index += 1
    }
    return false
  }

  private func tagEnd(_ start: Int) -> Int? {
    var quote: UInt8 = 0
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
      index += 1
    }
    return nil
  }

  private mutating func passTo(_ end: StaticString, from start: Int) -> Bool {
    guard let found = find(end, from: start) else { return false }
    next = found + end.utf8CodeUnitCount
    return true
  }

  private func find(_ word: StaticString, from start: Int) -> Int? {
    var index = start
    while let base = text.baseAddress, index < text.count,
      let place = memchr(base + index, Int32(word.utf8Start.pointee), text.count - index)
    {
      let found = UnsafeRawPointer(place) - base
      if has(word, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  private func has(_ word: StaticString, at start: Int) -> Bool {
    guard let base = text.baseAddress, start + word.utf8CodeUnitCount <= text.count else {
      return false
    }
    return memcmp(base + start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }
}
