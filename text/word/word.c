/* See word.h. Tokens are gathered on the stack, or on the heap when they are many, and copied to the arena when
 * their number is known: the arena holds no more than the result. */
#include "text/word.h"

#include <stdlib.h>
#include <string.h>

#include "text/word/break-private.h"

enum { FEW = 192 }; /* more than nearly every sentence has */

struct list {
    struct text_token *at, *heap;
    size_t count, capacity;
    struct text_token few[FEW];
};

static bool grow(struct list *list)
{
    if (list->capacity > SIZE_MAX / 2 / sizeof *list->heap) {
        return false;
    }
    struct text_token *heap = realloc(list->heap, 2 * list->capacity * sizeof *heap);
    if (!heap) {
        return false;
    }
    if (!list->heap) {
        memcpy(heap, list->few, sizeof list->few);
    }
    list->at = list->heap = heap;
    list->capacity *= 2;
    return true;
}

static enum text_token_kind kind_of(unsigned held)
{
    return held & TEXT_HAS_LETTER ? TEXT_WORD : held & TEXT_HAS_DIGIT ? TEXT_NUMBER : TEXT_PUNCTUATION;
}

/* Fills the list; false when out of memory. */
static bool gather(struct text_span s, bool words_only, struct text_arena *arena, struct list *list)
{
    struct text_fold_room room = {0};
    struct text_span word;
    unsigned held;
    for (size_t i = 0; text_break_next(s, &i, &word, &held);) {
        enum text_token_kind kind = kind_of(held);
        if (words_only && kind == TEXT_PUNCTUATION) {
            continue;
        }
        if (list->count == list->capacity && !grow(list)) {
            return false;
        }
        struct text_token *t = &list->at[list->count++];
        t->surface = t->folded = word;
        t->kind = kind;
        if (held & (TEXT_HAS_UPPER | TEXT_HAS_WIDE)) {
            t->folded = text_fold(word, held, s.n - i + word.n, arena, &room);
            if (!t->folded.p) {
                return false;
            }
        }
    }
    return true;
}

static enum text_status tokenize(struct text_span s, bool words_only, struct text_arena *arena,
                                 struct text_tokens *out, struct text_error *err)
{
    struct list list;
    list.at = list.few;
    list.heap = NULL;
    list.count = 0;
    list.capacity = FEW;
    struct text_token *at = NULL;
    bool ok = gather(s, words_only, arena, &list);
    if (ok && list.count) {
        at = text_arena_resize(arena, NULL, 0, list.count * sizeof *at);
        ok = at != NULL;
        if (ok) {
            memcpy(at, list.at, list.count * sizeof *at);
        }
    }
    free(list.heap);
    if (!ok) {
        return text_fail_memory(err, "the words of a text");
    }
    *out = (struct text_tokens){at, list.count};
    return TEXT_OK;
}

enum text_status text_tokenize(struct text_span s, struct text_arena *arena, struct text_tokens *out,
                               struct text_error *err)
{
    return tokenize(s, false, arena, out, err);
}

enum text_status text_words(struct text_span s, struct text_arena *arena, struct text_tokens *out,
                            struct text_error *err)
{
    return tokenize(s, true, arena, out, err);
}
