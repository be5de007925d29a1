/* The index against the texts. Postings are compared word by word by their number and by the sum of a hash over
 * (segment, length), so that memory grows with the vocabulary and not with the memory.
 *
 * Cost: every text is cut into words again, every posting read once.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/check-private.h"
#include "tm/index-private.h"
#include "tm/vocabulary-private.h"

/* What one word's texts say, and what its lists say. */
struct tally {
    uint64_t text_sum, list_sum;
    uint32_t texts, lists, counted; /* counted: in table word */
    uint32_t last;                  /* the segment entered last */
    bool whole;                     /* has one row for all lengths, and then no other */
};

struct index {
    struct tally *words; /* by id */
    uint32_t word_count; /* ids go from 1 to word_count */
    struct text_arena *arena;
};

static uint64_t mix(uint32_t segment, uint32_t length)
{
    uint64_t h = ((uint64_t)segment << 32 | length) + 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    return h ^ (h >> 31);
}

static enum text_status take_count(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    (void)c;
    (void)err;
    *(int64_t *)context = sqlite3_column_int64(s, 0);
    return TEXT_OK;
}

static enum text_status take_word(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    int64_t id = sqlite3_column_int64(s, 0);
    (void)err;
    if (id < 1 || id > x->word_count || x->words[id].counted) {
        tm_check_tell(c, "word %lld has a number that it cannot have", (long long)id);
    } else {
        x->words[id].counted = (uint32_t)sqlite3_column_int64(s, 1);
    }
    return TEXT_OK;
}

/* A segment's word list against its text; the words are entered. */
static enum text_status compare_words(struct tm_checking *c, struct index *x, uint32_t segment, int64_t family,
                                      const struct text_tokens *words, struct text_span blob, struct text_error *err)
{
    const uint8_t *p = (const uint8_t *)blob.p, *end = p + blob.n;
    uint64_t hash = mix(segment, (uint32_t)words->count);
    bool equal = true;
    for (size_t i = 0; i < words->count; i++) {
        struct tm_word word;
        uint64_t id = 0;
        enum text_status status = tm_word_find(c->m, family, words->at[i].folded, &word, err);
        if (status != TEXT_OK) {
            return status;
        }
        if (word.id == TM_NO_WORD || word.id > x->word_count) {
            tm_check_tell(c, "text %lld has a word that the index does not know", (long long)segment);
            return TEXT_OK;
        }
        equal = equal && p && tm_varint_read(&p, end, &id) && id == word.id;
        struct tally *t = &x->words[word.id];
        if (t->last != segment) {
            t->last = segment;
            t->texts++;
            t->text_sum += hash;
        }
    }
    if (!equal || p != end) {
        tm_check_tell(c, "the word list of text %lld is not that of its words", (long long)segment);
    }
    return TEXT_OK;
}

static enum text_status has_hash(struct tm_memory *m, int64_t hash, int64_t segment, bool *out, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_HASH_FIND);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, hash);
    sqlite3_bind_int64(s, 2, segment);
    enum text_status status = tm_row(m, s, out, err);
    if (*out) {
        tm_row_end(s);
    }
    return status;
}

