/* What harvests have read and done, kept in the memory beside what came of it, so that a harvest goes on where it
 * stopped and takes up only what is new.
 *
 * A ledger is one for each set of settings that change what a harvest finds. It has a record for each text of either
 * side, known by a hash of all that was read of it; a text that changed is another text. Stories (the side that is
 * searched) are numbered in the order in which they were first read; an article's record names the set of stories that
 * it was compared with. So it can be told which stories are new to it.
 *
 * Records are written in the memory's own transaction: units and the record that says whence they came are there
 * together or not at all. What is written is not seen by tm_ledger_find of the same handle: a run decides by what was
 * there before it. Memory: about 40 bytes a record. Finding is for any number of threads at once, all else for the
 * memory's own.
 */
#ifndef TM_LEDGER_H
#define TM_LEDGER_H

#include "tm/store.h"

struct tm_ledger;

/* Reads the records for these settings, of which the memory need not have any. TM_READ will do for looking. */
enum text_status tm_ledger_open(struct tm_memory *, struct text_span settings, struct tm_ledger **out,
                                struct text_error *err);
void tm_ledger_close(struct tm_ledger *); /* NULL is fine; before the memory */

enum tm_record_kind {
    TM_RECORD_USED,      /* a story that was indexed, an article that was compared with stories */
    TM_RECORD_DUPLICATE, /* nearly the same as one that was read before */
    TM_RECORD_UNUSABLE   /* its reason says why */
};

struct tm_record {
    enum tm_record_kind kind;
    uint32_t number;         /* of a used story; of a used article, the set it was compared with; else 0 */
    const char *kind_name;   /* of an unusable one: the caller's word for what kind of reason it is; else empty */
    struct text_span reason; /* a sentence; else empty. Both are borrowed from the ledger where they are found */
};

/* False when there is no record. */
bool tm_ledger_find(const struct tm_ledger *, enum tm_side, uint64_t hash, struct tm_record *out);
/* Writes a record, over the one that is there if there is one. */
enum text_status tm_ledger_enter(struct tm_ledger *, enum tm_side, uint64_t hash, const struct tm_record *,
                                 struct text_error *err);
/* How many records of a side there were. */
size_t tm_ledger_count(const struct tm_ledger *, enum tm_side);
/* The highest number that a story has got, 0 before the first. */
uint32_t tm_ledger_last(const struct tm_ledger *);

/* A set of story numbers as runs of neighbours, rising, with a gap before each but the first. */
struct tm_number_run {
    uint32_t first, last;
};
/* The number of an equal set, which is entered if it is new. */
enum text_status tm_ledger_set(struct tm_ledger *, const struct tm_number_run *, size_t count, uint32_t *out,
                               struct text_error *err);
/* Borrowed until the next tm_ledger_set. A number that no set has gives an empty one. */
void tm_ledger_get_set(const struct tm_ledger *, uint32_t number, const struct tm_number_run **out, size_t *count);

/* That an article draws on a story, and how sure that is. */
struct tm_drawn {
    uint32_t story;
    double confidence;
};
enum text_status tm_ledger_draw(struct tm_ledger *, uint64_t article, const struct tm_drawn *, struct text_error *err);
/* All that an article draws on, the surest first, in the arena. */
enum text_status tm_ledger_drawn(struct tm_ledger *, uint64_t article, struct text_arena *, struct tm_drawn **out,
                                 size_t *count, struct text_error *err);

/* The same text was met under a further name or address. */
enum text_status tm_further_add(struct tm_memory *, const struct tm_document *of, const struct tm_document *further,
                                struct text_error *err);
/* The further ones of a document, known by its name and address, in the arena in the order in which they were met. */
enum text_status tm_further_get(struct tm_memory *, const struct tm_document *of, struct text_arena *,
                                struct tm_document **out, size_t *count, struct text_error *err);

#endif
