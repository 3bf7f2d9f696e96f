// One module for what shares types: pango names cairo's, harfbuzz's, fontconfig's and GLib's in its own
// interface, and a C type that two Clang modules declare is two types to Swift.
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

// Macros and casts that Swift does not import.

static inline PangoFcFontMap *billow_fc_font_map(PangoFontMap *map) { return PANGO_FC_FONT_MAP(map); }

// The pattern a font was made from, which names its file; null for one that fontconfig did not give.
static inline FcPattern *billow_font_pattern(PangoFont *font) {
  return PANGO_IS_FC_FONT(font) ? pango_fc_font_get_pattern(PANGO_FC_FONT(font)) : 0;
}

static inline int billow_face_has_color(FT_Face face) { return FT_HAS_COLOR(face); }
static inline int billow_face_is_scalable(FT_Face face) { return FT_IS_SCALABLE(face); }

// Pango's glyph that stands for a character without a glyph, and the one that is not drawn.
static inline int billow_glyph_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
static inline int billow_glyph_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }
