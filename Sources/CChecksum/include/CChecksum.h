#ifndef CCHECKSUM_H
#define CCHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32 (ISO 3309, as gzip and PNG use it) of `size` bytes after those that gave `crc`; start with 0.
/// Carry-less multiplication where the processor has it; the answer is the same everywhere.
uint32_t checksum_crc32(uint32_t crc, const void *bytes, size_t size);

/// The same by tables alone.
uint32_t checksum_crc32_portable(uint32_t crc, const void *bytes, size_t size);

/// Adler-32 (RFC 1950) of `size` bytes after those that gave `adler`; start with 1.
uint32_t checksum_adler32(uint32_t adler, const void *bytes, size_t size);

/// The most bytes that this processor sums at once: 64, 32, 16 or 1.
unsigned checksum_widest(void);

/// The same by so many bytes at once, which are 1 or not more than the widest.
uint32_t checksum_adler32_by(unsigned width, uint32_t adler, const void *bytes, size_t size);

#endif
