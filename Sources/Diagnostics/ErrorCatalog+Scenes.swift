extension ErrorCatalog {
  /// What is said of scenes.
  static let scenes = Area(
    title: "Scenes",
    entries: [
      Entry(
        "scene-attribute",
        "A scene uses an attribute that its dialect or element does not have, or lacks one that it needs.",
        example: #"<rect onclick="pay()" width="10" height="10"/>"#,
        cure: "Use the attributes of Docs/scene-dialect.md; a scene has no scripts."
      ),
      Entry(
        "scene-element",
        "A scene uses an element outside its dialect, or where it has no meaning.",
        example: #"<filter id="glow">...</filter>"#,
        cure: "Use the elements of Docs/scene-dialect.md."
      ),
      Entry(
        "scene-limit",
        "A scene is larger than one can look at: 20,000 elements, 64 levels, 1,000 begins of one animation.",
        example: ##"<use href="#a"/> inside <g id="a">"##,
        cure: "Draw less, and let no element use itself."
      ),
      Entry(
        "scene-reference",
        "A scene refers to an element that is not there, or not of the kind needed.",
        example: ##"fill="url(#sky)" without a gradient of that id"##,
        cure: "Give the element the id, or correct the reference."
      ),
      Entry(
        "scene-style",
        "A style goes beyond classes, ids and presentation properties.",
        example: "<style>rect:hover { fill: red }</style>",
        cure: "Give the element a class and style that."
      ),
      Entry(
        "scene-syntax",
        "A rendered scene is not well-formed XML.",
        example: "<svg><g></svg>",
        cure: "Close every element, and keep tags of Liquid round whole elements."
      ),
      Entry(
        "scene-timing",
        "An animation's times cannot be settled: no time, an event, or animations that wait for each other.",
        example: #"begin="click""#,
        cure: "Use offsets such as 0.5s, and id.begin or id.end with an offset."
      ),
      Entry(
        "scene-value",
        "An attribute of a scene has a value it cannot have.",
        example: #"<rect width="3em" height="10"/>"#,
        cure: "Use what the message names; lengths are numbers of user units."
      ),
    ])
}
