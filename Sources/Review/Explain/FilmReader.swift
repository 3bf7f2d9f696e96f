import Communication
import Diagnostics
import Liquid
import Storyboard

/// Reads out of a film's traces why each scene and action is in it, and why others are not.
struct FilmReader {
  let film: ReviewedFilm
  let plan: StoryboardPlan

  var page: Explanation.Page {
    var shown: [Explanation.Block] = []
    var hidden: [Explanation.Block] = []
    var decisions: [Decision] = []
    let playing = Set(film.timeline.scenes.map(\.id))
    for scene in plan.sceneOutlines {
      let isShown = playing.contains(scene.id)
      let passes = film.passes.filter { $0.piece.scene == scene.id }
      let own = passes.first { $0.piece.role == .scene }.map { self.decisions($0.piece, $0.tree) }
      let block = Explanation.Block(
        name: scene.id, place: scene.place,
        // What kept a scene out was asked last; what let it in, first.
        decision: isShown ? own?.first : own?.last, depth: 0)
      if isShown { shown.append(block) } else { hidden.append(block) }
      decisions += own ?? []
      for (piece, tree) in passes where piece.role != .scene {
        guard let decision = self.decisions(piece, tree).first else { continue }
        decisions.append(decision)
        let inner = Explanation.Block(
          name: "\(scene.id): \(name(piece.role))", place: decision.place, decision: decision,
          depth: 1)
        if decision.answer == "yes" { shown.append(inner) } else { hidden.append(inner) }
      }
    }
    return Explanation.Page(
      fileName: "storyboard.json", shown: shown, hidden: hidden, decisions: decisions)
  }

  private func name(_ role: StoryboardPiece.Role) -> String {
    switch role {
    case .scene, .text: "scene"
    case .variant(let path): "variant \(path)"
    case .action(let id): "action \(id)"
    }
  }

  /// The piece's own decisions, at their places in the author's file.
  private func decisions(_ piece: StoryboardPiece, _ tree: TraceNode) -> [Decision] {
    let reader = DecisionReader(program: piece.program)
    var found: [Decision] = []
    func look(_ node: TraceNode, _ depth: Int) {
      var done: Set<SourceSpan> = []
      for child in node.children {
        let point = piece.program.tracePoints[child.point]
        guard point.kind != .value, point.kind != .output else { continue }
        if point.kind != .partial, point.file == 0, piece.isOwn(point),
          done.insert(point.group).inserted
        {
          var decision = reader.decision(point, in: node, depth)
          decision.place = piece.place(point.group)
          found.append(decision)
        }
        if point.file == 0, point.kind != .partial { look(child, depth) }
      }
    }
    look(tree, 0)
    return found
  }
}
