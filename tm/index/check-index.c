/* The index against the texts. Postings are compared word by word by their number and by the sum of a hash over
 * (segment, length), so that memory grows with the vocabulary and not with the memory; hashes of texts by one such sum.
 *
 * Cost: every text is cut into words again, every posting read once.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/index/check-private.h"
#include "tm/index/runs-private.h"
#include "tm/index/vocabulary-private.h"

/* What one word's texts say, and what its lists say. */
struct tally {
    uint64_t text_sum, list_sum;
    uint32_t texts, lists, counted; /* counted: in table word_count */
    uint32_t last;                  /* the segment entered last */
    bool named;                     /* has its row in table word */
};

/* The same of two words that stand next to each other. */
struct pair {
    uint64_t sum; /* of its texts less that of its lists */
    uint32_t last;
};

struct index {
    struct pair *pairs;  /* by how much the number is above TM_PAIRS */
    struct tally *words; /* by id */
    uint32_t word_count; /* ids go from 1 to word_count */
    struct text_arena *arena;
    const struct tm_index_run *runs;
    size_t run_count, run; /* the one that the unit at hand is in */
    uint64_t hash_sum, text_hash_sum;
};

static uint64_t mix(uint64_t segment, uint64_t other)
{
    uint64_t h = (segment << 32 ^ other) + 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return h ^ (h >> 31);
}

static enum text_status take_word(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    int64_t id = sqlite3_column_int64(s, 0);
    if (id < 1 || id > x->word_count || x->words[id].named) {
        tm_check_tell(c, "word %lld has a number that it cannot have", (long long)id);
        return TEXT_OK;
    }
    x->words[id].named = true;
    return tm_count_get(c->m, (uint32_t)id, &x->words[id].counted, err);
}

/* A segment's word list against its text; the words are entered. */
static enum text_status compare_words(struct tm_checking *c, struct index *x, uint32_t segment, int64_t family,
                                      const struct text_tokens *words, struct text_error *err)
{
    uint32_t *ids, n;
    uint64_t hash = mix(segment, words->count);
    enum text_status status = tm_words_load(c->m, segment, x->arena, &ids, &n, err);
    if (status != TEXT_OK) {
        return status;
    }
    bool equal = n == words->count;
    for (size_t i = 0; i < words->count; i++) {
        struct tm_word word;
        status = tm_word_find(c->m, family, words->at[i].folded, &word, err);
        if (status != TEXT_OK) {
            return status;
        }
        if (word.id == TM_NO_WORD || word.id > x->word_count) {
            tm_check_tell(c, "text %lu has a word that the index does not know", (unsigned long)segment);
            return TEXT_OK;
        }
        equal = equal && ids[i] == word.id;
        struct tally *t = &x->words[word.id];
        if (t->last != segment) {
            t->last = segment;
            t->texts++;
            t->text_sum += hash;
        }
    }
    for (uint32_t i = 1; equal && i < n; i++) {
        uint32_t number = tm_pair_of(ids[i - 1], ids[i]);
        struct pair *pair = number ? &x->pairs[number - TM_PAIRS] : NULL;
        if (pair && pair->last != segment) {
            pair->last = segment;
            pair->sum += hash;
        }
    }
    if (!equal) {
        tm_check_tell(c, "the word list of text %lu is not that of its words", (unsigned long)segment);
    }
    return TEXT_OK;
}

/* Columns: id, then of each side: tag, family, text. */
static enum text_status take_side(struct tm_checking *c, sqlite3_stmt *s, struct index *x, uint32_t segment,
                                  struct text_error *err)
{
    struct tm_segment text;
    int column = 1 + 3 * (int)(segment & 1);
    text_arena_reset(x->arena);
    enum text_status status =
        tm_segment_prepare(tm_column_text(s, column + 2), tm_column_text(s, column), x->arena, &text, err);
    if (status == TEXT_INVALID) {
        tm_check_tell(c, "text %lu is not valid UTF-8", (unsigned long)segment);
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return status;
    }
    x->text_hash_sum += mix(segment, text.hash);
    return compare_words(c, x, segment, sqlite3_column_int64(s, column + 1), &text.words, err);
}

static enum text_status take_unit(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    int64_t id = sqlite3_column_int64(s, 0);
    while (x->run < x->run_count && x->runs[x->run].last < id) {
        x->run++;
    }
    if (id < 1 || x->run == x->run_count || x->runs[x->run].first > id) {
        tm_check_tell(c, "unit %lld is not in the index", (long long)id);
        return TEXT_OK;
    }
    enum text_status status = take_side(c, s, x, (uint32_t)id << 1, err);
    return status == TEXT_OK ? take_side(c, s, x, (uint32_t)id << 1 | 1, err) : status;
}

/* The run with the id, or NULL. */
static const struct tm_index_run *run_of(const struct index *x, int64_t row)
{
    for (size_t i = 0; i < x->run_count; i++) {
        if (x->runs[i].id == row >> TM_RUN_SHIFT) {
            return &x->runs[i];
        }
    }
    return NULL;
}

/* One word's postings from one row. False when they cannot be. */
static bool take_list(struct index *x, const struct tm_index_run *run, uint64_t word, unsigned band,
                      struct tm_list list)
{
    uint32_t low = 0, high = UINT32_MAX, segment, length, last = 0;
    struct pair *pair = word >= TM_PAIRS && word <= TM_WORD_MASK ? &x->pairs[word - TM_PAIRS] : NULL;
    if (!pair && (word < 1 || word > x->word_count)) {
        return false;
    }
    if (band) {
        tm_index_band(band, &low, &high);
    }
    struct tally *t = &x->words[pair ? 0 : word];
    bool good = true;
    while (tm_list_next(&list, &segment, &length)) {
        good = good && segment > last && length >= low && length <= high && segment >> 1 >= run->first &&
               segment >> 1 <= run->last;
        last = segment;
        if (pair) {
            pair->sum -= mix(segment, length);
        } else {
            t->lists++;
            t->list_sum += mix(segment, length);
        }
    }
    return good && list.p == list.end;
}

