/// A record filled to the brim: what a page must bear, from what the schema allows.
public enum WorstCase: String, Sendable, CaseIterable {
  /// Every text as long as the schema lets it be.
  case long
  /// The same in Arabic, which runs right to left.
  case rtl
  /// The same in Chinese.
  case cjk

  /// Texts without a `maxLength` become this long, longer ones are cut to `mostCharacters`.
  private static let usualCharacters = 120
  private static let mostCharacters = 400
  private static let longAddress =
    "donaudampfschifffahrtselektrizitaeten.hauptbetriebswerkbau@maximiliana.example"

  /// The record with every open text replaced; numbers, dates and spelled-out values are kept.
  public func filled(_ tree: JSONTree, keeping kept: Set<String>, _ guide: SchemaGuide?) -> JSONTree
  {
    fill(tree, guide?.record, guide, "", kept)
  }

  private func fill(
    _ tree: JSONTree, _ schema: JSONTree?, _ guide: SchemaGuide?, _ path: String,
    _ kept: Set<String>
  ) -> JSONTree {
    switch tree {
    case .object(var members):
      for index in members.indices {
        let key = members[index].key
        members[index].value = fill(
          members[index].value, schema.flatMap { guide?.member(key, of: $0) }, guide,
          path.isEmpty ? key : "\(path).\(key)", kept)
      }
      return .object(members)
    case .array(let elements):
      let rule = schema.flatMap { guide?.element(of: $0) }
      return .array(elements.map { fill($0, rule, guide, path, kept) })
    case .string(let text):
      // Units, codes and addresses of the web are no words: a filter or the schema refuses others there.
      let isCode =
        text.utf8.count <= 10 && !text.contains(" ")
        && (SchemaGuide.number("maxLength", of: schema) ?? .max) <= 60
      let isBound =
        isCode || kept.contains(path) || SchemaGuide.isClosed(schema)
        || schema?["pattern"] != nil || schema?["format"] != nil
        || text.hasPrefix("http") || text.hasPrefix("mailto:")
      if isBound { return tree }
      let most = SchemaGuide.number("maxLength", of: schema) ?? Self.usualCharacters
      if text.contains("@"), !text.contains(" ") {
        // Other words there would make a record that no message can be sent for.
        return most < Self.longAddress.count ? tree : .string(Self.longAddress)
      }
      return .string(padding(of: min(most, Self.mostCharacters)))
    case .null, .boolean, .number: return tree
    }
  }

  private var words: [String] {
    switch self {
    case .long:
      ["Donaudampfschifffahrtselektrizitäten", "Hauptbetriebswerkbau", "Über", "Maximiliana"]
    case .rtl: ["شركة", "الكهرباء", "والغاز", "الطبيعي", "المتحدة"]
    case .cjk: ["電力瓦斯供應股份有限公司", "客戶服務", "國際聯合"]
    }
  }

  private func padding(of count: Int) -> String {
    var out = ""
    var index = 0
    while out.count < count {
      if !out.isEmpty { out += " " }
      out += words[index % words.count]
      index += 1
    }
    return String(out.prefix(count))
  }
}
