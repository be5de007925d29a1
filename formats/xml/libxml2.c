/* See libxml2-private.h. */
#include "formats/xml/libxml2-private.h"

#define USE "to read XML and web pages"

#ifdef FORMATS_LIBXML2_FILE
struct formats_libxml2 formats_libxml2;
TEXT_LIBRARY_NOTE(formats_libxml2, "libxml2", USE, FORMATS_LIBXML2_FILE)
#else
#define FORMATS_LIBXML2_FILE NULL
struct formats_libxml2 formats_libxml2 = {FORMATS_LIBXML2(TEXT_LIBRARY_LINKED)};
#endif

TEXT_LIBRARY_LOADER(formats_libxml2, FORMATS_LIBXML2, "libxml2", USE, FORMATS_LIBXML2_FILE)
