/* See libarchive-private.h. */
#include "formats/archive/libarchive-private.h"

#define USE "to read archives"

#ifdef FORMATS_LIBARCHIVE_FILE
struct formats_libarchive formats_libarchive;
TEXT_LIBRARY_NOTE(formats_libarchive, "libarchive", USE, FORMATS_LIBARCHIVE_FILE)
#else
#define FORMATS_LIBARCHIVE_FILE NULL
struct formats_libarchive formats_libarchive = {FORMATS_LIBARCHIVE(TEXT_LIBRARY_LINKED)};
#endif

TEXT_LIBRARY_LOADER(formats_libarchive, FORMATS_LIBARCHIVE, "libarchive", USE, FORMATS_LIBARCHIVE_FILE)
