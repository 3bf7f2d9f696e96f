extension Value {
  /// Prints the value as HTML text: what a placeholder in a text of markup is filled with.
  ///
  /// Markup stays as it is.
  func writeEscaped(to writer: inout ArenaWriter, in scope: FilterScope) throws(RenderFailure) {
    switch tag {
    case .nil, .empty, .blank, .boolean, .integer, .decimal, .float, .bigInteger:
      write(to: &writer)
    case .string where flags.contains(.markup): writer.append(bytes)
    default:
      for byte in try text(in: scope).bytes {
        switch byte {
        case 0x26: writer.append("&amp;")
        case 0x3C: writer.append("&lt;")
        case 0x3E: writer.append("&gt;")
        case 0x22: writer.append("&#34;")
        case 0x27: writer.append("&#39;")
        default: writer.append(byte)
        }
      }
    }
  }
}
