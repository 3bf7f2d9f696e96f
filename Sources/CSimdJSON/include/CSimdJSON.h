#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// simdjson's first stage: UTF-8 check, string bounds, and the place of every token.
typedef struct csimdjson_indexer csimdjson_indexer;

typedef enum {
  CSIMDJSON_OK = 0,
  CSIMDJSON_EMPTY = 1,
  CSIMDJSON_UTF8 = 2,
  CSIMDJSON_UNCLOSED_STRING = 3,
  CSIMDJSON_CONTROL_CHARACTER = 4,
  CSIMDJSON_MEMORY = 5,
  CSIMDJSON_OTHER = 6,
} csimdjson_status;

/// An indexer for one worker, or NULL without memory.
csimdjson_indexer *csimdjson_create(void);
void csimdjson_destroy(csimdjson_indexer *indexer);

/// Finds the first byte of every token of one document of at most 4 GiB.
///
/// On success `*tokens` holds `*token_count` offsets and one more, which is `count`; they live until the
/// next call. Strings are known to be closed, free of bare control characters, and UTF-8.
csimdjson_status csimdjson_index(csimdjson_indexer *indexer, const void *bytes, size_t count,
                                 const uint32_t **tokens, size_t *token_count);

/// Whether the bytes are UTF-8.
bool csimdjson_is_utf8(const void *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
