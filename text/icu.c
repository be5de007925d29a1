/* See icu-private.h. */
#include "text/icu-private.h"

#define SEARCH "for regular expressions and to guess a charset"

#ifdef TEXT_ICU_FILE
struct text_icu text_icu;
TEXT_LIBRARY_NOTE(text_icu, "ICU", "to normalize text", TEXT_ICU_FILE)
#else
#define TEXT_ICU_FILE NULL
struct text_icu text_icu = {TEXT_ICU(TEXT_LIBRARY_LINKED)};
#endif
#ifdef TEXT_ICU_SEARCH_FILE
struct text_icu_search text_icu_search;
TEXT_LIBRARY_NOTE(text_icu_search, "ICU", SEARCH, TEXT_ICU_SEARCH_FILE)
#else
#define TEXT_ICU_SEARCH_FILE NULL
struct text_icu_search text_icu_search = {TEXT_ICU_SEARCH(TEXT_LIBRARY_LINKED)};
#endif

TEXT_LIBRARY_LOADER(text_icu, TEXT_ICU, "ICU", "to normalize text", TEXT_ICU_FILE)
TEXT_LIBRARY_LOADER(text_icu_search, TEXT_ICU_SEARCH, "ICU", SEARCH, TEXT_ICU_SEARCH_FILE)
