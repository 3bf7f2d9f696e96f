#include <libxml/xmlversion.h>
// Debian's libxml2 shows ICU's types in its headers, which Foundation carries, too, in another version: a
// program that imports both would not compile. Nothing here uses them or the structure they stand in.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
