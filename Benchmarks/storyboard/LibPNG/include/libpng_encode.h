#ifndef BILLOW_LIBPNG_ENCODE_H
#define BILLOW_LIBPNG_ENCODE_H

#include <stddef.h>
#include <stdint.h>

// Encodes RGB rows (`width * 3` bytes each) as libpng does by default and returns the file's length; 0 on failure.
size_t billow_libpng_encode(const uint8_t *rgb, uint32_t width, uint32_t height);

#endif
