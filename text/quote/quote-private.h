/* What quote.c asks of attribution.c. */
#ifndef TEXT_QUOTE_QUOTE_PRIVATE_H
#define TEXT_QUOTE_QUOTE_PRIVATE_H

#include "text/language/language-private.h"

struct text_attribution {
    bool found; /* somebody is said to speak, named or not */
    struct text_span speaker, source;
};

/* What stands behind a closing mark: ", kata Brevik dikutip TASS", " Brevik told Reuters". */
struct text_attribution text_attribution_behind(const struct text_language *, struct text_span rest);
/* What stands before an opening mark: "Brevik menegaskan, ", "According to Brevik, ". */
struct text_attribution text_attribution_before(const struct text_language *, struct text_span head);

#endif
