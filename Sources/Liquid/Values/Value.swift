/// One Liquid value: 16 bytes, trivially copyable, pointing into memory that outlives the render.
///
/// Strings, arrays and objects are ranges of the record's bytes, of the compiled program's constants or of
/// the worker's `Arena`; copying a value copies no content and touches no reference count.
@frozen
public struct Value: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: a value is only ever used by the worker whose arena it points into, or is a program's
  // constant, which nobody writes after compiling.

  /// What the payload means.
  @frozen
  public enum Tag: UInt8, Sendable {
    /// Undefined, missing or null.
    case `nil`
    /// The payload is 0 or 1.
    case boolean
    /// The payload is an `Int64`.
    case integer
    /// The payload is an `Int64` mantissa, `extra` its decimal scale: 1210 and 2 are 12.10.
    case decimal
    /// The payload is the bits of a `Double`.
    case float
    /// An integer beyond 64 bits: payload and `length` are its canonical decimal text.
    case bigInteger
    /// UTF-8 text: payload is the address, `length` the bytes.
    case string
    /// The payload is the address of `length` values.
    case array
    /// The payload is the address of `length` members, `extra` the shape (0: none).
    case object
    /// The payload is the address of two integers: first and last, both included.
    case range
    /// The literal `empty`.
    case empty
    /// The literal `blank`.
    case blank
    /// A `forloop` object: payload is the address of its loop state.
    case forLoop
    /// A `tablerowloop` object: payload is the address of its loop state.
    case tableRowLoop
  }

  /// What is known about a string's content beyond its bytes.
  @frozen
  public struct Flags: OptionSet, BitwiseCopyable, Sendable {
    /// One bit a fact.
    public let rawValue: UInt8
    /// Makes flags from bits.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// HTML markup that may stand in HTML text as it is: captured or trusted by the schema.
    public static let markup = Flags(rawValue: 1)
    /// The name came from the record, not from an assignment (tells `increment` what it may shadow).
    static let fromRecord = Flags(rawValue: 2)
    /// Trusted style sheet text.
    public static let trustedCSS = Flags(rawValue: 4)
    /// Trusted script text.
    public static let trustedScript = Flags(rawValue: 8)
    /// A trusted whole URL.
    public static let trustedURL = Flags(rawValue: 16)
    /// A trusted srcset.
    public static let trustedSrcset = Flags(rawValue: 32)
    /// Trusted attribute text (`name="value"`).
    public static let trustedAttribute = Flags(rawValue: 64)
    /// Trusted text of a script string.
    public static let trustedScriptString = Flags(rawValue: 128)
  }

  /// Address, integer, mantissa or bits, by `tag`.
  public let payload: UInt64
  /// From the low bits up: `length` (32), `tag` (8), `flags` (8), `extra` (16).
  ///
  /// One word, not four fields: a value is handed on in two registers, and fields are put together and taken apart at
  /// every call.
  @usableFromInline var details: UInt64

  /// Makes a value from its parts.
  @inlinable @inline(__always)
  init(_ tag: Tag, payload: UInt64 = 0, length: UInt32 = 0, extra: UInt16 = 0, flags: Flags = []) {
    self.payload = payload
    details =
      UInt64(length) | UInt64(tag.rawValue) &<< 32 | UInt64(flags.rawValue) &<< 40
      | UInt64(extra) &<< 48
  }

  /// Bytes, elements or members.
  @inlinable @inline(__always)
  public var length: UInt32 { UInt32(truncatingIfNeeded: details) }

  /// What the payload means.
  @inlinable @inline(__always)
  public var tag: Tag {
    // Always the raw value of a tag, which is how one lies in memory: nothing but `init` writes these bits.
    unsafeBitCast(UInt8(truncatingIfNeeded: details &>> 32), to: Tag.self)
  }

  /// Facts about a string's content.
  @inlinable @inline(__always)
  public var flags: Flags {
    get { Flags(rawValue: UInt8(truncatingIfNeeded: details &>> 40)) }
    set { details = details & ~Self.flagBits | UInt64(newValue.rawValue) &<< 40 }
  }

  /// Decimal scale or object shape.
  @inlinable @inline(__always)
  public var extra: UInt16 { UInt16(truncatingIfNeeded: details &>> 48) }

  /// Where `details` holds the flags.
  @inlinable @inline(__always)
  static var flagBits: UInt64 { 0xFF &<< 40 }
}

extension Value {
  /// The value of what is not there.
  public static let `nil` = Value(.nil)
  /// The value of a field that a record decoded into slots does not have; a template sees nil.
  @inlinable public static var absent: Value { Value(.nil, payload: 1) }
  /// The literal `empty`.
  public static let empty = Value(.empty)
  /// The literal `blank`.
  public static let blank = Value(.blank)

  /// A truth value.
  @inlinable @inline(__always)
  public init(_ boolean: Bool) { self.init(.boolean, payload: boolean ? 1 : 0) }

  /// A whole number.
  @inlinable @inline(__always)
  public init(_ integer: Int64) { self.init(.integer, payload: UInt64(bitPattern: integer)) }

  /// A whole number.
  @inlinable @inline(__always)
  public init(_ integer: Int) { self.init(Int64(integer)) }

  /// An exact decimal, `mantissa / 10^scale`.
  ///
  /// `scale` is 1...18; it prints with all its decimals.
  @inlinable @inline(__always)
  public init(mantissa: Int64, scale: Int) {
    self.init(
      .decimal, payload: UInt64(bitPattern: mantissa), extra: UInt16(truncatingIfNeeded: scale))
  }

