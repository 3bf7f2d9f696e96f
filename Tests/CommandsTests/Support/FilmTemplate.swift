import Foundation

extension Scratch {
  /// A template whose documents are a page and a film of four seconds in three layouts, for tests of pictures.
  func writeFilmTemplate(scenes: [String] = ["hello", "amount"]) throws -> String {
    try write(
      "film/template.yaml",
      """
      name: film
      record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
      outputs:
        page: { page: pages/page.liquid, as: index.html }
        storyboard: { storyboard: storyboards/film.yaml }

      """)
    try write(
      "film/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "name", "amount"],
       "properties": {"id": {"type": "string", "minLength": 1}, "name": {"type": "string"},
         "amount": {"type": "number"}, "language": {"type": "string"}}}

      """)
    try write("film/locales/en.json", "{}\n")
    try write("film/pages/page.liquid", "<p>{{ name }} owes {{ amount }}</p>\n")
    let list = scenes.map {
      "  - { id: \($0), scene: \($0).svg, duration: 2s, transition: { kind: crossfade, duration: 0.4s } }"
    }
    try write(
      "film/storyboards/film.yaml",
      """
      layouts: { "16:9": 320x180, "1:1": 240x240, "9:16": 180x320 }
      rate: 25
      theme: { font: Noto Sans, background: "#eef3f2", packages: [fonts-noto-core] }
      title: "{{ name }}"
      poster: amount
      scenes:
      \(list.joined(separator: "\n"))

      """)
    try write(
      "film/scenes/hello.svg",
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
      <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#053640"/><stop offset="1" stop-color="#0a6470"/></linearGradient>
      <radialGradient id="r"><stop offset="0" stop-color="#ffc24a"/><stop offset="1" stop-color="#053640"/></radialGradient></defs>
      <rect width="320" height="320" fill="url(#g)"/><ellipse cx="240" cy="90" rx="70" ry="45" fill="url(#r)"/>
      <circle cx="150" cy="60" r="41.3" fill="#ffc24a"><animate attributeName="r" from="10" to="41.3" dur="0.5s" fill="freeze"/></circle>
      <g opacity="0.6"><rect x="20" y="90" width="150" height="70" rx="12" fill="#ffffff"/><circle cx="160" cy="150" r="30" fill="#ff0000"/></g>
      <text x="20" y="120" font-size="24" fill="#0d262c">Hello {{ name }}</text>
      </svg>

      """)
    try write(
      "film/scenes/amount.svg",
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
      <rect data-layout="16:9" width="320" height="180" fill="#ff0000"/>
      <rect data-layout="1:1" width="240" height="240" fill="#00ff00"/>
      <rect data-layout="9:16" width="180" height="320" fill="#0000ff"/>
      <text x="20" y="100" font-size="28" data-count="1s">{{ amount }}</text>
      </svg>

      """)
    return path("film")
  }
}
