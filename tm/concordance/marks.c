/* See concordance-private.h: which bytes of a text as written are the hit. Its words are looked up again, because what
 * the index holds is the normalised text. */
#include "tm/concordance/concordance-private.h"
#include "tm/index/vocabulary-private.h"

/* The words of the text with their ids. */
struct text {
    struct text_tokens words;
    uint32_t *ids;
};

static enum text_status look_up(struct tm_memory *m, int64_t family, struct text_span written,
                                struct text_arena *scratch, struct text *out, struct text_error *err)
{
    struct text t = {.ids = NULL};
    enum text_status status = text_words(written, scratch, &t.words, err);
    if (status != TEXT_OK) {
        return status;
    }
    t.ids = text_arena_alloc(scratch, t.words.count + 1, sizeof *t.ids);
    if (!t.ids) {
        return text_fail_memory(err, m->path);
    }
    for (size_t i = 0; i < t.words.count && status == TEXT_OK; i++) {
        struct text_span folded;
        struct tm_word word = {0};
        status = text_normalize(t.words.at[i].folded, scratch, &folded, err);
        if (status == TEXT_INVALID) {
            return tm_damaged(m, "a text is not valid UTF-8", err);
        }
        if (status == TEXT_OK) {
            status = tm_word_find(m, family, folded, &word, err);
        }
        t.ids[i] = word.id;
    }
    if (status == TEXT_OK) {
        *out = t;
    }
    return status;
}

/* How many words from `at` on are to be marked together. */
static size_t hit_at(const struct tm_wording *w, const struct text *t, size_t at)
{
    if (w->scattered) {
        for (size_t i = 0; i < w->count; i++) {
            if (tm_slot_has(&w->slots[i], t->ids[at])) {
                return 1;
            }
        }
        return 0;
    }
    size_t i = 0;
    while (i < w->count && at + i < t->words.count && tm_slot_has(&w->slots[i], t->ids[at + i])) {
        i++;
    }
    return i == w->count ? i : 0;
}

enum text_status tm_wording_mark(struct tm_memory *m, const struct tm_wording *w, struct text_arena *arena,
                                 struct text_arena *scratch, struct tm_hit *hit, struct text_error *err)
{
    struct text_span written = hit->unit.text.source;
    struct text t = {.ids = NULL};
    size_t count = 0;
    enum text_status status = look_up(m, w->family, written, scratch, &t, err);
    if (status != TEXT_OK) {
        return status;
    }
    struct text_range *marks = text_arena_alloc(arena, t.words.count + 1, sizeof *marks);
    if (!marks) {
        return text_fail_memory(err, "a hit");
    }
    for (size_t i = 0; i < t.words.count;) {
        size_t n = hit_at(w, &t, i);
        if (n) {
            struct text_span first = t.words.at[i].surface, last = t.words.at[i + n - 1].surface;
            marks[count++] =
                (struct text_range){(size_t)(first.p - written.p), (size_t)(last.p + last.n - written.p)};
        }
        i += n ? n : 1;
    }
    hit->marks = marks;
    hit->mark_count = count;
    return TEXT_OK;
}
