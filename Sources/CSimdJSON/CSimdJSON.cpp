#include "CSimdJSON.h"

#include <memory>
#include <new>
#include <simdjson.h>

// The index needs no tree, so the tree's depth is never used; simdjson asks for one.
static const size_t unused_depth = 1;
static const size_t smallest_capacity = 64 << 10;
// An index costs four bytes for each byte of capacity; one huge record must not keep that for ever.
static const size_t kept_capacity = 4 << 20;

struct csimdjson_indexer {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  size_t capacity = 0;

  bool reserve(size_t count) {
    bool is_oversized = capacity > kept_capacity && count < capacity / 4;
    if (parser && capacity >= count && !is_oversized) { return true; }
    size_t wanted = smallest_capacity;
    while (wanted < count) { wanted *= 2; }
    parser.reset();
    capacity = 0;
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        wanted, unused_depth, parser);
    if (error) { return false; }
    capacity = wanted;
    return true;
  }
};

extern "C" csimdjson_indexer *csimdjson_create(void) {
  return new (std::nothrow) csimdjson_indexer();
}

extern "C" void csimdjson_destroy(csimdjson_indexer *indexer) { delete indexer; }

extern "C" csimdjson_status csimdjson_index(csimdjson_indexer *indexer, const void *bytes,
                                            size_t count, const uint32_t **tokens,
                                            size_t *token_count) {
  if (count == 0) { return CSIMDJSON_EMPTY; }
  if (count >= UINT32_MAX) { return CSIMDJSON_OTHER; }
  if (!indexer->reserve(count)) { return CSIMDJSON_MEMORY; }
  auto error = indexer->parser->stage1(static_cast<const uint8_t *>(bytes), count,
                                       simdjson::stage1_mode::regular);
  switch (error) {
  case simdjson::SUCCESS: break;
  case simdjson::EMPTY: return CSIMDJSON_EMPTY;
  case simdjson::UTF8_ERROR: return CSIMDJSON_UTF8;
  case simdjson::UNCLOSED_STRING: return CSIMDJSON_UNCLOSED_STRING;
  case simdjson::UNESCAPED_CHARS: return CSIMDJSON_CONTROL_CHARACTER;
  case simdjson::MEMALLOC: return CSIMDJSON_MEMORY;
  default: return CSIMDJSON_OTHER;
  }
  *tokens = indexer->parser->structural_indexes.get();
  *token_count = indexer->parser->n_structural_indexes;
  return CSIMDJSON_OK;
}

extern "C" bool csimdjson_is_utf8(const void *bytes, size_t count) {
  return simdjson::validate_utf8(static_cast<const char *>(bytes), count);
}
