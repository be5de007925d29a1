/* Placeables: whatever the bytes, spans stand in order inside the text and values can be compared and printed; a value
 * that can be written, as usual or like another placeable of the same text, is read again as the same. */
#include "text/placeable.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct text_arena *arena;

static void demand(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static void demand_written(const struct text_language *to, const struct text_value *value, struct text_span like)
{
    struct text_buffer out = {0}, a = {0}, b = {0};
    struct text_placeables again = {0};
    if (text_placeable_write(to, value, like, &out)) {
        demand(out.n > 0 && !out.failed, "nothing is written and called a success");
        demand(text_placeables(to, text_buffer_span(&out), arena, &again, NULL) == TEXT_OK, "memory");
        /* What needs a word before it is not found by itself; what is found must be the value. */
        if (again.count == 1 && again.at[0].text.n == out.n && again.at[0].value.kind == value->kind) {
            demand(text_value_equal(&again.at[0].value, value), "a value is not read as it was written");
            text_value_print(&again.at[0].value, &a);
            text_value_print(value, &b);
            demand(text_span_equal(text_buffer_span(&a), text_buffer_span(&b)), "equal values print differently");
        }
    } else {
        demand(out.n == 0, "something is written and called a failure");
    }
    text_buffer_free(&out);
    text_buffer_free(&a);
    text_buffer_free(&b);
}

static void demand_placeables(const struct text_language *from, const struct text_language *to, struct text_span s)
{
    struct text_placeables found;
    const char *end = s.p;
    demand(text_placeables(from, s, arena, &found, NULL) == TEXT_OK, "memory");
    for (size_t i = 0; i < found.count; i++) {
        const struct text_placeable *p = &found.at[i];
        demand(p->text.n > 0 && p->text.p >= end && p->text.p + p->text.n <= s.p + s.n, "a span out of order");
        end = p->text.p + p->text.n;
        demand(text_value_equal(&p->value, &p->value), "a value is not equal to itself");
        if (i < 50) {
            demand_written(to, &p->value, (struct text_span){NULL, 0});
            demand_written(from, &p->value, (struct text_span){NULL, 0});
            demand_written(from, &p->value, found.at[found.count - 1 - i].text);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text_language *id, *en;
    if (!id) {
        arena = text_arena_new();
        demand(arena && text_language_load("corpora", "id", &id, NULL) == TEXT_OK &&
                   text_language_load("corpora", "en", &en, NULL) == TEXT_OK,
               "this runs where corpora/ is");
    }
    struct text_span s = {(const char *)data, size};
    demand_placeables(id, en, s);
    demand_placeables(en, id, s);
    text_arena_reset(arena);
    return 0;
}
