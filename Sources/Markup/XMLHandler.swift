/// Hears what an `XMLReader` reads; all bytes are UTF-8 and live until the call returns.
public protocol XMLHandler: AnyObject {
  /// The next element declares a namespace; most readers need not know.
  func declareNamespace(_ name: UnsafeRawBufferPointer)

  /// An element begins.
  ///
  /// - Throws: a fault that stops the reading.
  func startElement(_ name: XMLName, _ attributes: XMLAttributes, line: Int) throws(MarkupError)

  /// A run of text, references replaced; one text may come in several runs.
  ///
  /// - Throws: a fault that stops the reading.
  func characters(_ text: UnsafeRawBufferPointer) throws(MarkupError)

  /// The innermost element ends.
  func endElement()
}

extension XMLHandler {
  /// Does nothing.
  public func declareNamespace(_ name: UnsafeRawBufferPointer) {}
}

/// An element's or attribute's name.
public struct XMLName {
  /// The name without its prefix.
  public let local: UnsafeRawBufferPointer
  /// The prefix as written; empty without one.
  public let prefix: UnsafeRawBufferPointer
  /// The namespace's name; empty for none.
  public let namespace: UnsafeRawBufferPointer

  /// Whether the local name is this one.
  public func isLocal(_ name: StaticString) -> Bool { Self.isEqual(local, name) }

  /// Whether the namespace is this one.
  public func isIn(_ namespace: StaticString) -> Bool { Self.isEqual(self.namespace, namespace) }

  static func isEqual(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
    bytes.count == text.utf8CodeUnitCount
      && bytes.elementsEqual(
        UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

/// The attributes of one element, in document order; namespace declarations are not among them.
public struct XMLAttributes {
  /// libxml2's five pointers an attribute: local name, prefix, namespace, value's start and end.
  let pointers: UnsafePointer<UnsafePointer<UInt8>?>?
  /// How many there are.
  public let count: Int

  /// The name of an attribute.
  public func name(_ index: Int) -> XMLName {
    XMLName(
      local: text(index * 5), prefix: text(index * 5 + 1), namespace: text(index * 5 + 2))
  }

  /// The value of an attribute, references replaced.
  public func value(_ index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count, "there is no such attribute")
    guard let start = pointers?[index * 5 + 3], let end = pointers?[index * 5 + 4] else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start, count: end - start)
  }

  private func text(_ index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count * 5, "there is no such attribute")
    return bytes(pointers?[index])
  }
}

/// A C string's bytes; none for a null pointer.
func bytes(_ text: UnsafePointer<UInt8>?) -> UnsafeRawBufferPointer {
  guard let text else { return UnsafeRawBufferPointer(start: nil, count: 0) }
  var count = 0
  while text[count] != 0 { count += 1 }
  return UnsafeRawBufferPointer(start: text, count: count)
}
