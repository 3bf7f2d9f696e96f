internal import CLibXML2

/// Words for libxml2's error numbers: its own messages quote the text, ours never do.
enum SAXFault {
  private static let words: [UInt32: String] = [
    XML_ERR_DOCUMENT_EMPTY.rawValue: "there is no element",
    XML_ERR_DOCUMENT_END.rawValue: "there is more text after the last element",
    XML_ERR_INVALID_CHAR.rawValue: "a character stands here that XML does not allow",
    XML_ERR_INVALID_CHARREF.rawValue: "a character reference means no character",
    XML_ERR_INVALID_HEX_CHARREF.rawValue: "a character reference means no character",
    XML_ERR_INVALID_DEC_CHARREF.rawValue: "a character reference means no character",
    XML_ERR_UNDECLARED_ENTITY.rawValue: "an entity is used that XML does not predefine",
    XML_WAR_UNDECLARED_ENTITY.rawValue: "an entity is used that XML does not predefine",
    XML_ERR_ENTITYREF_SEMICOL_MISSING.rawValue: "an ampersand begins no reference",
    XML_ERR_NAME_REQUIRED.rawValue: "a name is missing",
    XML_ERR_ATTRIBUTE_REDEFINED.rawValue: "an attribute occurs twice",
    XML_ERR_ATTRIBUTE_NOT_STARTED.rawValue: "an attribute's value is not in quotation marks",
    XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue: "an attribute has no value",
    XML_ERR_LT_IN_ATTRIBUTE.rawValue: "a < stands in an attribute's value",
    XML_ERR_TAG_NAME_MISMATCH.rawValue: "an end tag does not match its start tag",
    XML_ERR_TAG_NOT_FINISHED.rawValue: "the text ends within an element",
    XML_ERR_LTSLASH_REQUIRED.rawValue: "the text ends within an element",
    XML_ERR_GT_REQUIRED.rawValue: "a tag is not closed",
    XML_ERR_SPACE_REQUIRED.rawValue: "a space is missing",
    XML_ERR_RESERVED_XML_NAME.rawValue: "the XML declaration is not at the start of the text",
    XML_ERR_XMLDECL_NOT_FINISHED.rawValue: "the XML declaration is malformed",
    XML_ERR_VERSION_MISSING.rawValue: "the XML declaration is malformed",
    XML_ERR_MISPLACED_CDATA_END.rawValue: "]]> stands in text",
    XML_ERR_COMMENT_NOT_FINISHED.rawValue: "a comment is malformed",
    XML_ERR_HYPHEN_IN_COMMENT.rawValue: "a comment is malformed",
    XML_ERR_CDATA_NOT_FINISHED.rawValue: "a CDATA section is not closed",
    XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue: "a prefix is not declared",
    XML_NS_ERR_XML_NAMESPACE.rawValue: "a reserved namespace is misused",
    XML_NS_ERR_QNAME.rawValue: "a name has a misplaced colon",
    XML_NS_ERR_COLON.rawValue: "a name has a misplaced colon",
    XML_NS_ERR_ATTRIBUTE_REDEFINED.rawValue: "an attribute occurs twice",
    XML_NS_ERR_EMPTY.rawValue: "a prefix is bound to no namespace",
  ]

  static func message(_ code: Int) -> String {
    words[UInt32(truncatingIfNeeded: code)] ?? "the text is not well-formed (libxml2 error \(code))"
  }
}