static enum text_status take_posting(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    int64_t row = sqlite3_column_int64(s, 0);
    struct text_span blob = tm_column_blob(s, 1);
    const uint8_t *p = (const uint8_t *)blob.p, *end = p + blob.n;
    const struct tm_index_run *run = run_of(x, row);
    unsigned band = tm_band_of_row(row);
    uint64_t word = tm_word_of_row(row), d, n;
    bool good = run && band <= TM_BANDS && blob.n > 0;
    (void)err;
    if (good && band) {
        good = take_list(x, run, word, band, tm_list_open(band, p, blob.n));
        p = end;
    }
    while (good && p != end) {
        good = tm_varint_read(&p, end, &d) && tm_varint_read(&p, end, &n) && n <= (size_t)(end - p) &&
               take_list(x, run, word + d, 0, tm_list_open(0, p, (size_t)n));
        word += d;
        p += good ? n : 0;
    }
    if (!good) {
        tm_check_tell(c, "the posting list in row %lld is damaged", (long long)row);
    }
    return TEXT_OK;
}

static enum text_status take_hashes(struct tm_checking *c, struct index *x, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < x->run_count && status == TEXT_OK; i++) {
        struct tm_hash_reader *r = NULL;
        uint64_t last = 0;
        bool sorted = true;
        status = tm_hash_reader_new(c->m, x->runs[i].id, &r, err);
        for (const struct tm_hashed *h; status == TEXT_OK && (h = tm_hash_reader_at(r));) {
            sorted = sorted && h->hash >= last;
            last = h->hash;
            x->hash_sum += mix(h->segment, h->hash);
            status = tm_hash_reader_next(r, err);
        }
        tm_hash_reader_free(r);
        if (!sorted) {
            tm_check_tell(c, "the hashes of run %lld are out of order", (long long)x->runs[i].id);
        }
    }
    if (status == TEXT_OK && x->hash_sum != x->text_hash_sum) {
        tm_check_tell(c, "the hashes in the index are not those of the texts");
    }
    return status;
}

static void compare(struct tm_checking *c, const struct index *x)
{
    for (uint32_t id = 1; id <= x->word_count; id++) {
        const struct tally *t = &x->words[id];
        if (!t->named) {
            tm_check_tell(c, "the numbers of the words have a gap at %lu", (unsigned long)id);
        } else if (t->texts != t->counted || t->texts != t->lists || t->text_sum != t->list_sum) {
            tm_check_tell(c, "word %lu stands in %lu texts, but the index has %lu of them and counts %lu",
                          (unsigned long)id, (unsigned long)t->texts, (unsigned long)t->lists,
                          (unsigned long)t->counted);
        }
    }
}

static void compare_pairs(struct tm_checking *c, const struct index *x)
{
    for (uint32_t i = 0; i < TM_WORD_MASK + 1u - TM_PAIRS; i++) {
        if (x->pairs[i].sum) {
            tm_check_tell(c, "the index does not have the texts in which the words %lu and %lu stand together",
                          (unsigned long)i >> TM_PAIR_BITS, (unsigned long)i % TM_PAIRED);
        }
    }
}

static void check_runs(struct tm_checking *c, const struct index *x)
{
    for (size_t i = 0; i < x->run_count; i++) {
        const struct tm_index_run *r = &x->runs[i];
        if (r->first > r->last || (i && r->first <= x->runs[i - 1].last)) {
            tm_check_tell(c, "run %lld of the index covers units that another has", (long long)r->id);
        }
    }
}

static enum text_status check(struct tm_checking *c, struct index *x, struct text_error *err)
{
    static const struct {
        const char *sql;
        tm_check_row *visit;
    } passes[] = {
        {"SELECT id FROM word", take_word},
        {"SELECT u.id, s.tag, s.family, u.source, t.tag, t.family, u.target FROM unit u JOIN language s"
         " ON s.id = u.source_language JOIN language t ON t.id = u.target_language ORDER BY u.id",
         take_unit},
        {"SELECT id, list FROM posting ORDER BY id", take_posting},
    };
    enum text_status status = TEXT_OK;
    check_runs(c, x);
    for (size_t i = 0; i < sizeof passes / sizeof passes[0] && status == TEXT_OK; i++) {
        status = tm_check_each(c, passes[i].sql, passes[i].visit, x, err);
    }
    if (status == TEXT_OK) {
        status = take_hashes(c, x, err);
    }
    if (status == TEXT_OK) {
        compare(c, x);
        compare_pairs(c, x);
    }
    return status;
}

enum text_status tm_check_index(struct tm_checking *c, struct text_error *err)
{
    struct index x = {0};
    enum text_status status = tm_count_words(c->m, &x.word_count, err);
    if (status == TEXT_OK) {
        status = tm_index_runs(c->m, &x.runs, &x.run_count, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    x.words = calloc((size_t)x.word_count + 1, sizeof *x.words);
    x.pairs = calloc(TM_WORD_MASK + 1u - TM_PAIRS, sizeof *x.pairs);
    x.arena = text_arena_new();
    status = x.words && x.pairs && x.arena ? check(c, &x, err) : text_fail_memory(err, c->m->path);
    free(x.words);
    free(x.pairs);
    text_arena_free(x.arena);
    return status;
}
