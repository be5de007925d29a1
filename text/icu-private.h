/* Of ICU what is called when the program runs: normalization, regular expressions, guesses at a charset. The properties
 * of characters come from a table made of ICU's when Padan is built (property-private.h).
 *
 * ICU's names have its version behind them, in its headers by macros: `text_icu.unorm2_normalize` is the right one.
 */
#ifndef TEXT_ICU_PRIVATE_H
#define TEXT_ICU_PRIVATE_H

#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include "text/library.h"

#define TEXT_ICU(F)                                                                                                    \
    F(u_errorName)                                                                                                     \
    F(u_getVersion)                                                                                                    \
    F(u_strToUTF8)                                                                                                     \
    F(u_versionToString)                                                                                               \
    F(unorm2_composePair)                                                                                              \
    F(unorm2_getDecomposition)                                                                                         \
    F(unorm2_getNFCInstance)                                                                                           \
    F(unorm2_hasBoundaryBefore)                                                                                        \
    F(unorm2_normalize)

#define TEXT_ICU_SEARCH(F)                                                                                             \
    F(ucsdet_close)                                                                                                    \
    F(ucsdet_detectAll)                                                                                                \
    F(ucsdet_getConfidence)                                                                                            \
    F(ucsdet_getName)                                                                                                  \
    F(ucsdet_open)                                                                                                     \
    F(ucsdet_setText)                                                                                                  \
    F(uregex_close)                                                                                                    \
    F(uregex_end)                                                                                                      \
    F(uregex_findNext)                                                                                                 \
    F(uregex_groupCount)                                                                                               \
    F(uregex_matches)                                                                                                  \
    F(uregex_open)                                                                                                     \
    F(uregex_openC)                                                                                                    \
    F(uregex_setFindProgressCallback)                                                                                  \
    F(uregex_setMatchCallback)                                                                                         \
    F(uregex_setRegion)                                                                                                \
    F(uregex_setStackLimit)                                                                                            \
    F(uregex_setText)                                                                                                  \
    F(uregex_useAnchoringBounds)                                                                                       \
    F(uregex_useTransparentBounds)

struct text_icu {
    TEXT_ICU(TEXT_LIBRARY_MEMBER)
};
extern struct text_icu text_icu;
enum text_status text_icu_load(struct text_error *);

/* Its second library, which brings the first along. */
struct text_icu_search {
    TEXT_ICU_SEARCH(TEXT_LIBRARY_MEMBER)
};
extern struct text_icu_search text_icu_search;
enum text_status text_icu_search_load(struct text_error *);

#endif
