#ifndef CREPEATS_H
#define CREPEATS_H

#include <stddef.h>
#include <stdint.h>

/// How many of the `count` bytes from `bytes` on equal, one after another, those `back` before them, all of which may be
/// read; `back` is at least 1. As wide as the processor compares; the answer is the same everywhere.
size_t repeats_length(const uint8_t *bytes, size_t back, size_t count);

/// The same with what every processor of the kind has.
size_t repeats_length_narrow(const uint8_t *bytes, size_t back, size_t count);

/// The same, one byte after another.
size_t repeats_length_portable(const uint8_t *bytes, size_t back, size_t count);

#endif
