/* See measure.h. */
#include "text/measure.h"

#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"
#include "text/language/language-data-private.h"

static const char *const kinds[] = {"length", "area", "volume", "weight", "time"};

enum text_status text_measure_line(struct text_field_line *e)
{
    struct text_language *l = e->language;
    char digits[32], buffer[TEXT_WORD_BYTES], *end;
    int kind = -1;
    for (int i = 0; i < (int)(sizeof kinds / sizeof kinds[0]); i++) {
        kind = text_span_equal(e->field[1], text_span_of(kinds[i])) ? i : kind;
    }
    if (kind < 0 || e->field[2].n == 0 || e->field[2].n >= sizeof digits || l->measure_count == TEXT_MEASURES) {
        return text_field_broken(e, "wanted are a word, a kind of measure and how much of its unit one is");
    }
    memcpy(digits, e->field[2].p, e->field[2].n);
    digits[e->field[2].n] = '\0';
    struct text_measure measure = {kind, strspn(digits, "0123456789.") == e->field[2].n ? strtod(digits, &end) : 0};
    if (!(measure.factor > 0)) {
        return text_field_broken(e, "a measure is more than nothing");
    }
    struct text_span word = text_char_fold(e->field[0], buffer);
    l->measures[l->measure_count++] = measure;
    return text_dictionary_add(&l->measure_words, word, l->measure_count) ? TEXT_OK
                                                                          : text_fail_memory(e->err, e->path);
}

bool text_measure_at(const struct text_language *l, struct text_span text, struct text_measure *out)
{
    char buffer[TEXT_WORD_BYTES];
    size_t begin = text.n && (text.p[0] == ' ' || text.p[0] == '-') ? 1 : 0, end = begin;
    while (end < text.n) {
        size_t next = end;
        if (!(text_char_class(text_char_next(text, &next)) & TEXT_CHAR_LETTER)) {
            break;
        }
        end = next;
    }
    struct text_span word = text_char_fold((struct text_span){text.n ? text.p + begin : "", end - begin}, buffer);
    uint32_t number = word.n ? text_dictionary_get(&l->measure_words, word) : 0;
    if (number) {
        *out = l->measures[number - 1];
    }
    return number;
}
