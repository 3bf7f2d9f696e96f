import Batch
import Communication
import Deflate
import Diagnostics
import Foundation
import Imaging
import LibPNGPeer
import Liquid
import Records
import Storyboard
import YAMLFiles

/// The reference storyboard through resolver, painter and encoder, measured in processor time.
struct StoryboardBench {
  let assets: FrameAssets
  let timelines: [Timeline]
  let folder: String
  let frames: Range<Int>
  let rounds: Int

  init(template: String, records: String, folder: String, frames: Range<Int>, rounds: Int) throws {
    let readers = TemplateReaders(
      yaml: { file throws(DiagnosticsError) in try YAMLReader.read(file) },
      json: { file, arena throws(DiagnosticsError) in try JSONDocument.read(file, into: arena) },
      sha256: { _ in [UInt8](repeating: 0, count: 32) }, tags: [])
    let communication = try Communication.load(TemplateFolder(reading: template), readers: readers)
    let asOf = AsOfDate("2026-01-01")
    guard
      let assets = try FrameAssets(
        communication, FramePlan(.sequence), asOf: asOf)
    else {
      fatalError("the template has no storyboard")
    }
    self.assets = assets
    self.folder = folder
    self.frames = frames
    self.rounds = rounds
    let renderer = DocumentRenderer(communication, asOf: asOf)
    // As a run's workers do, so that it is known what is the template's own.
    renderer.scratch.output.startTracing()
    timelines = try String(contentsOfFile: records, encoding: .utf8).split(separator: "\n").map {
      renderer.scratch.reset()
      let file = SourceFile(path: records, bytes: Array($0.utf8))
      let record = try JSONDocument.read(file, into: renderer.scratch.arena)
      guard case .rendered = try renderer.render(record), let timeline = renderer.timeline else {
        fatalError("a record has no film")
      }
      return timeline
    }
  }

  /// Processor time of the process, in seconds.
  static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func print(_ report: [String: Any]) throws {
    let data = try JSONSerialization.data(withJSONObject: report, options: [.sortedKeys])
    Swift.print(String(decoding: data, as: UTF8.self))
  }

  /// An empty folder.
  func clean(_ name: String) throws -> String {
    let path = folder + "/" + name
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func write(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, Foundation.write(file, bytes, bytes.count) == bytes.count else {
      fatalError("cannot write \(path)")
    }
    close(file)
  }

  static func link(_ target: String, _ path: String) {
    guard Foundation.link(target, path) == 0 else { fatalError("cannot link \(path)") }
  }
}

extension StoryboardBench {
  /// A slice of some customers' films as files, frame by frame, from a store that knows nothing yet.
  ///
  /// What is measured begins with the rendered scenes: reading them, resolving, painting, encoding, writing.
  func slice(customers: Int, reusesBands: Bool) throws {
    var seconds: [Double] = []
    var files = 0
    var size = 0
    for _ in 0..<rounds {
      let paths = try (0..<customers).map { try clean("customer-\($0)") }
      var settings = assets.settings
      settings.reusesBands = reusesBands
      (files, size) = (0, 0)
      let start = Self.clock()
      let maker = FrameMaker(
        settings, fonts: assets.fonts, pictures: assets.pictures, store: FrameStore())
      let resolver = TimelineResolver(measuring: maker.fonts)
      var file: [UInt8] = []
      for customer in 0..<customers {
        try resolver.load(timelines[customer], layout: assets.layout)
        var list = resolver.makeList()
        var newest = ""
        for number in frames {
          let time = Double(number) / Double(assets.rate)
          let before = Double(number - 1) / Double(assets.rate)
          let path = "\(paths[customer])/\(FilmPictures.name(ofFrame: number).dropFirst(7))"
          var isChanged = number == frames.lowerBound || !reusesBands
          if isChanged || resolver.mayChange(from: before, to: time) {
            try resolver.displayList(at: time, into: &list)
            let differs = try maker.show(list)
            isChanged = isChanged || differs
          }
          if isChanged {
            file.removeAll(keepingCapacity: true)
            maker.appendFile(to: &file)
            Self.write(file, to: path)
            newest = path
            files += 1
            size += file.count
          } else {
            Self.link(newest, path)
          }
        }
        maker.finishCustomer()
      }
      seconds.append(Self.clock() - start)
    }
    try print([
      "cpu": seconds, "frames": customers * frames.count, "files": files, "bytes": size,
    ])
  }

