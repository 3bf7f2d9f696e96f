public import Communication
public import Diagnostics

/// Finds another version of a template: a git revision of it, or another folder.
public enum ReviewVersions {
  /// The template that a name means.
  ///
  /// A folder that holds a template.yaml is one; everything else is a git revision.
  ///
  /// - Throws: what is wrong with the name, or with the template it means.
  public static func template(
    _ name: String, of folder: String, readers: TemplateReaders
  ) throws(DiagnosticsError) -> ReviewTemplate {
    if let other = try? TemplateFolder(reading: name) {
      return try ReviewTemplate(other, readers: readers)
    }
    let revision = try GitRevision(name, of: folder)
    return try ReviewTemplate(
      TemplateFolder(reading: revision.path), readers: readers, of: revision)
  }
}
