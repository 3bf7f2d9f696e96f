import Liquid
import Testing

@testable import Communication

/// The shape of drawings, each bound as a pair.
@Suite struct ChartTagTests {
  private func page(_ options: String) throws -> String {
    let text = "{% assign rows = 'a,b' | split: ',' %}{% chart 'columns', data: rows\(options) %}"
    return try tagPage(text, ChartTag.row)
  }

  @Test func aDrawingHasTheShapeItIsGiven() throws {
    #expect(try page("").contains("viewBox=\"0 0 640 240\""))
    #expect(try page(", width: 440, height: 4000").contains("viewBox=\"0 0 440 4000\""))
    #expect(try page(", width: 240, height: 240").contains("viewBox=\"0 0 240 240\""))
  }

  @Test(arguments: [
    ", width: 239", ", width: 4001", ", height: 239", ", height: 4001", ", width: 'x'",
  ])
  func otherSidesFail(options: String) {
    #expect(throws: RenderError.self) { try page(options) }
  }
}
