/* The runs of the index: which there are, how one is written, how several become one.
 *
 * Order of calls to write one: tm_run_begin, tm_run_word for each word by rising id, tm_run_hashes, tm_run_end. All of
 * it inside a write transaction.
 */
#ifndef TM_INDEX_RUNS_PRIVATE_H
#define TM_INDEX_RUNS_PRIVATE_H

#include "tm/index/index-private.h"

struct tm_index_run {
    int64_t id;
    uint32_t first, last; /* units */
};

/* runs.c: the runs as of this transaction, oldest first, borrowed until the next call of any function here. */
enum text_status tm_index_runs(struct tm_memory *, const struct tm_index_run **out, size_t *count,
                               struct text_error *err);
void tm_index_runs_forget(struct tm_memory *); /* the file may have changed */
/* An id that no run has. */
enum text_status tm_index_run_new_id(struct tm_memory *, int64_t *out, struct text_error *err);
enum text_status tm_index_run_add(struct tm_memory *, struct tm_index_run, struct text_error *err);
/* The rows of a run, and its own. */
enum text_status tm_index_run_drop(struct tm_memory *, int64_t id, struct text_error *err);
/* Its posting rows before this one. */
enum text_status tm_posting_drop(struct tm_memory *, int64_t id, int64_t before, struct text_error *err);

/* posting.c: the words of a new run. */
struct tm_posting_writer {
    struct tm_memory *m;
    int64_t run;
    uint32_t first, last; /* of the words that wait in the row */
    size_t n;
    uint8_t row[TM_ROW_MOST];
    struct tm_posting *room; /* to sort by band */
    size_t capacity;
    int64_t next, last_row; /* of the band at hand */
};
/* By rising word; at[] rises by segment within each band. */
enum text_status tm_posting_write(struct tm_posting_writer *, uint32_t word, const struct tm_posting *at, size_t count,
                                  struct text_error *err);
/* Of a word that has more than TM_WHOLE_MOST in all, and after tm_posting_end: the bands by turn, of each its postings
 * in one or more calls, or rows as another run has them. */
void tm_posting_begin_band(struct tm_posting_writer *, uint32_t word, unsigned band);
enum text_status tm_posting_write_band(struct tm_posting_writer *, unsigned band, const struct tm_posting *at,
                                       size_t count, struct text_error *err);
enum text_status tm_posting_write_row(struct tm_posting_writer *, const uint8_t *row, size_t n, struct text_error *err);
enum text_status tm_posting_end(struct tm_posting_writer *, struct text_error *err); /* writes what waits */
void tm_posting_free(struct tm_posting_writer *);

/* pairs.c: the pairs of a new run, from the word ids of its segments; ends[i]: where those of the i-th end. */
enum text_status tm_pairs_write(struct tm_memory *, struct tm_index_run, const uint32_t *ends, const uint32_t *ids,
                                struct text_error *err);
/* Those of all runs anew, out of the word lists of the segments, where the lists of words stay as they are. */
enum text_status tm_pairs_rebuild(struct tm_memory *, struct text_error *err);

/* hash.c: the hashes of a new run. */
struct tm_hashed {
    uint64_t hash;
    uint32_t segment;
};
/* By hash, of 48 bits; what came in the order of its segments stays so where hashes are equal. */
void tm_hashed_sort(struct tm_hashed *, size_t count);
struct tm_hash_writer {
    struct tm_memory *m;
    int64_t run;
    uint64_t first, last;
    struct text_buffer row;
};
enum text_status tm_hash_write(struct tm_hash_writer *, struct tm_hashed, struct text_error *err); /* by rising hash */
enum text_status tm_hash_end(struct tm_hash_writer *, struct text_error *err);
void tm_hash_free(struct tm_hash_writer *);
/* Calls back with each segment that has the hash, in the file: what is pending is not asked. */
typedef enum text_status tm_hash_visitor(void *context, uint32_t segment, struct text_error *err);
enum text_status tm_hash_find(struct tm_memory *, uint64_t hash, tm_hash_visitor *, void *context,
                              struct text_error *err);
/* The same for the source of each unit of both hashes, be one of them that of ever so many units. */
enum text_status tm_hash_find_pair(struct tm_memory *, uint64_t source, uint64_t target, tm_hash_visitor *,
                                   void *context, struct text_error *err);
/* The hashes of a run in order. After _new, also one that failed, the reader is the caller's to free. */
struct tm_hash_reader;
enum text_status tm_hash_reader_new(struct tm_memory *, int64_t run, struct tm_hash_reader **out,
                                    struct text_error *err);
const struct tm_hashed *tm_hash_reader_at(const struct tm_hash_reader *); /* NULL at the end */
enum text_status tm_hash_reader_next(struct tm_hash_reader *, struct text_error *err);
void tm_hash_reader_free(struct tm_hash_reader *); /* NULL is fine */

/* settle.c: fewer runs. With `all` as long as one is not more than twelve times larger than all after it; else only
 * when there are more than TM_RUNS_MOST. */
enum text_status tm_index_settle(struct tm_memory *, bool all, struct text_error *err);

/* All runs -> one, without the units whose bit is set in `gone` (unit >> 3, unit & 7); counts of words are made
 * anew. */
enum text_status tm_index_forget(struct tm_memory *, const uint8_t *gone, struct text_error *err);

/* words.c: empties the lists of the segment and of the one behind it. */
enum text_status tm_words_forget(struct tm_memory *, uint32_t segment, struct text_error *err);

/* words.c: the word lists of segments, by rising number. A row that has lists already keeps them. */
enum { TM_ROW_UNITS = 8, TM_ROW_SEGMENTS = 2 * TM_ROW_UNITS };
struct tm_words_writer {
    struct tm_memory *m;
    int64_t row; /* -1: none yet */
    bool stored; /* is in the file, perhaps shorter */
    size_t bytes[TM_ROW_SEGMENTS];
    struct text_buffer lists, whole;
};
enum text_status tm_words_write(struct tm_words_writer *, uint32_t segment, const uint32_t *ids, size_t count,
                                struct text_error *err);
enum text_status tm_words_end(struct tm_words_writer *, struct text_error *err);
void tm_words_free(struct tm_words_writer *);
/* Calls back with the list of each segment of the units, by rising number; the ids are borrowed. */
typedef enum text_status tm_words_visitor(void *context, uint32_t segment, const uint32_t *ids, uint32_t count,
                                          struct text_error *err);
enum text_status tm_words_each(struct tm_memory *, uint32_t first_unit, uint32_t last_unit, tm_words_visitor *,
                               void *context, struct text_error *err);

#endif
