/* Units of a file whose lines follow each other as in a document: each is held back until the next one is there, and
 * given on with the texts before and after it. Memory is that of three units.
 */
#ifndef CLI_IN_ORDER_H
#define CLI_IN_ORDER_H

#include "formats/formats.h"

/* before and after: p NULL: not known; n 0 otherwise: none, the unit is the first or the last. */
typedef enum text_status cli_in_order_sink(void *context, const struct formats_unit *, struct text_pair before,
                                           struct text_pair after, struct text_error *err);

struct cli_in_order_row {
    struct text_buffer source, target;
    size_t line;
    size_t skipped; /* of struct cli_in_order, when this one came */
};

struct cli_in_order {
    cli_in_order_sink *sink;
    void *context;
    size_t skipped; /* counted by the caller: warnings so far, each of which may be a line that was passed over */
    struct text_span languages[2];
    struct cli_in_order_row rows[3];
    size_t count; /* rows that came */
};

/* Where a line between two was passed over, they are not known to each other; blank lines are nothing. */
enum text_status cli_in_order_add(struct cli_in_order *, const struct formats_unit *, struct text_error *err);
/* The file has ended, or with `whole` false broken off: gives on the unit that is held back. */
enum text_status cli_in_order_end(struct cli_in_order *, bool whole, struct text_error *err);
void cli_in_order_free(struct cli_in_order *);

#endif
