import Communication
import Liquid
import Records
import Sinks

/// One core's share of a leak search, with memory of its own.
final class LeakWorker {
  /// A distinctive value of a record.
  struct Occurrence: Sendable, BitwiseCopyable {
    var hash: UInt64
    /// The hash of its first word.
    var start: UInt64
    var owner: UInt32
  }

  /// What came of searching a task's documents.
  struct Outcome: Sendable {
    var hits: [LeakSearch.Hit] = []
    var searched = 0
  }

  /// Endings of files that are no text, and so are not searched.
  private static let binaries = [".gz", ".png", ".jpg", ".mp4", ".webm", ".woff2", ".ttf"]

  private let decoder: any RecordDecoder
  private let key: LeakSearch.Key
  private let scratch = Scratch()
  private var values = DistinctiveValues()
  private var words = WordScanner()
  private var ownWords = WordScanner()
  private var email = EmailText()
  private let documents: DocumentReader
  private let entries: PackEntryReader
  private let shelf: PackShelf?

  init(
    _ folder: OutputFolder, shelf: PackShelf?, decoder: any RecordDecoder, key: LeakSearch.Key
  ) {
    self.decoder = decoder
    self.key = key
    self.shelf = shelf
    documents = DocumentReader(folder)
    let inflater = MemoryInflater()
    entries = PackEntryReader(folder) { stream, piece in inflater.unpack(stream, piece) }
  }

  /// The distinctive values of all records of a batch.
  func collectValues(of batch: RecordBatch) -> [Occurrence] {
    var found: [Occurrence] = []
    for raw in batch.records {
      let owner = UInt32(truncatingIfNeeded: raw.ordinal + 1)
      forEachValue(of: raw, in: batch) { value, count, _ in
        let (hash, start) = Self.hash(value, count)
        found.append(Occurrence(hash: hash, start: start, owner: owner))
      }
    }
    return found
  }

  /// Where values with these hashes stand in records.
  func fields(
    of owners: Set<Int>, in batch: RecordBatch, hashes: Set<UInt64>
  ) -> [UInt64: String] {
    var found: [UInt64: String] = [:]
    for raw in batch.records where owners.contains(Int(raw.ordinal) + 1) {
      forEachValue(of: raw, in: batch, tellsPath: true) { value, count, path in
        let hash = Self.hash(value, count).hash
        if hashes.contains(hash) { found[hash] = path }
      }
    }
    return found
  }

  /// Searches the documents of a task's records.
  func search(
    _ task: LeakSearch.LeakTask, _ index: ValueIndex, _ template: WordScanner
  ) throws(SinkError) -> Outcome {
    var outcome = Outcome()
    for raw in task.batch.records {
      guard let entry = task.entries[Int(raw.ordinal) + 1] else { continue }
      outcome.searched += 1
      var hits: [LeakSearch.Hit] = []
      var places: [Range<Int>] = []
      try forEachFile(of: entry) { [self] path, bytes in
        read(bytes, of: path)
        let before = hits.count
        find(in: index, path, entry.ordinal, &hits, &places)
        guard hits.count > before else { return }
        // Only now is it worth to read the record that the document belongs to.
        ownWords.removeAll()
        if let record = decode(raw, task.batch) {
          DistinctiveValues.addAllWords(of: record, arena: scratch.arena, to: &ownWords)
        }
        let own = Set((0..<ownWords.count).map { ownWords[$0] })
        for (hit, place) in zip(hits[before...], places)
        where !isExplained(place, own, template) {
          outcome.hits.append(hit)
        }
        places.removeAll()
      }
    }
    return outcome
  }
}

extension LeakWorker {
  /// Calls `body` with the key, then with each distinctive value: a key that is both is told of by its field.
  private func forEachValue(
    of raw: RawRecord, in batch: RecordBatch, tellsPath: Bool = false,
    _ body: (WordScanner, Int, String) -> Void
  ) {
    guard let record = decode(raw, batch) else { return }
    switch key {
    case .field(let path):
      values.judge(key: path.value(in: record).text(in: scratch.arena).bytes, body)
    case .one(let ordinal, let text):
      if Int(raw.ordinal) + 1 == ordinal { text.withUnsafeBytes { values.judge(key: $0, body) } }
    }
    values.forEach(in: record, arena: scratch.arena, tellsPath: tellsPath, body)
  }

