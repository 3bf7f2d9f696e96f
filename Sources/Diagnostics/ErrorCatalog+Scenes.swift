extension ErrorCatalog {
  /// What is said of scenes and storyboards.
  static let scenes = Area(
    title: "Scenes and storyboards",
    entries: [
      Entry(
        "font-package",
        "A storyboard's theme names a package of fonts that Billow does not know.",
        example: "theme: { packages: [fonts-dejavu] }",
        cure: "Name the packages that the message lists, or put the font into assets/fonts."
      ),
      Entry(
        "font-unreadable",
        "A font that pictures are drawn with is not on this machine, or is no font.",
        example: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc, without fonts-noto-cjk",
        cure:
          "Install the package, or name under the storyboard's theme only the packages that are there."
      ),
      Entry(
        "frame-limit",
        "A film has more than 100,000 frames, or its frames have more than 512 MiB.",
        example: "--fps 60 for a film of half an hour",
        cure: "Ask for fewer frames a second or smaller pictures, or make the film shorter."
      ),
      Entry(
        "frame-reuse",
        "Part of a picture was used again, and painting it anew gives other pixels: a fault of Billow.",
        example: "--verify-reuse found other pixels in rows 32 to 47",
        cure: "Report it with the scene; without --verify-reuse the picture would have been kept."
      ),
      Entry(
        "frames-no-storyboard",
        "Pictures of storyboards are asked for in a run that makes no storyboard.",
        example: "billow render templates/energy-bill bills.ndjson -o out --frames unique",
        cure: "Add --storyboard, for a template that has one."
      ),
      Entry(
        "picture-unreadable",
        "A picture of the template is no PNG, is damaged, or is larger than 4096 pixels a side.",
        example: "assets/photo.png, which is a JPEG",
        cure: "Save it as a PNG of that size anew."
      ),
      Entry(
        "scene-attribute",
        "A scene uses an attribute that its dialect or element does not have, or lacks one that it needs.",
        example: #"<rect onclick="pay()" width="10" height="10"/>"#,
        cure: "Use the attributes of Docs/scene-dialect.md; clicks are actions of the storyboard."
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
      Entry(
        "storyboard-action",
        "An action is outside its scene's time or picture, so that nobody can use it.",
        example: "box: [1200, 600, 300, 80] of 1280x720",
        cure: "Keep from and to within the scene's duration, and the box within the layout."
      ),
      Entry(
        "storyboard-caption",
        "A caption passes faster than 20 characters a second.",
        example: "duration: 1s under a caption of two lines",
        cure: "Write duration: auto, lengthen the scene, or shorten the caption."
      ),
      Entry(
        "storyboard-contrast",
        "Text stands out less than 4.5:1 against what is painted behind it (WCAG 2.2, 1.4.3), in a painted sample.",
        example: ##"<text fill="#8aa3a6">...</text> on white"##,
        cure: "Make the text or what is behind it darker or lighter."
      ),
      Entry(
        "storyboard-file",
        "A storyboard or scene names a file that the template does not have.",
        example: "scene: welcom.svg",
        cure: "Correct the name, or add the file."
      ),
      Entry(
        "storyboard-flash",
        "A scene flashes more than 3 times in a second over a quarter of a field of view (WCAG 2.2, 2.3.1).",
        example:
          #"<animate attributeName="fill" values="black;white" dur="0.2s" repeatCount="8"/>"#,
        cure:
          "Change brightness at most 3 times a second, by less than a tenth, or in a small place."
      ),
      Entry(
        "storyboard-glyph",
        "A text has characters that no font at hand can show.",
        example: "a name in Cherokee, and no font that has it",
        cure: "Put a font that has them into assets/fonts."
      ),
      Entry(
        "storyboard-length",
        "A storyboard is longer than people watch.",
        example: "scenes of 200 s altogether",
        cure: "Stay below the longest: time of the storyboard, three minutes by default."
      ),
      Entry(
        "storyboard-overflow",
        "Text does not fit its place even at its smallest size, or runs out of the picture.",
        example: #"<text data-width="200">a very long name ...</text>"#,
        cure: "Allow more lines (data-lines), a smaller size (data-smallest), or more width."
      ),
      Entry(
        "storyboard-red-flash",
        "A scene flashes to or from a saturated red more than 3 times in a second over a quarter of a field of view (WCAG 2.2, 2.3.1).",
        example:
          ##"<animate attributeName="fill" values="#d00000;#404040" dur="0.2s" repeatCount="8"/>"##,
        cure: "Change at most 3 times a second, take a paler red, or do it in a small place."
      ),
      Entry(
        "storyboard-sound",
        "The sound under a storyboard's films cannot be read, is longer than three minutes, or could not be tried here.",
        example: "sound: music.txt",
        cure: "Save it anew as WAV, FLAC, MP3, M4A or Ogg; it is looped, so it may be short."
      ),
      Entry(
        "storyboard-target",
        "An action goes to a scene that is not there, may be absent, or cannot be returned from.",
        example: "scene: overdue, while overdue has a when",
        cure: "Name a scene that is always shown, or give the action the same when."
      ),
      Entry(
        "storyboard-unreachable",
        "Nothing ever shows a scene: a pop-up that no action opens.",
        example: "popup: true without an action of kind popup",
        cure: "Add the action, or delete the scene."
      ),
      Entry(
        "storyboard-unseen",
        "No sample shows a scene, so that nothing of it was looked at: its contrast, its calm, whether texts fit.",
        example: "a scene for overdue bills, and no overdue bill in samples/",
        cure: "Add a record to samples/ that has the scene."
      ),
      Entry(
        "storyboard-value",
        "A storyboard says something that its key cannot mean.",
        example: "transition: { kind: spin }",
        cure: "Use what the message names."
      ),
      Entry(
        "video-encoder",
        "Films are asked for on a machine whose FFmpeg libraries cannot make them.",
        example: "--video mp4 with a libavcodec that was built without libx264",
        cure: "Install Debian's libavcodec and libavformat, or ask for the other format."
      ),
      Entry(
        "video-failed",
        "FFmpeg's libraries refused a step while a film was made.",
        example: "FFmpeg's libraries could not encode a frame (code -12)",
        cure: "Render the record alone; if it fails again, report it with the code."
      ),
    ])
}
