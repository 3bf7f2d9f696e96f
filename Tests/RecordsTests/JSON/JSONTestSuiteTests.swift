import Testing

@testable import Records

@Suite(.enabled(if: SharedFiles.arePresent, "the shared corpora are not here"))
struct JSONTestSuiteTests {
  /// RFC 8259 allows what these two show, I-JSON (RFC 7493) does not, and a bill must not.
  private static let duplicates = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  /// What the suite leaves open, and what we do.
  private static let refusedByChoice: [String: JSONFault.Kind] = [
    "i_number_huge_exp.json": .numberRange,
    "i_number_neg_int_huge_exp.json": .numberRange,
    "i_number_pos_double_huge_exp.json": .numberRange,
    "i_number_real_neg_overflow.json": .numberRange,
    "i_number_real_pos_overflow.json": .numberRange,
    "i_object_key_lone_2nd_surrogate.json": .loneSurrogate,
    "i_string_1st_surrogate_but_2nd_missing.json": .loneSurrogate,
    "i_string_1st_valid_surrogate_2nd_invalid.json": .loneSurrogate,
    "i_string_incomplete_surrogate_and_escape_valid.json": .loneSurrogate,
    "i_string_incomplete_surrogate_pair.json": .loneSurrogate,
    "i_string_incomplete_surrogates_escape_valid.json": .loneSurrogate,
    "i_string_invalid_lonely_surrogate.json": .loneSurrogate,
    "i_string_invalid_surrogate.json": .loneSurrogate,
    "i_string_inverted_surrogates_U+1D11E.json": .loneSurrogate,
    "i_string_lone_second_surrogate.json": .loneSurrogate,
    "i_string_UTF-16LE_with_BOM.json": .encoding,
    "i_string_UTF-8_invalid_sequence.json": .encoding,
    "i_string_UTF8_surrogate_U+D800.json": .encoding,
    "i_string_invalid_utf-8.json": .encoding,
    "i_string_iso_latin_1.json": .encoding,
    "i_string_lone_utf8_continuation_byte.json": .encoding,
    "i_string_not_in_unicode_range.json": .encoding,
    "i_string_overlong_sequence_2_bytes.json": .encoding,
    "i_string_overlong_sequence_6_bytes.json": .encoding,
    "i_string_overlong_sequence_6_bytes_null.json": .encoding,
    "i_string_truncated-utf-8.json": .encoding,
    "i_string_utf16BE_no_BOM.json": .encoding,
    "i_string_utf16LE_no_BOM.json": .encoding,
    "i_structure_500_nested_arrays.json": .tooDeep,
    "i_structure_UTF-8_BOM_empty_object.json": .expectedValue,
  ]

  private func read(_ name: String) -> Result<String, JSONFault> {
    readJSON(SharedFiles.bytes(SharedFiles.path("corpora/JSONTestSuite/test_parsing/\(name)")))
  }

  @Test func acceptsWhatMustBeAccepted() {
    let names = SharedFiles.files(in: "corpora/JSONTestSuite/test_parsing").filter {
      $0.hasPrefix("y_")
    }
    #expect(names.count == 95)
    for name in names {
      let isDuplicate = Self.duplicates.contains(name)
      #expect(read(name).fault == (isDuplicate ? .duplicateKey : nil), "\(name)")
    }
  }

  @Test func rejectsWhatMustBeRejected() {
    let names = SharedFiles.files(in: "corpora/JSONTestSuite/test_parsing").filter {
      $0.hasPrefix("n_")
    }
    #expect(names.count == 188)
    for name in names { #expect(read(name).fault != nil, "\(name)") }
  }

  @Test func whatTheSuiteLeavesOpenIsAsDocumented() {
    let names = SharedFiles.files(in: "corpora/JSONTestSuite/test_parsing").filter {
      $0.hasPrefix("i_")
    }
    #expect(names.count == 35)
    for name in names { #expect(read(name).fault == Self.refusedByChoice[name], "\(name)") }
  }
}
