/* A text in a language: found by hash, stored once, its words entered in the index. */
#include <string.h>

#include "tm/index-private.h"
#include "tm/vocabulary-private.h"

int64_t tm_segment_hash(struct text_span normal, struct text_span tag)
{
    /* The hash of the language is mixed in, not put before the text, so that the text need not be copied. */
    char lower[TM_TAG_MOST];
    struct text_span primary = tm_language_primary(tag);
    size_t n = primary.n < sizeof lower ? primary.n : sizeof lower;
    for (size_t i = 0; i < n; i++) {
        char c = primary.p[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    uint64_t hash = text_hash(normal) + 0x9e3779b97f4a7c15u * text_hash((struct text_span){lower, n});
    return (int64_t)(hash >> 17);
}

enum text_status tm_segment_prepare(struct text_span text, struct text_span tag, struct text_arena *arena,
                                    struct tm_segment *out, struct text_error *err)
{
    struct tm_segment s = {.text = text};
    enum text_status status = text_normalize(text, arena, &s.normal, err);
    if (status == TEXT_OK) {
        status = text_words(s.normal, arena, &s.words, err);
    }
    if (status == TEXT_OK) {
        s.hash = tm_segment_hash(s.normal, tag);
        *out = s;
    }
    return status;
}

/* Is the stored text equal to the prepared one after normalisation? */
static enum text_status is_equal(struct text_span stored, const struct tm_segment *s, struct text_arena *arena,
                                 bool *out, struct text_error *err)
{
    struct text_span normal;
    *out = text_span_equal(stored, s->text) || text_span_equal(stored, s->normal);
    if (*out) {
        return TEXT_OK;
    }
    enum text_status status = text_normalize(stored, arena, &normal, err);
    *out = status == TEXT_OK && text_span_equal(normal, s->normal);
    return status == TEXT_INVALID ? TEXT_OK : status; /* what is no UTF-8 is not equal; tm_check tells of it */
}

typedef bool segment_filter(int64_t wanted, int64_t language, int64_t family);

static bool in_language(int64_t wanted, int64_t language, int64_t family)
{
    (void)family;
    return language == wanted;
}

static bool in_family(int64_t wanted, int64_t language, int64_t family)
{
    (void)language;
    return family == wanted;
}

/* Up to `most` segments equal to s into ids. */
static enum text_status find_equal(struct tm_memory *m, const struct tm_segment *s, segment_filter *filter,
                                   int64_t wanted, struct text_arena *arena, int64_t *ids, size_t most, size_t *count,
                                   struct text_error *err)
{
    sqlite3_stmt *q = tm_statement(m, TM_SEGMENT_FIND);
    bool row;
    if (!q) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(q, 1, s->hash);
    enum text_status status = tm_row(m, q, &row, err);
    *count = 0;
    while (status == TEXT_OK && row) {
        bool equal = false;
        if (*count < most && filter(wanted, sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2))) {
            status = is_equal(tm_column_text(q, 3), s, arena, &equal, err);
        }
        if (equal) {
            ids[(*count)++] = sqlite3_column_int64(q, 0);
        }
        if (status == TEXT_OK) {
            status = tm_row(m, q, &row, err);
        } else {
            tm_row_end(q);
        }
    }
    return status;
}

enum text_status tm_segment_equal(struct tm_memory *m, const struct tm_segment *s, int64_t family,
                                  struct text_arena *arena, int64_t **out, size_t *count, struct text_error *err)
{
    enum { TAGS_MOST = 64 }; /* one segment a tag of the family: en, en-US, en-GB, ... */
    size_t n = 0;
    int64_t *ids = text_arena_alloc(arena, TAGS_MOST, sizeof *ids);
    if (!ids) {
        return text_fail_memory(err, m->path);
    }
    enum text_status status = find_equal(m, s, in_family, family, arena, ids, TAGS_MOST, &n, err);
    if (status == TEXT_OK) {
        *out = ids;
        *count = n;
    }
    return status;
}

/* The words as entries of the vocabulary, distinct ones first in `distinct`, and as a list of varints. */
struct entered {
    uint32_t *distinct;
    size_t count;
    uint8_t *list;
    size_t list_bytes;
};

static enum text_status enter_words(struct tm_memory *m, const struct tm_segment *s, int64_t family, uint32_t segment,
                                    struct entered *out, struct text_error *err)
{
    struct entered e = {0};
    e.distinct = text_arena_alloc(m->scratch, s->words.count + 1, sizeof *e.distinct);
    e.list = text_arena_alloc(m->scratch, s->words.count + 1, TM_VARINT_MOST);
    if (!e.distinct || !e.list) {
        return text_fail_memory(err, m->path);
    }
    uint8_t *to = e.list;
    for (size_t i = 0; i < s->words.count; i++) {
        uint32_t entry;
        enum text_status status = tm_word_add(m, family, s->words.at[i].folded, &entry, err);
        if (status != TEXT_OK) {
            return status;
        }
        struct tm_word *word = tm_word_at(m, entry);
        to = tm_varint_write(to, word->id);
        if (word->last != segment) {
            word->last = segment;
            e.distinct[e.count++] = entry;
        }
    }
    e.list_bytes = (size_t)(to - e.list);
    *out = e;
    return TEXT_OK;
}

static enum text_status add_row(struct tm_memory *m, enum tm_sql which, int64_t first, struct text_span second,
                                bool blob, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, which);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, first);
    if (blob) {
        tm_bind_blob(s, 2, second.p, second.n);
    } else {
        tm_bind_text(s, 2, second);
    }
    return tm_run(m, s, err);
}

static enum text_status add_hash(struct tm_memory *m, int64_t hash, int64_t segment, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_HASH_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, hash);
    sqlite3_bind_int64(s, 2, segment);
    return tm_run(m, s, err);
}

enum text_status tm_segment_add(struct tm_memory *m, const struct tm_segment *s, const struct tm_language *language,
                                int64_t *out, bool *is_new, struct text_error *err)
{
    int64_t id = 0;
    size_t count = 0;
    struct entered e = {0};
    enum text_status status = find_equal(m, s, in_language, language->id, m->scratch, &id, 1, &count, err);
    if (status != TEXT_OK || count) {
        *out = id;
        *is_new = false;
        return status;
    }
    status = add_row(m, TM_SEGMENT_ADD, language->id, s->text, false, err);
    if (status != TEXT_OK) {
        return status;
    }
    id = sqlite3_last_insert_rowid(m->db);
    if (id > UINT32_MAX || s->words.count > UINT32_MAX) {
        return text_fail(err, TEXT_INVALID, "%s: the memory is full: it holds 4 thousand million texts", m->path);
    }
    status = add_hash(m, s->hash, id, err);
    if (status == TEXT_OK) {
        status = enter_words(m, s, language->family, (uint32_t)id, &e, err);
    }
    if (status == TEXT_OK) {
        status = add_row(m, TM_WORDS_ADD, id, (struct text_span){(const char *)e.list, e.list_bytes}, true, err);
    }
    if (status == TEXT_OK) {
        status = tm_index_add(m, (uint32_t)id, (uint32_t)s->words.count, e.distinct, e.count, err);
    }
    if (status == TEXT_OK) {
        *out = id;
        *is_new = true;
    }
    return status;
}