  private func decode(_ raw: RawRecord, _ batch: RecordBatch) -> Value? {
    scratch.reset()
    do throws(RecordError) {
      return try decoder.decode(raw, in: batch, into: scratch.arena)
    } catch {
      // A record that cannot be read has no document, and no values that could be told.
      return nil
    }
  }

  private static func hash(_ value: WordScanner, _ count: Int) -> (hash: UInt64, start: UInt64) {
    var phrase = PhraseHash()
    phrase.add(value[0])
    let start = phrase.value
    for word in 1..<max(1, count) { phrase.add(value[word]) }
    return (phrase.value, start)
  }

  /// Calls `body` with each text file of a document.
  private func forEachFile(
    of entry: DocumentEntry, _ body: @escaping (String, UnsafeRawBufferPointer) -> Void
  ) throws(SinkError) {
    guard let shelf else {
      _ = try documents.read(entry.path) { name, bytes in
        if !Self.isBinary(name) { body("\(entry.path)/\(name)", bytes) }
      }
      return
    }
    for file in entry.files where !Self.isBinary(file.name) {
      let path = "\(entry.path)/\(file.name)"
      guard let index = shelf.find(path).first else { continue }
      let slot = shelf[index]
      _ = try entries.read(slot.entry, of: shelf.pack(of: slot).name, path: path) { bytes in
        body(path, bytes)
      }
    }
  }

  /// Takes the words of a file as its kind is written.
  private func read(_ bytes: UnsafeRawBufferPointer, of name: String) {
    words.removeAll()
    if name.hasSuffix(".eml") {
      email.read(bytes)
      email.bytes.withUnsafeBytes { words.add(document: $0) }
    } else {
      words.add(document: bytes, hasTags: !name.hasSuffix(".txt"))
    }
  }

  private static func isBinary(_ name: String) -> Bool {
    binaries.contains { name.hasSuffix($0) }
  }

  /// Values of one record in a file that is of none.
  func search(
    _ bytes: UnsafeRawBufferPointer, as name: String, _ index: ValueIndex, of owner: Int,
    _ template: WordScanner
  ) -> [LeakSearch.Hit] {
    read(bytes, of: name)
    var hits: [LeakSearch.Hit] = []
    var places: [Range<Int>] = []
    find(in: index, name, 0, &hits, &places)
    // The template's words are many: only what is asked for is looked up in them.
    return zip(hits, places).filter { hit, place in
      hit.owner == owner && !words.isPart(place) && !template.contains(words, place)
    }.map(\.0)
  }

  private func find(
    in index: ValueIndex, _ path: String, _ ordinal: Int, _ hits: inout [LeakSearch.Hit],
    _ places: inout [Range<Int>]
  ) {
    for first in 0..<words.count {
      var phrase = PhraseHash()
      phrase.add(words[first])
      guard index.mayStart(phrase.value) else { continue }
      var end = first + 1
      while true {
        if let owner = index.owner(of: phrase.value), Int(owner) != ordinal {
          hits.append(
            LeakSearch.Hit(path: path, ordinal: ordinal, owner: Int(owner), hash: phrase.value))
          places.append(first..<end)
        }
        guard end < words.count, end - first < DistinctiveValues.mostWords else { break }
        phrase.add(words[end])
        end += 1
      }
    }
  }

  /// Whether a document has these words from its own record or from the template.
  private func isExplained(
    _ place: Range<Int>, _ own: Set<ArraySlice<UInt8>>, _ template: WordScanner
  ) -> Bool {
    place.allSatisfy { own.contains(words[$0]) } || template.contains(words, place)
  }
}

extension WordScanner {
  /// Whether the words of `other` in `place` stand here one behind the other.
  func contains(_ other: WordScanner, _ place: Range<Int>) -> Bool {
    guard place.count <= count else { return false }
    return (0...(count - place.count)).contains { start in
      place.allSatisfy { other[$0] == self[start + $0 - place.lowerBound] }
    }
  }

  /// Whether these words of a book stand in a longer identifier: `CH-2026-00871` in `CH-2026-00871-2`, or before its number.
  ///
  /// A full stop may end a sentence, so that it ties nothing; names of documents have `%` for marks.
  func isPart(_ place: Range<Int>) -> Bool {
    let isBegun = "-_".utf8.contains(marks[place.lowerBound])
    return isBegun || "-_/%".utf8.contains(followers[place.upperBound - 1])
  }
}
