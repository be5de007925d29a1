/* See concordance-private.h: the words of a query -> sets of the memory's words. */
#include <stdlib.h>
#include <string.h>

#include "tm/concordance/concordance-private.h"
#include "tm/index/stems-private.h"
#include "tm/index/vocabulary-private.h"

enum {
    WIDE = 64,    /* words from which on a slot is wide */
    READINGS = 64 /* texts that can be read while one word is looked up in all runs of the index */
};

/* A set that grows in the scratch arena. */
struct set {
    struct tm_memory *m;
    int64_t family;
    struct tm_choice *at;
    size_t count, capacity;
};

static enum text_status put(struct set *s, struct tm_choice choice, struct text_error *err)
{
    if (s->count == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : 8;
        struct tm_choice *at = text_arena_alloc(s->m->scratch, capacity, sizeof *at);
        if (!at) {
            return text_fail_memory(err, s->m->path);
        }
        if (s->count) {
            memcpy(at, s->at, s->count * sizeof *at);
        }
        s->at = at;
        s->capacity = capacity;
    }
    s->at[s->count++] = choice;
    return TEXT_OK;
}

static enum text_status put_word(void *context, struct text_span folded, struct text_error *err)
{
    struct set *s = context;
    struct tm_word word;
    enum text_status status = tm_word_find(s->m, s->family, folded, &word, err);
    if (status != TEXT_OK || word.id == TM_NO_WORD) {
        return status;
    }
    return put(s, (struct tm_choice){word.id, word.segments}, err);
}

