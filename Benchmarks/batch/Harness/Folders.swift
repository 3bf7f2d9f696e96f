import Batch
import Communication
import Records
import Sinks

/// The workload as a real run: into a new folder, synced, as a tree or as packs.
enum Folders {
  static func write(
    _ communication: Communication, _ source: any RecordSource, _ asOf: AsOfDate?, limit: Int,
    jobs: Int, packed: Bool, to path: String
  ) throws -> RunReport {
    var name = communication.name
    let digest = name.withUTF8 { SHA256Digest(of: UnsafeRawBufferPointer($0)) }
    let folder = try RunFolder(
      at: path,
      for: RunIdentity(
        engine: "benchmark", template: communication.name, templateDigest: digest,
        asOf: asOf?.description ?? "", options: [.init("pack", packed ? "yes" : "no")], inputs: []),
      durability: .grouped)
    let sink: any Sink =
      packed
      ? PackSink(in: folder, limit: PackSink.Limit(documents: 100_000, bytes: 2 << 30))
      : DirectorySink(in: folder)
    let writer = try RunWriter(sink, in: folder)
    let plan = BatchPlan(
      communication: communication, source: source, asOf: asOf, jobs: jobs, limit: limit)
    let report = try BatchRun(plan, into: writer, form: sink.form).perform()
    try writer.finish(RunClosing())
    return report
  }
}
