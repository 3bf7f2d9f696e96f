#ifndef CREPEATS_H
#define CREPEATS_H

#include <stddef.h>
#include <stdint.h>

/// How many of the `count` bytes from `bytes` on equal, one after another, those `back` before them, all of which may be
/// read; `back` is at least 1. As wide as the processor compares; the answer is the same everywhere.
size_t repeats_length(const uint8_t *bytes, size_t back, size_t count);

/// The most bytes that this processor compares at once: 64, 32, 16 or 1.
unsigned repeats_widest(void);

/// The same by so many bytes at once, which are 1 or not more than the widest.
size_t repeats_length_by(unsigned width, const uint8_t *bytes, size_t back, size_t count);

#endif
