/// The rules that the rooms keep, checked on sources; `Package.swift` is the drawing they refer to.
struct Walls {
  /// Rooms that reach the system through Glibc only.
  ///
  /// Full Foundation makes a static executable four times as large and its formatters follow the
  /// toolchain's ICU, which would move the bytes of a document (Docs/decisions/0001).
  var withoutFoundation: Set<String> = [
    "Diagnostics", "Liquid", "Markup", "Figures", "Records", "Communication", "Sinks", "Batch",
    "Deflate", "Storyboard", "Imaging", "Video",
  ]

  /// How many files of a room may start threads; a room that is not listed starts none.
  var threadedFiles: [String: Int] = ["Batch": 1, "Preview": 1, "liquid-bench": 1]

  /// Modules that come with the toolchain or the system, so no target has to name them.
  var platform: Set<String> = [
    "Swift", "Glibc", "Foundation", "FoundationEssentials", "FoundationXML", "Dispatch",
    "Synchronization",
    "RegexBuilder", "Testing", "XCTest",
  ]

  /// The modules of a package product whose name is not the module's own.
  var modulesOfProducts: [String: Set<String>] = [:]
}

extension Walls {
  /// A Swift target with the facts of its files, in the order of their names.
  struct Room {
    var target: PackageDescription.Target
    var files: [(path: String, facts: SwiftFacts)]
  }

  /// Every breach in the package, as `path:line: what is wrong`.
  func breaches(targets: [PackageDescription.Target], rooms: [Room]) -> [String] {
    let ours = Set(targets.map(\.module))
    let foreign = Set(targets.filter { !$0.isSwift }.map(\.module))
    let moduleOfTarget = Dictionary(
      targets.map { ($0.name, $0.module) }, uniquingKeysWith: { first, _ in first })
    return rooms.flatMap { room in
      undeclared(in: room, ours: ours, moduleOfTarget: moduleOfTarget) + foundation(in: room)
        + threads(in: room)
    } + shared(foreign: foreign, rooms: rooms)
  }

  private func undeclared(
    in room: Room, ours: Set<String>, moduleOfTarget: [String: String]
  ) -> [String] {
    let named = Set(room.target.targetDependencies.compactMap { moduleOfTarget[$0] })
    let products = room.target.productDependencies
    let bought = Set(products).union(products.flatMap { modulesOfProducts[$0] ?? [] })
    return room.imports.compactMap { place, module in
      if module == room.target.module || named.contains(module) { return nil }
      if ours.contains(module) {
        return "\(place): \(room.target.name) imports \(module), which Package.swift does not name"
      }
      if platform.contains(module) || bought.contains(module) { return nil }
      return "\(place): \(room.target.name) imports \(module), which is no product it depends on"
    }
  }

  private func foundation(in room: Room) -> [String] {
    guard withoutFoundation.contains(room.target.name) else { return [] }
    return room.imports.compactMap { place, module in
      module.hasPrefix("Foundation") ? "\(place): core room imports \(module)" : nil
    }
  }

  private func threads(in room: Room) -> [String] {
    if room.target.isTest { return [] }
    let threaded = room.files.filter { file in
      !file.facts.threads.isEmpty || file.facts.imports.contains { $0.name == "Dispatch" }
    }
    let allowed = threadedFiles[room.target.name] ?? 0
    if threaded.count <= allowed { return [] }
    return threaded.map { file in
      let first = file.facts.threads.first ?? file.facts.imports.first { $0.name == "Dispatch" }
      let place = "\(file.path):\(first?.line ?? 1)"
      return "\(place): \(first?.name ?? "") starts threads; of \(room.target.name)'s files "
        + "\(threaded.count) do, \(allowed) may"
    }
  }

  private func shared(foreign: Set<String>, rooms: [Room]) -> [String] {
    foreign.sorted().compactMap { module in
      let importers = rooms.filter { room in
        !room.target.isTest && room.imports.contains { $0.module == module }
      }
      if importers.count < 2 { return nil }
      let names = importers.map(\.target.name).sorted().joined(separator: " and ")
      return "\(module): imported by \(names); one Swift module wraps each C module"
    }
  }
}

extension Walls.Room {
  /// Each import with the place, `path:line`, where it stands.
  var imports: [(place: String, module: String)] {
    files.flatMap { file in
      file.facts.imports.map { ("\(file.path):\($0.line)", $0.name) }
    }
  }
}
