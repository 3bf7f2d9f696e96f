/// Which picture files show which instants of a film.
public struct FilmPictures: Sendable {
  /// A picture that stands for some frames.
  public struct Still: Sendable {
    /// Its file's name in the document.
    public var name: String
    /// The first frame it is, from 0.
    public var first: Int
    /// How many frames it stands.
    public var count: Int

    /// Makes a still.
    public init(name: String, first: Int, count: Int) {
      self.name = name
      self.first = first
      self.count = count
    }
  }

  /// The layout the pictures are drawn in.
  public var layout: String
  /// Pixels of a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// Frames a second.
  public var rate: Int
  /// The file of the poster; nil for none.
  public var poster: String?
  /// The file of the film; nil for none.
  public var film: String?
  /// Every frame in its order, equal neighbours once; empty where no frames were asked for.
  public var stills: [Still] = []

  /// Makes a description of no pictures yet.
  public init(layout: String, width: Int, height: Int, rate: Int) {
    self.layout = layout
    self.width = width
    self.height = height
    self.rate = rate
  }

  /// The folder of the frames in a document.
  public static let folder = "frames"
  /// The list for ffmpeg, in `folder`.
  public static let listName = "frames/frames.ffconcat"

  /// The name of a frame's file: five digits, more only where they do not suffice, so that names sort as frames do.
  public static func name(ofFrame number: Int) -> String {
    let digits = String(number)
    return "\(folder)/\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).png"
  }

  /// The frames as a script of ffmpeg's concat demuxer, which reads it beside them: `ffmpeg -i frames.ffconcat`.
  ///
  /// A duration there says when the next file starts, and the last file has no next: it stands for as long as ffmpeg
  /// gives a picture of its own accord. So it is named twice, the second time for that long.
  public var list: [UInt8] {
    var output = TextOutput()
    output.add("ffconcat version 1.0\n")
    for (index, still) in stills.enumerated() {
      var duration = still.count * 1_000_000 / rate
      if index == stills.count - 1 { duration -= Self.unsaid }
      output.add("file \(still.name.dropFirst(Self.folder.count + 1))\n")
      guard duration > 0 else { continue }
      output.add("duration ")
      output.add(microseconds: duration)
      output.add("\n")
      if index == stills.count - 1 {
        output.add("file \(still.name.dropFirst(Self.folder.count + 1))\n")
      }
    }
    return output.bytes
  }

  /// Microseconds for which ffmpeg shows a picture whose duration it is not told.
  private static let unsaid = 40_000

  func append(to output: inout TextOutput) {
    output.add(",\"pictures\":{\"layout\":")
    output.addJSON(layout)
    output.add(",\"width\":\(width),\"height\":\(height),\"rate\":\(rate)")
    if let poster {
      output.add(",\"poster\":")
      output.addJSON(poster)
    }
    if let film {
      output.add(",\"film\":")
      output.addJSON(film)
    }
    if !stills.isEmpty {
      output.add(",\"frames\":[")
      for (index, still) in stills.enumerated() {
        output.add(index > 0 ? ",\n{\"file\":" : "\n{\"file\":")
        output.addJSON(still.name)
        output.add(",\"from\":")
        output.add(Double(still.first) / Double(rate))
        output.add(",\"duration\":")
        output.add(Double(still.count) / Double(rate))
        output.add("}")
      }
      output.add("]")
    }
    output.add("}")
  }
}

extension TextOutput {
  /// Seconds of six decimals, as ffmpeg writes durations.
  fileprivate mutating func add(microseconds: Int) {
    let rest = String(microseconds % 1_000_000)
    add("\(microseconds / 1_000_000).\(String(repeating: "0", count: 6 - rest.count))\(rest)")
  }
}
