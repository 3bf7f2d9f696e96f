#include <qrencode.h>
#include <stddef.h>

// libqrencode 4 exports this beside what its header names: a symbol under one mask, without weighing all eight. Weak: where
// a build of the library hides it, that is seen when running, and the library's own choice of mask is taken, which is the same.
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));

/// The symbol of `size` bytes, byte mode, under mask 0; NULL where the library cannot be asked for a mask, or fails.
static inline QRcode *qr_encode_under_mask_0(
    int size, const unsigned char *data, int version, QRecLevel level) {
  if (QRcode_encodeMask == NULL) return NULL;
  QRinput *input = QRinput_new2(version, level);
  if (input == NULL) return NULL;
  QRcode *code = NULL;
  if (QRinput_append(input, QR_MODE_8, size, data) == 0) code = QRcode_encodeMask(input, 0);
  QRinput_free(input);
  return code;
}
