/* The regular expressions of SRX rules, over ICU's. Text is UTF-16 here, as ICU wants it. */
#ifndef TEXT_SRX_PATTERN_PRIVATE_H
#define TEXT_SRX_PATTERN_PRIVATE_H

#include <stdint.h>

#include "text/error.h"
#include "text/span.h"

struct text_pattern;

/* The two halves of a rule, each checked alone before they are joined. The message says what is wrong with which half,
 * as part of a sentence that the caller begins. */
enum text_status text_pattern_of_rule(struct text_span before, struct text_span after, struct text_pattern **out,
                                      struct text_error *err);
/* One that is to match a whole language code, whatever the case. */
enum text_status text_pattern_of_code(struct text_span pattern, struct text_pattern **out, struct text_error *err);
void text_pattern_free(struct text_pattern *); /* NULL is fine */

bool text_pattern_fits(struct text_pattern *, const char *code);

/* Begins a search in a text, which is borrowed until the last text_pattern_next. */
void text_pattern_start(struct text_pattern *, const uint16_t *text, int32_t n);
/* *at is where the before half of the next match ends, -1 when there is none. TEXT_INVALID: it takes too long or too
 * much memory; the message is as above. */
enum text_status text_pattern_next(struct text_pattern *, int32_t *at, struct text_error *err);

#endif
