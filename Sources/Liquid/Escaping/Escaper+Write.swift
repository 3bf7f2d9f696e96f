extension Escaper {
  /// Writes text as this escaper says.
  ///
  /// Allocates nothing; clean HTML text costs about what copying it does. `flags` are honoured each only in its own
  /// context.
  @inline(__always)
  public func write(
    _ bytes: UnsafeRawBufferPointer, flags: Value.Flags = [], to output: Output
  ) {
    if self == .text || self == .attribute, !flags.contains(.markup) {
      HTMLEscaping.write(bytes, to: output)
    } else {
      writeOther(bytes, flags, to: output)
    }
  }

  @inline(never)
  private func writeOther(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    if bytes.isEmpty {
      writeEmpty(to: output)
      return
    }
    switch stage {
    case .raw: output.append(bytes)
    case .nothing: break
    case .text, .conditionalText, .rcdata, .attribute, .svgText, .svgAttribute:
      writeMarkup(bytes, flags, to: output)
    case .tagName: NameEscaping.writeTagName(bytes, flags, to: output)
    case .attributeName: NameEscaping.writeAttributeName(bytes, flags, to: output)
    case .wholeURL, .imageURL, .resourceURL, .urlWord, .urlPath, .resourcePath, .urlQuery, .srcset,
      .metaURL, .refresh, .animation:
      writeURL(bytes, flags, to: output)
    case .cssValue, .cssString, .cssWholeString:
      writeCSS(bytes, flags, to: output)
    case .jsValue, .jsString, .jsTemplate, .jsRegexp, .jsonValue, .jsonString:
      writeScript(bytes, flags, to: output)
    }
  }

  /// Nothing to print is not always nothing: a name, an unquoted attribute or a regular expression would vanish.
  private func writeEmpty(to output: Output) {
    switch stage {
    case .tagName, .nothing, .raw: break
    case .attributeName: Inert.word.write(to: output)
    case .jsRegexp: output.append("(?:)")
    case .jsValue, .jsonValue:
      writeScript(UnsafeRawBufferPointer(start: nil, count: 0), [], to: output)
    default: if wrapping == .unquoted { Inert.word.write(to: output) }
    }
  }

  private func writeMarkup(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    let isMarkup = flags.contains(.markup)
    switch stage {
    case .text where wrapping == .nested:
      // Markup of the inner page: quoted for the outer one only.
      let language = isMarkup ? Wrapping.quoted : .nested
      EscapeTables[.plain, language].write(bytes, to: output)
    case .text where isMarkup: output.append(bytes)
    case .conditionalText where isMarkup:
      MarkupText.writeKeepingComment(bytes, to: output)
    case .rcdata:
      EscapeTables[isMarkup ? .markup : .plain, wrapping == .nested ? .nested : .quoted]
        .write(bytes, to: output)
    case .attribute:
      if isMarkup {
        MarkupText.write(bytes, EscapeTables[.markup, wrapping], to: output)
      } else if wrapping == .quoted {
        HTMLEscaping.write(bytes, to: output)
      } else {
        EscapeTables[.plain, wrapping].write(bytes, to: output)
      }
    case .svgText where isMarkup: output.append(bytes)
    case .svgText: EscapeTables[.svg, .quoted].write(bytes, to: output)
    case .svgAttribute:
      if isMarkup {
        MarkupText.write(bytes, EscapeTables[.svgMarkup, wrapping], to: output)
      } else {
        EscapeTables[.svg, wrapping].write(bytes, to: output)
      }
    default: HTMLEscaping.write(bytes, to: output)
    }
  }

  private func writeURL(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    let isTrusted = flags.contains(.trustedURL)
    switch stage {
    case .wholeURL, .imageURL:
      let isSafe =
        isTrusted || URLEscaping.isSafe(bytes)
        || (stage == .imageURL && URLEscaping.isImageData(bytes))
      if isSafe {
        EscapeTables[.url, wrapping].write(bytes, to: output)
      } else {
        Inert.url.write(to: output)
      }
    case .resourceURL:
      if isTrusted {
        EscapeTables[.url, wrapping].write(bytes, to: output)
      } else {
        Inert.resource.write(to: output)
      }
    case .urlWord: EscapeTables[.urlWord, wrapping].write(bytes, to: output)
    case .resourcePath: writeResourcePath(bytes, to: output)
    case .urlQuery:
      EscapeTables[isTrusted ? .url : .urlComponent, wrapping].write(bytes, to: output)
    case .srcset:
      if flags.contains(.trustedSrcset) {
        EscapeTables[.plain, wrapping].write(bytes, to: output)
      } else if isTrusted {
        EscapeTables[.srcsetURL, wrapping].write(bytes, to: output)
      } else {
        SrcsetEscaping.write(bytes, wrapping, to: output)
      }
    case .metaURL:
      if isTrusted || URLEscaping.isSafe(bytes) {
        EscapeTables[.plain, wrapping].write(bytes, to: output)
      } else {
        Inert.url.write(to: output)
      }
    case .refresh: writeOrInert(bytes, MetaEscaping.isPlainRefresh(bytes), to: output)
    case .animation: writeOrInert(bytes, !bytes.contains(UInt8(ascii: ":")), to: output)
    default: EscapeTables[.url, wrapping].write(bytes, to: output)
    }
  }

  private func writeOrInert(
    _ bytes: UnsafeRawBufferPointer, _ isSafe: Bool, to output: Output
  ) {
    if isSafe {
      EscapeTables[.svg, wrapping].write(bytes, to: output)
    } else {
      Inert.word.write(to: output)
    }
  }

  /// A second slash would make what follows a host.
  private func writeResourcePath(_ bytes: UnsafeRawBufferPointer, to output: Output) {
    var start = 0
    while start < bytes.count, ASCII.isSlash(bytes[start]) {
      output.append("%2f")
      start += 1
    }
    EscapeTables[.url, wrapping].write(
      UnsafeRawBufferPointer(rebasing: bytes[start...]), to: output)
  }

  private func writeCSS(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    switch stage {
    case .cssValue where flags.contains(.trustedCSS):
      EscapeTables[.plain, wrapping].write(bytes, to: output)
    case .cssValue: CSSEscaping.writeValue(bytes, wrapping, to: output)
    case .cssWholeString where !flags.contains(.trustedURL) && !URLEscaping.isSafe(bytes):
      Inert.url.write(to: output)
    default: EscapeTables[.cssString, wrapping].write(bytes, to: output)
    }
  }

  private func writeScript(
    _ bytes: UnsafeRawBufferPointer, _ flags: Value.Flags, to output: Output
  ) {
    let isTrustedString = flags.contains(.trustedScriptString)
    switch stage {
    case .jsValue where flags.contains(.trustedScript):
      EscapeTables[.plain, wrapping].write(bytes, to: output)
    case .jsValue where isTrustedString:
      let plain = EscapeTables[.plain, wrapping]
      plain.write("\"", to: output)
      plain.write(bytes, to: output)
      plain.write("\"", to: output)
    case .jsValue, .jsonValue:
      JSONEscaping.writeString(bytes, wrapping, to: output)
    case .jsString where isTrustedString:
      EscapeTables[.jsTrustedString, wrapping].write(bytes, to: output)
    case .jsString: EscapeTables[.jsString, wrapping].write(bytes, to: output)
    case .jsTemplate: EscapeTables[.jsTemplate, wrapping].write(bytes, to: output)
    case .jsRegexp: EscapeTables[.jsRegexp, wrapping].write(bytes, to: output)
    default: EscapeTables[.json, wrapping].write(bytes, to: output)
    }
  }
}

extension EscapeTable {
  /// Writes constant text.
  func write(_ text: StaticString, to output: Output) {
    write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), to: output)
  }
}
