/* A text in a language, as the index knows it: normalised, cut into words, found again by its hash. */
#include "tm/index/known-private.h"

uint64_t tm_segment_hash(struct text_span normal, struct text_span tag)
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
    return hash >> 16;
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

enum text_status tm_segment_is(struct text_span stored, const struct tm_segment *s, struct text_arena *arena, bool *out,
                               struct text_error *err)
{
    struct text_span normal;
    *out = text_span_equal(stored, s->text) || text_span_equal(stored, s->normal);
    if (*out) {
        return TEXT_OK;
    }
    enum text_status status = text_normalize(stored, arena, &normal, err);
    *out = status == TEXT_OK && text_span_equal(normal, s->normal);
    return status == TEXT_INVALID ? TEXT_OK : status; /* tm_check tells of it */
}

struct equals {
    struct tm_memory *m;
    const struct tm_segment *s;
    int64_t family;
    struct text_arena *arena;
    uint32_t *at;
    size_t count, capacity;
};

static bool keep(struct equals *e, uint32_t segment)
{
    if (e->count == e->capacity) {
        size_t capacity = e->capacity ? e->capacity * 2 : 8;
        uint32_t *at = text_arena_alloc(e->arena, capacity, sizeof *at);
        if (!at) {
            return false;
        }
        for (size_t i = 0; i < e->count; i++) {
            at[i] = e->at[i];
        }
        e->at = at;
        e->capacity = capacity;
    }
    e->at[e->count++] = segment;
    return true;
}

static enum text_status look_at(void *context, uint32_t segment, struct text_error *err)
{
    struct equals *e = context;
    sqlite3_stmt *s;
    bool row, equal = false;
    int side = (int)(segment & 1);
    enum text_status status = tm_row_at(e->m, TM_UNIT_SIDES, segment >> 1, &s, &row, err);
    if (!row) {
        return status != TEXT_OK ? status : tm_damaged(e->m, "the index names a unit that is not there", err);
    }
    if (sqlite3_column_int64(s, side) == e->family) {
        status = tm_segment_is(tm_column_text(s, 2 + side), e->s, e->arena, &equal, err);
    }
    tm_row_end(s);
    return !equal || keep(e, segment) ? status : text_fail_memory(err, e->m->path);
}

enum text_status tm_segment_equal(struct tm_memory *m, const struct tm_segment *s, int64_t family,
                                  struct text_arena *arena, uint32_t **out, size_t *count, struct text_error *err)
{
    struct equals e = {.m = m, .s = s, .family = family, .arena = arena};
    enum text_status status = tm_hash_find(m, s->hash, look_at, &e, err);
    if (status == TEXT_OK) {
        *out = e.at;
        *count = e.count;
    }
    return status;
}
