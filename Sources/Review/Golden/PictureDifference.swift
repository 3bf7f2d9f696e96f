import Imaging

/// How much two pictures differ to the eye, antialiasing left aside.
///
/// Colours are held against each other in YIQ, as brightness and two hues weighted by how well an eye tells them apart
/// (Kotsarenko, Ramos: "Measuring perceived color difference", 2010). A pixel that differs and lies on the edge between
/// two flat areas in either picture is taken for antialiasing (Vysniauskas: "Anti-aliased pixel and intensity slope
/// detector", 2009): another version of a font rasteriser moves such pixels, and nobody sees it.
struct PictureDifference {
  /// Pixels that differ, antialiasing left aside.
  let differing: Int
  /// How many there are; 0 where one is no picture, or they are not of one size.
  let total: Int

  /// A tenth of the way from black to white, squared and on the scale of YIQ's largest difference.
  private static let tolerance = 35_215.0 * 0.1 * 0.1
  /// Pixels that may differ: one of ten thousand.
  private static let share = 10_000

  /// Whether a person would call them the same.
  var isSame: Bool { total > 0 && differing <= total / Self.share }

  /// Compares two PNG files.
  init(_ one: [UInt8], _ other: [UInt8]) {
    let first = one.withUnsafeBytes { try? PNGReader.straightPixels($0) }
    let second = other.withUnsafeBytes { try? PNGReader.straightPixels($0) }
    guard let first, let second, first.width == second.width, first.height == second.height else {
      (differing, total) = (1, 0)
      return
    }
    let left = Raster(width: first.width, height: first.height, pixels: first.pixels)
    let right = Raster(width: second.width, height: second.height, pixels: second.pixels)
    var count = 0
    for y in 0..<left.height {
      for x in 0..<left.width {
        let delta = abs(left.delta(x, y, right, x, y))
        if delta > Self.tolerance, !left.isEdge(x, y, right), !right.isEdge(x, y, left) {
          count += 1
        }
      }
    }
    (differing, total) = (count, left.width * left.height)
  }
}

/// Opaque pixels, red, green, blue and a byte that is not looked at.
private struct Raster {
  let width: Int
  let height: Int
  let pixels: [UInt8]

  /// The perceived difference of two pixels, signed by which is brighter; 0 to 35,215.
  func delta(_ x: Int, _ y: Int, _ other: Raster, _ otherX: Int, _ otherY: Int) -> Double {
    let at = 4 * (y * width + x)
    let to = 4 * (otherY * width + otherX)
    let red = Double(pixels[at]) - Double(other.pixels[to])
    let green = Double(pixels[at + 1]) - Double(other.pixels[to + 1])
    let blue = Double(pixels[at + 2]) - Double(other.pixels[to + 2])
    let luma = red * 0.29889531 + green * 0.58662247 + blue * 0.11448223
    let i = red * 0.59597799 - green * 0.27417610 - blue * 0.32180189
    let q = red * 0.21147017 - green * 0.52261711 + blue * 0.31114694
    let delta = 0.5053 * luma * luma + 0.299 * i * i + 0.1957 * q * q
    return luma > 0 ? -delta : delta
  }

  private func brightness(_ x: Int, _ y: Int) -> Double {
    let at = 4 * (y * width + x)
    return Double(pixels[at]) * 0.29889531 + Double(pixels[at + 1]) * 0.58662247
      + Double(pixels[at + 2]) * 0.11448223
  }

  private func neighbours(_ x: Int, _ y: Int) -> [(x: Int, y: Int)] {
    var found: [(x: Int, y: Int)] = []
    for nearY in max(0, y - 1)...min(height - 1, y + 1) {
      for nearX in max(0, x - 1)...min(width - 1, x + 1) where nearX != x || nearY != y {
        found.append((nearX, nearY))
      }
    }
    return found
  }

  /// Whether a pixel looks antialiased: between a darker and a lighter neighbour that both are part of flat areas.
  func isEdge(_ x: Int, _ y: Int, _ other: Raster) -> Bool {
    let near = neighbours(x, y)
    let own = brightness(x, y)
    var equal = near.count < 8 ? 1 : 0
    var darkest = (by: 0.0, x: 0, y: 0)
    var lightest = (by: 0.0, x: 0, y: 0)
    for place in near {
      let by = brightness(place.x, place.y) - own
      if by == 0 {
        equal += 1
        // More than two equal neighbours: not an edge, an area.
        if equal > 2 { return false }
      } else if by < darkest.by {
        darkest = (by, place.x, place.y)
      } else if by > lightest.by {
        lightest = (by, place.x, place.y)
      }
    }
    if darkest.by == 0 || lightest.by == 0 { return false }
    return isFlat(darkest.x, darkest.y) && other.isFlat(darkest.x, darkest.y)
      || isFlat(lightest.x, lightest.y) && other.isFlat(lightest.x, lightest.y)
  }

  /// Whether at least three neighbours have the very same colour.
  private func isFlat(_ x: Int, _ y: Int) -> Bool {
    let near = neighbours(x, y)
    var equal = near.count < 8 ? 1 : 0
    let at = 4 * (y * width + x)
    for place in near {
      let to = 4 * (place.y * width + place.x)
      if (0..<3).allSatisfy({ pixels[at + $0] == pixels[to + $0] }) { equal += 1 }
    }
    return equal > 2
  }
}
