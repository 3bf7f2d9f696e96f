public import Communication

/// How the studio is started.
public struct PreviewOptions: Sendable {
  /// The template's folder.
  public var template: String
  /// Records to look up beside the samples.
  public var inputs: [String]
  /// The address it listens at; loopback unless a token guards it.
  public var host = "127.0.0.1"
  /// The port; nil takes 4040 or the next free one.
  public var port: UInt16?
  /// What every request must carry; nil on loopback.
  public var token: String?
  /// The file of axe-core; nil finds the one of the test environment.
  public var axe: String?
  /// Whether to open a browser.
  public var opens = false
  /// Reads YAML and JSON.
  public var readers: TemplateReaders
  /// Is told the address when the studio listens.
  public var announce: @Sendable (String) -> Void

  /// Makes options.
  public init(
    template: String, inputs: [String], readers: TemplateReaders,
    announce: @escaping @Sendable (String) -> Void
  ) {
    self.template = template
    self.inputs = inputs
    self.readers = readers
    self.announce = announce
  }
}
