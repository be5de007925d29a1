/* Texts that were seen with a counterpart, by their hashes: whether a text comes again with another one.
 *
 * Open addressing, 24 bytes a text, up to CLI_QA_KNOWN texts; two texts are taken for one with a chance of one in
 * 2^64 / texts.
 */
#ifndef CLI_QA_KNOWN_H
#define CLI_QA_KNOWN_H

#include <stdint.h>

#include "cli/qa/qa.h"

struct cli_qa_seen {
    uint64_t text;        /* 0: a free place */
    uint64_t counterpart; /* the first one's */
    uint64_t place;       /* of the first: the number of its file above 40 bits of line or unit */
};

/* From {0}; to be freed. */
struct cli_qa_known {
    struct cli_qa_seen *at;
    size_t count, capacity;
    bool full;
};

/* What was seen first of a text, which is what is given now when it is new; NULL when there is no more room. `failed`
 * is set when out of memory. */
const struct cli_qa_seen *cli_qa_known_see(struct cli_qa_known *, const struct cli_qa_seen *now, bool *failed);
void cli_qa_known_free(struct cli_qa_known *);

#endif