static bool begins_with(struct text_span s, struct text_span prefix)
{
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

static enum text_status put_prefix(struct set *s, struct text_span prefix, struct text_error *err)
{
    sqlite3_stmt *q = tm_statement(s->m, TM_WORD_PREFIX);
    bool row;
    if (!q) {
        return tm_sql_fail(s->m, err);
    }
    sqlite3_bind_int64(q, 1, s->family);
    tm_bind_text(q, 2, prefix);
    enum text_status status = tm_row(s->m, q, &row, err);
    while (status == TEXT_OK && row && begins_with(tm_column_text(q, 0), prefix)) {
        struct tm_choice choice = {(uint32_t)sqlite3_column_int64(q, 1), 0};
        status = tm_count_get(s->m, choice.id, &choice.segments, err);
        if (status == TEXT_OK) {
            status = put(s, choice, err);
        }
        if (status == TEXT_OK) {
            status = tm_row(s->m, q, &row, err);
        }
    }
    if (row) {
        tm_row_end(q);
    }
    return status;
}

/* The word, its stem as a word, and all words of that stem. */
static enum text_status put_stem(struct set *s, struct text_span folded, struct text_error *err)
{
    struct text_span stem;
    enum text_status status = tm_stem_of(s->m, s->family, folded, &stem, err);
    if (status == TEXT_OK && !(stem = text_arena_copy(s->m->scratch, stem)).p) {
        status = text_fail_memory(err, s->m->path);
    }
    if (status == TEXT_OK) {
        status = put_word(s, folded, err);
    }
    if (status == TEXT_OK) {
        status = put_word(s, stem, err);
    }
    if (status == TEXT_OK) {
        status = tm_stem_words(s->m, s->family, stem, put_word, s, err);
    }
    return status;
}

static int by_id(const void *a, const void *b)
{
    const struct tm_choice *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static struct tm_slot slot_of(struct set *s)
{
    struct tm_slot slot = {.at = s->at};
    if (s->count > 1) {
        qsort(s->at, s->count, sizeof *s->at, by_id);
    }
    for (size_t i = 0; i < s->count; i++) {
        if (slot.count == 0 || s->at[i].id != slot.at[slot.count - 1].id) {
            slot.at[slot.count++] = s->at[i];
            slot.segments += s->at[i].segments;
        }
    }
    return slot;
}

static bool is_equal(const struct tm_slot *a, const struct tm_slot *b)
{
    bool equal = a->count == b->count;
    for (size_t i = 0; i < a->count && equal; i++) {
        equal = a->at[i].id == b->at[i].id;
    }
    return equal;
}

static int by_rarity(const void *a, const void *b)
{
    const struct tm_slot *x = *(struct tm_slot *const *)a, *y = *(struct tm_slot *const *)b;
    if (x->segments != y->segments) {
        return x->segments < y->segments ? -1 : 1;
    }
    return (x->at[0].id > y->at[0].id) - (x->at[0].id < y->at[0].id);
}

/* A slot of many words that stands beside a rare one is not looked up: reading the texts of the rare one costs less. */
static bool is_left_to_reading(const struct tm_wording *w, const struct tm_slot *slot)
{
    for (size_t i = 0; i < w->count && slot->count >= WIDE; i++) {
        const struct tm_slot *other = &w->slots[i];
        if (other->count < WIDE && other->segments / READINGS <= slot->count) {
            return true;
        }
    }
    return false;
}

/* What the index knows of two words next to each other: {0} when nothing. */
static struct tm_choice pair_of(const struct tm_slot *first, const struct tm_slot *second)
{
    struct tm_choice pair = {0};
    if (first->count == 1 && second->count == 1) {
        pair.id = tm_pair_of(first->at[0].id, second->at[0].id);
        pair.segments = UINT32_MAX; /* not counted */
    }
    return pair;
}

/* Puts the pairs of a phrase into the order; covered[i]: the word is part of one, which says more. They come first, for
 * they are rarer than their words. */
static enum text_status add_pairs(struct tm_memory *m, struct tm_wording *w, bool *covered, struct text_error *err)
{
    struct tm_slot *slots = text_arena_alloc(m->scratch, w->count, sizeof *slots);
    struct tm_choice *choices = text_arena_alloc(m->scratch, w->count, sizeof *choices);
    if (!slots || !choices) {
        return text_fail_memory(err, m->path);
    }
    for (size_t i = 1; i < w->count; i++) {
        choices[i] = pair_of(&w->slots[i - 1], &w->slots[i]);
        if (choices[i].id) {
            covered[i - 1] = covered[i] = true;
            slots[i] = (struct tm_slot){&choices[i], 1, 0};
            w->order[w->order_count++] = &slots[i];
        }
    }
    w->verified = w->count == 1 || (w->count == 2 && w->order_count == 1);
    return TEXT_OK;
}

static enum text_status order_slots(struct tm_memory *m, struct tm_wording *w, struct text_error *err)
{
    bool *covered = text_arena_alloc(m->scratch, w->count, sizeof *covered);
    size_t count = 0;
    w->order = text_arena_alloc(m->scratch, w->count, 2 * sizeof *w->order);
    w->verified = w->scattered;
    if (!covered || !w->order) {
        return text_fail_memory(err, m->path);
    }
    enum text_status status = w->scattered ? TEXT_OK : add_pairs(m, w, covered, err);
    for (size_t i = 0; i < w->count; i++) {
        if (is_left_to_reading(w, &w->slots[i])) {
            w->verified = false;
        } else if (!covered[i]) {
            w->order[w->order_count++] = &w->slots[i];
            w->wide = w->wide || w->slots[i].count >= WIDE;
        }
    }
    qsort(w->order, w->order_count, sizeof *w->order, by_rarity);
    for (size_t i = 0; i < w->order_count; i++) {
        if (count == 0 || !is_equal(w->order[i], w->order[count - 1])) {
            w->order[count++] = w->order[i];
        }
    }
    w->order_count = count;
    return status;
}

enum text_status tm_wording_make(struct tm_memory *m, const struct tm_phrase *p, const struct tm_soughts *words,
                                 int64_t family, struct tm_wording *out, bool *possible, struct text_error *err)
{
    struct tm_wording w = {.family = family, .count = words->count, .scattered = p->scattered};
    w.slots = text_arena_alloc(m->scratch, w.count, sizeof *w.slots);
    if (!w.slots) {
        return text_fail_memory(err, m->path);
    }
    for (size_t i = 0; i < w.count; i++) {
        struct set s = {.m = m, .family = family};
        struct text_span folded = words->at[i].folded;
        enum text_status status = words->at[i].prefix ? put_prefix(&s, folded, err)
                                  : p->stems          ? put_stem(&s, folded, err)
                                                      : put_word(&s, folded, err);
        if (status != TEXT_OK || s.count == 0) {
            *possible = false;
            return status;
        }
        w.slots[i] = slot_of(&s);
    }
    enum text_status status = order_slots(m, &w, err);
    *out = w;
    *possible = status == TEXT_OK;
    return status;
}

enum text_status tm_wording_parse(struct tm_memory *m, const struct tm_phrase *p, struct tm_soughts *out,
                                  struct text_error *err)
{
    struct tm_soughts soughts = {.count = 0};
    struct text_tokens tokens;
    struct text_span text;
    enum text_status status = text_normalize(p->text, m->scratch, &text, err);
    if (status == TEXT_OK) {
        status = text_words(text, m->scratch, &tokens, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    if (tokens.count == 0) {
        return text_fail(err, TEXT_EMPTY, "there is no word in the phrase \"%.*s\"", TEXT_PRINT(p->text));
    }
    soughts.at = text_arena_alloc(m->scratch, tokens.count, sizeof *soughts.at);
    if (!soughts.at) {
        return text_fail_memory(err, m->path);
    }
    for (; soughts.count < tokens.count; soughts.count++) {
        struct text_token *t = &tokens.at[soughts.count];
        const char *behind = t->surface.p + t->surface.n;
        bool star = behind < text.p + text.n && *behind == '*';
        soughts.at[soughts.count] = (struct tm_sought){t->folded, p->prefixes || star};
    }
    *out = soughts;
    return TEXT_OK;
}
