/* The words of the memory's languages that this handle has met, so that a word is asked of the file once.
 *
 * An entry's id never changes once the word is in the file. How many segments it has is as of the transaction: a search
 * looks for the lists of rare words elsewhere than for those of frequent ones (tm/schema.sql, table posting). Emptied
 * after a rollback, whose new ids are void, and when it has grown large.
 */
#ifndef TM_INDEX_VOCABULARY_PRIVATE_H
#define TM_INDEX_VOCABULARY_PRIVATE_H

#include "tm/store/store-private.h"

enum { TM_NO_WORD = 0 }; /* ids begin at 1 */

struct tm_word {
    uint32_t id;       /* TM_NO_WORD: not in the memory */
    uint32_t segments; /* in how many it stands; only right while `counted` is the vocabulary's epoch */
    uint32_t counted;
    bool stored; /* has its row in the file */
};

struct tm_vocabulary *tm_vocabulary_new(void);   /* NULL when out of memory */
void tm_vocabulary_free(struct tm_vocabulary *); /* NULL is fine */
void tm_vocabulary_clear(struct tm_memory *);
void tm_vocabulary_trim(struct tm_memory *); /* leaves less of it when it is large; nothing may be pending */

/* What the memory knows of a word, its count included: {0} when nothing. */
enum text_status tm_word_find(struct tm_memory *, int64_t family, struct text_span folded, struct tm_word *out,
                              struct text_error *err);
/* The hashes of words in m->scratch, NULL when out of memory, for the two below; has the processor fetch what they will
 * look at, so that they need not wait for it. In between do something else. Changes nothing in the vocabulary. */
uint64_t *tm_words_hash(const struct tm_memory *, int64_t family, const struct text_tokens *);
void tm_words_expect(const struct tm_memory *, const uint64_t *hashes, size_t count);
/* The entries of words, each with an id, new if it must be: inside a write transaction. */
enum text_status tm_words_enter(struct tm_memory *, int64_t family, const struct text_tokens *, const uint64_t *hashes,
                                uint32_t *entries, struct text_error *err);
struct tm_word *tm_word_at(struct tm_memory *, uint32_t entry); /* valid until a word is added */
uint32_t tm_vocabulary_count(const struct tm_memory *);
/* Gives those of the entries a row that have none. */
enum text_status tm_words_store(struct tm_memory *, struct text_error *err);
/* Another process has written: counts and the next id are to be asked of the file again. */
void tm_vocabulary_renew(struct tm_memory *);
/* The word has come into so many more segments. */
void tm_word_counted(struct tm_memory *, uint32_t entry, uint32_t segments);

/* count.c: in how many segments words stand (tm/schema.sql, table word_count). */
enum text_status tm_count_get(struct tm_memory *, uint32_t word, uint32_t *out, struct text_error *err);
enum text_status tm_count_words(struct tm_memory *, uint32_t *last, struct text_error *err); /* the highest id, or 0 */
/* Adds to counts, by rising id. Begin with row -1, end with tm_count_end. */
struct tm_count_writer {
    struct tm_memory *m;
    int64_t row;
    bool stored;
    uint32_t n;
    uint32_t counts[256];
};
enum text_status tm_count_add(struct tm_count_writer *, uint32_t word, uint32_t segments, struct text_error *err);
enum text_status tm_count_end(struct tm_count_writer *, struct text_error *err);

#endif
