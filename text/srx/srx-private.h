/* What segment.c asks of srx.c. */
#ifndef TEXT_SRX_SRX_PRIVATE_H
#define TEXT_SRX_SRX_PRIVATE_H

#include "text/srx.h"

/* Where the sentences of a line end: *ends is ascending, the last one is line.n; no blank stands before an end, and
 * each sentence has something that is not blank. `line` neither begins nor ends with a blank and is not empty. Valid
 * until the next call. */
enum text_status text_srx_cut(struct text_srx *, const char *code, struct text_span line, const size_t **ends,
                              struct text_error *err);

#endif