  /// A binary floating-point number, for what is not an exact decimal of 18 digits.
  @inlinable
  public init(_ float: Double) { self.init(.float, payload: float.bitPattern) }

  /// Text; the bytes must be UTF-8 and outlive the value.
  @inlinable @inline(__always)
  public init(string bytes: UnsafeRawBufferPointer, flags: Flags = []) {
    self.init(
      .string, payload: UInt64(UInt(bitPattern: bytes.baseAddress)),
      length: UInt32(truncatingIfNeeded: bytes.count), flags: flags)
  }

  /// Literal text.
  @inlinable
  public init(_ text: StaticString) {
    self.init(string: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Text copied into an arena; for cold paths and tests.
  public init(_ text: String, in arena: Arena) {
    var text = text
    self = text.withUTF8 { utf8 in
      var writer = ArenaWriter(arena, capacity: utf8.count)
      writer.append(UnsafeRawBufferPointer(utf8))
      return writer.finish()
    }
  }

  /// A list; the elements must outlive the value.
  @inlinable
  public init(array elements: UnsafeBufferPointer<Value>) {
    self.init(
      .array, payload: UInt64(UInt(bitPattern: elements.baseAddress)),
      length: UInt32(truncatingIfNeeded: elements.count))
  }

  /// A mapping in source order; keys are distinct; the members must outlive the value.
  ///
  /// `shape` 0 is an object of any keys; another number says that member `i` stands at the slot `i` that the
  /// compiled program knows for that shape (see `FieldTree`).
  @inlinable
  public init(object members: UnsafeBufferPointer<Member>, shape: UInt16 = 0) {
    self.init(
      .object, payload: UInt64(UInt(bitPattern: members.baseAddress)),
      length: UInt32(truncatingIfNeeded: members.count), extra: shape)
  }

  /// The integers from `first` to `last`, both included; none when `last` is less.
  public init(rangeFrom first: Int64, to last: Int64, in arena: Arena) {
    let bounds = arena.allocate(16).bindMemory(to: Int64.self, capacity: 2)
    bounds[0] = first
    bounds[1] = last
    self.init(.range, payload: UInt64(UInt(bitPattern: bounds)))
  }

  /// An integer beyond 64 bits from its canonical text (optional `-`, digits, no leading zero).
  public init(bigInteger text: UnsafeRawBufferPointer) {
    self.init(
      .bigInteger, payload: UInt64(UInt(bitPattern: text.baseAddress)),
      length: UInt32(truncatingIfNeeded: text.count))
  }
}

extension Value {
  @inlinable @inline(__always)
  var address: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: UInt(payload)) }

  /// Whether this is nil.
  @inlinable @inline(__always)
  public var isNil: Bool { tag == .nil }

  /// Whether this stands for a field that is not there, as opposed to one that is null.
  @inlinable @inline(__always)
  public var isAbsent: Bool { tag == .nil && payload == 1 }

  /// Whether a condition takes it: everything but `nil` and `false`.
  @inlinable @inline(__always)
  public var isTruthy: Bool { tag == .boolean ? payload != 0 : tag != .nil }

  /// The text of a string or big integer; empty for anything else.
  @inlinable @inline(__always)
  public var bytes: UnsafeRawBufferPointer {
    guard tag == .string || tag == .bigInteger else { return .init(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: address, count: Int(length))
  }

  /// The elements of an array; empty for anything else.
  @inlinable @inline(__always)
  public var elements: UnsafeBufferPointer<Value> {
    guard tag == .array, length > 0 else { return .init(start: nil, count: 0) }
    return .init(start: address?.assumingMemoryBound(to: Value.self), count: Int(length))
  }

  /// The members of an object; empty for anything else.
  ///
  /// With a shape, missing members are nil values.
  @inlinable @inline(__always)
  public var members: UnsafeBufferPointer<Member> {
    guard tag == .object, length > 0 else { return .init(start: nil, count: 0) }
    return .init(start: address?.assumingMemoryBound(to: Member.self), count: Int(length))
  }

  /// The integer of an `integer`; meaningless for other tags.
  @inlinable @inline(__always)
  public var integer: Int64 { Int64(bitPattern: payload) }

  /// The mantissa of a `decimal`; meaningless for other tags.
  @inlinable @inline(__always)
  public var mantissa: Int64 { Int64(bitPattern: payload) }

  /// The scale of a `decimal`; meaningless for other tags.
  @inlinable @inline(__always)
  public var scale: Int { Int(extra) }

  /// The number of a `float`; meaningless for other tags.
  @inlinable @inline(__always)
  public var float: Double { Double(bitPattern: payload) }

  /// First and last of a `range`; meaningless for other tags.
  public var rangeBounds: (first: Int64, last: Int64) {
    guard tag == .range, let bounds = address?.assumingMemoryBound(to: Int64.self) else {
      return (0, -1)
    }
    return (bounds[0], bounds[1])
  }

  /// The same value with other flags.
  @inlinable
  public func with(_ flags: Flags) -> Value {
    var copy = self
    copy.flags = flags
    return copy
  }
}

/// One entry of an object.
@frozen
public struct Member: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: as `Value`.

  /// The key, always a string.
  public var key: Value
  /// The value.
  public var value: Value

  /// Makes a member.
  @inlinable
  public init(key: Value, value: Value) {
    self.key = key
    self.value = value
  }
}
