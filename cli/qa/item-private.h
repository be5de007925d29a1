/* Numbers, dates and times of a unit, as its two texts are compared by them.
 *
 * A number may be read in several ways: 2 in "2 - 4 triliun" as two trillion, 6m as six metres, 53 in "1950-53" as a
 * year, 500 000 as one number, and one of the source as its translator reads it, where that is a whole number in groups
 * ("45,000" in an Indonesian text), or converted to another measure. One way in which both say the same is enough.
 */
#ifndef CLI_QA_ITEM_PRIVATE_H
#define CLI_QA_ITEM_PRIVATE_H

#include "cli/qa/qa-private.h"

enum { CLI_QA_READINGS = 4 };

struct cli_qa_item {
    const struct text_placeable *p;
    double readings[CLI_QA_READINGS]; /* of a number */
    size_t count;
    bool paired;
    bool inside; /* stands in round brackets */
    bool part;   /* of the number before it */
    bool measured;
    struct text_measure measure;
};

struct cli_qa_items {
    struct cli_qa_item *at;
    size_t count;
};

enum cli_qa_relation { CLI_QA_UNRELATED, CLI_QA_SAME, CLI_QA_CONTRADICTS };

bool cli_qa_is_number(enum text_value_kind); /* of a kind that is compared by a number */
bool cli_qa_is_year(double);
bool cli_qa_has_digits(struct text_span);
/* Those of the source (side 0) or the target. False when out of memory. */
bool cli_qa_items_gather(struct cli_qa *, int side, struct cli_qa_items *out);
/* Marks those of `a` that the other text has, in `b` or otherwise, however often either text says it. */
void cli_qa_items_pair(struct cli_qa *, struct cli_qa_items *a, const struct cli_qa_items *b,
                       const struct cli_qa_text *other);
enum cli_qa_relation cli_qa_items_compare(const struct cli_qa_item *, const struct cli_qa_item *);

#endif
