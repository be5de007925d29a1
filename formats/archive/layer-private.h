/* Archives inside of archives: a stack of streams, each of which reads from the one below it or from a file. */
#ifndef FORMATS_ARCHIVE_LAYER_PRIVATE_H
#define FORMATS_ARCHIVE_LAYER_PRIVATE_H

#include "formats/archive/name-private.h"
#include "formats/archive/record-private.h"

enum { FORMATS_LAYERS = 4 };

struct formats_layer {
    enum formats_class class;
    struct formats_unpack *unpack;
    struct formats_feed feed;
    uint64_t line; /* of .jsonl */
    bool lost;     /* of .warc */
    bool done;     /* a compressed article was given, or nothing more can come */
    size_t outer;  /* how much of the names belongs to the layers below */
};

/* Legal from {0}. */
struct formats_layers {
    struct formats_layer at[FORMATS_LAYERS];
    size_t depth;
    struct text_buffer names; /* "a/b.zip/c.jsonl/" */
};

/* `name` is the archive's within the layer below; empty for the first. TEXT_FOREIGN: not what its name says. */
enum text_status formats_layer_push(struct formats_layers *, enum formats_class, struct formats_packed,
                                    struct text_span name, struct text_error *err);
void formats_layers_free(struct formats_layers *);
/* What stands before the names of the uppermost layer's entries. */
struct text_span formats_layers_prefix(const struct formats_layers *);
/* A step in the uppermost layer; a layer that has come to its end is taken off and is FORMATS_FOUND_NOTHING. *passed
 * counts
 * entries that are no articles. */
enum formats_found formats_layers_next(struct formats_layers *, const struct formats_fields *, size_t limit,
                                       struct formats_record *, uint64_t *passed);

#endif