static enum text_status take_segment(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    struct tm_segment segment;
    int64_t id = sqlite3_column_int64(s, 0);
    text_arena_reset(x->arena);
    enum text_status status = tm_segment_prepare(tm_column_text(s, 1), tm_column_text(s, 2), x->arena, &segment, err);
    if (status == TEXT_INVALID) {
        tm_check_tell(c, "text %lld is not valid UTF-8", (long long)id);
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return status;
    }
    bool found = false;
    status = has_hash(c->m, segment.hash, id, &found, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (!found) {
        tm_check_tell(c, "text %lld cannot be found by its hash", (long long)id);
    }
    return compare_words(c, x, (uint32_t)id, sqlite3_column_int64(s, 3), &segment.words, tm_column_blob(s, 4), err);
}

static enum text_status take_posting(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct index *x = context;
    int64_t row = sqlite3_column_int64(s, 0), word = row >> TM_WORD_SHIFT;
    unsigned band = tm_band_of_row(row);
    uint32_t low = 0, high = UINT32_MAX, segment, length, last = 0, head = 0;
    struct text_span blob = tm_column_blob(s, 1);
    struct tm_list list = tm_list_open(row, blob);
    bool good = blob.n > TM_LIST_HEAD && word >= 1 && word <= x->word_count && band <= TM_BANDS;
    (void)err;
    if (!good) {
        tm_check_tell(c, "row %lld of the posting lists cannot be", (long long)row);
        return TEXT_OK;
    }
    if (band) {
        tm_index_band(band, &low, &high);
    }
    struct tally *t = &x->words[word];
    while (tm_list_next(&list, &segment, &length)) {
        good = good && segment > last && length >= low && length <= high;
        last = segment;
        t->lists++;
        t->list_sum += mix(segment, length);
    }
    for (unsigned i = 0; i < TM_LIST_HEAD; i++) {
        head |= (uint32_t)(unsigned char)blob.p[i] << 8 * i;
    }
    if (!good || list.p != list.end || head != last || (band && t->whole)) {
        tm_check_tell(c, "the posting list in row %lld is damaged", (long long)row);
    }
    t->whole = t->whole || band == 0;
    return TEXT_OK;
}

static void compare(struct tm_checking *c, const struct index *x)
{
    for (uint32_t id = 1; id <= x->word_count; id++) {
        const struct tally *t = &x->words[id];
        if (t->texts != t->counted || t->texts != t->lists || t->text_sum != t->list_sum) {
            tm_check_tell(c, "word %lu stands in %lu texts, but the index has %lu of them and counts %lu",
                          (unsigned long)id, (unsigned long)t->texts, (unsigned long)t->lists,
                          (unsigned long)t->counted);
        }
    }
}

enum text_status tm_check_index(struct tm_checking *c, struct text_error *err)
{
    struct index x = {0};
    int64_t words = 0, last = 0, extra = 0;
    enum text_status status = tm_check_each(c, "SELECT count(*) FROM word", take_count, &words, err);
    if (status == TEXT_OK) {
        status = tm_check_each(c, "SELECT max(id) FROM word", take_count, &last, err);
    }
    if (status == TEXT_OK) {
        status = tm_check_each(c,
                               "SELECT (SELECT count(*) FROM segment_hash) + (SELECT count(*) FROM segment_words)"
                               " - 2 * (SELECT count(*) FROM segment)",
                               take_count, &extra, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    if (words != last || words >= UINT32_MAX || extra != 0) {
        tm_check_tell(c, words != last ? "the numbers of the words have gaps"
                                       : "the index has more or less than the texts");
        return TEXT_OK;
    }
    x.word_count = (uint32_t)words;
    x.words = calloc((size_t)words + 1, sizeof *x.words);
    x.arena = text_arena_new();
    if (!x.words || !x.arena) {
        status = text_fail_memory(err, c->m->path);
        goto out;
    }
    status = tm_check_each(c, "SELECT id, segments FROM word", take_word, &x, err);
    if (status == TEXT_OK) {
        status = tm_check_each(c,
                               "SELECT s.id, s.text, l.tag, l.family, w.list FROM segment s"
                               " JOIN language l ON l.id = s.language LEFT JOIN segment_words w ON w.segment = s.id"
                               " ORDER BY s.id",
                               take_segment, &x, err);
    }
    if (status == TEXT_OK) {
        status = tm_check_each(c, "SELECT id, list FROM posting ORDER BY id", take_posting, &x, err);
    }
    if (status == TEXT_OK) {
        compare(c, &x);
    }
out:
    free(x.words);
    text_arena_free(x.arena);
    return status;
}
