/* See md4c-private.h. */
#include "formats/markdown/md4c-private.h"

#define USE "to read Markdown"

#ifdef FORMATS_MD4C_FILE
struct formats_md4c formats_md4c;
TEXT_LIBRARY_NOTE(formats_md4c, "md4c", USE, FORMATS_MD4C_FILE)
#else
#define FORMATS_MD4C_FILE NULL
struct formats_md4c formats_md4c = {FORMATS_MD4C(TEXT_LIBRARY_LINKED)};
#endif

TEXT_LIBRARY_LOADER(formats_md4c, FORMATS_MD4C, "md4c", USE, FORMATS_MD4C_FILE)
