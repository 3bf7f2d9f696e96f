/// One document of a unit: where its parts lie in the unit's stores.
struct UnitDocument {
  /// Which of the 4,096 folders.
  var bucket = 0
  /// `documents/<3 hex>/<name>` in the unit's text, without an end mark.
  var path = 0..<0
  /// Its files, by number in the unit.
  var files = 0..<0
  /// Its bytes, headers of a pack included.
  var contents = 0..<0
}

/// One file of a document.
struct UnitFile {
  /// The whole path in the unit's text; a NUL follows it.
  var path = 0..<0
  /// Where the file's name within its document begins, in the unit's text.
  var nameStart = 0
  /// The bytes to write, compressed if `isDeflated`.
  var contents = 0..<0
  /// Length uncompressed.
  var size = 0
  /// CRC-32 uncompressed; only in packs.
  var check: UInt32 = 0
  var isDeflated = false
  /// Over the file as it is or, where it is deflated, over it as a gzip member.
  var digest = SHA256Digest.zero
  /// The number in the unit of an earlier file of the document that this is another name of; nil for a file of its own.
  var target: Int?
  /// How networks bill it; nil for what is no text message.
  var sms: SMSSize?

  var name: Range<Int> { nameStart..<path.upperBound }
}
