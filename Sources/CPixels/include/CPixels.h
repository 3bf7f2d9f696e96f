#ifndef BILLOW_CPIXELS_H
#define BILLOW_CPIXELS_H

#include <stddef.h>
#include <stdint.h>

// Rows of pixels, 0xAARRGGBB in the machine's order, alpha multiplied in. Each answer is the same on every processor.

// Writes `count` opaque pixels as red, green, blue.
void pixels_to_rgb(const uint32_t *pixels, uint8_t *rgb, size_t count);

// Lays `count` pixels, each made as faint as `opacity` (of 255) says, over others: Porter and Duff's "over". `into` may
// be `behind`.
void pixels_lay_over(uint32_t *into, const uint32_t *behind, const uint32_t *pixels, size_t count, uint32_t opacity);

// The most bytes of pixels that this processor takes at once: 64, 32, 16 or 4.
unsigned pixels_widest(void);

// The same by so many bytes at once, which are 4 or not more than the widest.
void pixels_to_rgb_by(unsigned width, const uint32_t *pixels, uint8_t *rgb, size_t count);
void pixels_lay_over_by(unsigned width, uint32_t *into, const uint32_t *behind, const uint32_t *pixels, size_t count,
                        uint32_t opacity);

#endif
