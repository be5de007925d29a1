/* What cli/unit.c and cli/unit-origins.c share. */
#ifndef CLI_UNIT_PRIVATE_H
#define CLI_UNIT_PRIVATE_H

#include "cli/unit.h"

enum { CLI_ORIGIN_TEXTS = 11, CLI_HASH_DIGITS = 12 };

/* The types of the properties in which the texts of an origin travel. */
const char *cli_origin_type(size_t i);
struct text_span *cli_origin_text(struct tm_origin *, size_t i);

/* Which property tells the neighbour of tm_origin.around[i], and its hash where its text is not known. */
struct cli_neighbour_type {
    enum formats_side side;
    const char *type, *hash;
};
extern const struct cli_neighbour_type cli_neighbour_types[4];
/* A hash as it is written; false when it is none. */
bool cli_neighbour_read(struct text_span digits, struct tm_neighbour *out);

/* A number from 0 to 1, else -1. */
double cli_confidence_read(struct text_span);

/* Adds a property whose value are the bytes of `values` from `begin` on. False: out of memory. */
bool cli_exchange_make(struct cli_exchange *, enum formats_side, struct text_span type, size_t begin);
bool cli_exchange_add(struct cli_exchange *, const struct formats_property *);

/* The earlier origins of a unit as numbered properties, 1 the oldest: "x-source-document-1". */
bool cli_earlier_put(struct cli_exchange *, const struct tm_unit *, bool context);
/* Takes such a property; false when it is none. */
bool cli_earlier_take(struct cli_stored *, const struct formats_property *);
/* Before and after all properties of a unit. */
void cli_earlier_begin(struct cli_stored *);
void cli_earlier_end(struct cli_stored *);

#endif