  /// What a frame costs that stays, beside a bare link(2).
  func links() throws {
    var ours: [Double] = []
    var bare: [Double] = []
    let count = 2000
    let maker = FrameMaker(
      assets.settings, fonts: assets.fonts, pictures: assets.pictures, store: FrameStore())
    let resolver = TimelineResolver(measuring: maker.fonts)
    try resolver.load(timelines[0], layout: assets.layout)
    for _ in 0..<rounds {
      for isOurs in [false, true] {
        let path = try clean("links")
        Self.write([0], to: path + "/first")
        let start = Self.clock()
        for number in 0..<count {
          // Within the last second of the bars, where nothing moves.
          let time = 13 + Double(number % 20) / 25
          if isOurs, resolver.mayChange(from: time, to: time + 0.04) { fatalError("it moves") }
          Self.link(path + "/first", "\(path)/\(number)")
        }
        let spent = (Self.clock() - start) / Double(count)
        if isOurs { ours.append(spent) } else { bare.append(spent) }
      }
    }
    try print(["ours": ours, "link": bare])
  }

  /// Whole frames encoded, beside libpng's default, from the same rows.
  func encode() throws {
    let painter = FramePainter(
      width: assets.width, height: assets.height, fonts: assets.fonts, pictures: assets.pictures)
    let resolver = TimelineResolver(measuring: painter.fonts)
    try resolver.load(timelines[0], layout: assets.layout)
    var list = resolver.makeList()
    let width = assets.width
    let shape = BandShape(bytesPerPixel: 3, bytesPerRow: 1 + 3 * width)
    guard let program = assets.settings.program else { fatalError("nothing was learnt") }
    let encoder = DeflateEncoder(program)
    var ours = [Double](repeating: 0, count: rounds)
    var peer = ours
    var (size, peerSize, count) = (0, 0, 0)
    for number in stride(from: frames.lowerBound, to: frames.upperBound, by: 5) {
      try resolver.displayList(at: Double(number) / Double(assets.rate), into: &list)
      _ = painter.show(list)
      let rgb = painter.withPixels { pixels in
        pixels.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)] }
      }
      var rows: [UInt8] = []
      for row in 0..<assets.height { rows += [0] + rgb[row * 3 * width..<(row + 1) * 3 * width] }
      count += 1
      for round in 0..<rounds {
        var start = Self.clock()
        var length = 0
        rows.withUnsafeBytes { bytes in
          for first in stride(from: 0, to: assets.height, by: 16) {
            let last = min(first + 16, assets.height)
            let band = UnsafeRawBufferPointer(
              rebasing: bytes[first * shape.bytesPerRow..<last * shape.bytesPerRow])
            length += 12 + encoder.encode(band: band, shape: shape).count
          }
        }
        ours[round] += Self.clock() - start
        start = Self.clock()
        let other = billow_libpng_encode(rgb, UInt32(width), UInt32(assets.height))
        peer[round] += Self.clock() - start
        if round == 0 {
          size += length
          peerSize += other
        }
      }
    }
    try print([
      "ours": ours.map { $0 / Double(count) }, "libpng": peer.map { $0 / Double(count) },
      "bytes": size / count, "libpng_bytes": peerSize / count,
    ])
  }

  /// Each scene's SVG, and our picture of it at some instants, for a browser to be held against.
  func pictures() throws {
    let maker = FrameMaker(
      assets.settings, fonts: assets.fonts, pictures: assets.pictures, store: FrameStore())
    let resolver = TimelineResolver(measuring: maker.fonts)
    let timeline = timelines[0]
    try resolver.load(timeline, layout: assets.layout)
    var list = resolver.makeList()
    let path = try clean("pictures")
    var shots: [[String: Any]] = []
    for (index, scene) in timeline.scenes.enumerated() {
      Self.write(scene.svg, to: "\(path)/\(scene.id).svg")
      // A browser does not count by itself, so a scene with a counter is compared before it is seen and after it ended.
      let counts = String(decoding: scene.svg, as: UTF8.self).contains("data-count")
      let last = scene.duration - 0.04
      for time in counts ? [0.36, last] : [0.36, 0.72, 1.2, last] {
        try resolver.displayList(scene: index, at: time, into: &list)
        _ = try maker.show(list)
        var file: [UInt8] = []
        maker.appendFile(to: &file)
        let name = "\(scene.id)-\(Int(time * 1000)).png"
        Self.write(file, to: "\(path)/\(name)")
        shots.append(["scene": scene.id, "time": time, "file": name])
      }
    }
    try print(["folder": path, "shots": shots])
  }
}
