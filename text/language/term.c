/* See term-private.h. */
#include "text/language/term-private.h"

#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"
#include "text/language/language-data-private.h"

/* A term as it is looked up: its kind as a letter, then the phrase. Empty when no term is that long. */
static struct text_span key_of(enum text_term_kind kind, struct text_span phrase, char key[1 + TEXT_WORD_BYTES])
{
    bool written = kind == TEXT_TERM_FORM || kind == TEXT_TERM_ZONE;
    struct text_span folded = phrase;
    key[0] = (char)('A' + (int)kind);
    if (!written) {
        folded = text_char_fold(phrase, key + 1);
    } else if (phrase.n <= TEXT_WORD_BYTES) {
        memcpy(key + 1, phrase.p, phrase.n);
    }
    return (struct text_span){key, folded.n && folded.n <= TEXT_WORD_BYTES ? folded.n + 1 : 0};
}

bool text_term_value(const struct text_language *l, enum text_term_kind kind, struct text_span phrase, int32_t *value)
{
    char buffer[1 + TEXT_WORD_BYTES];
    struct text_span key = phrase.n ? key_of(kind, phrase, buffer) : (struct text_span){NULL, 0};
    uint32_t at = key.n ? text_dictionary_get(&l->term_keys, key) : 0;
    if (at == 0) {
        return false;
    }
    *value = l->terms[at - 1].value;
    return true;
}

const struct text_term *text_term_next(const struct text_language *l, enum text_term_kind kind, int32_t value, bool any,
                                       size_t *i)
{
    while (*i < l->term_count) {
        const struct text_term *t = &l->terms[(*i)++];
        if (t->kind == kind && (any || t->value == value)) {
            return t;
        }
    }
    return NULL;
}

bool text_term_add(struct text_language *l, enum text_term_kind kind, struct text_span phrase, int32_t value)
{
    char buffer[1 + TEXT_WORD_BYTES];
    struct text_span key = key_of(kind, phrase, buffer);
    if (l->term_count == l->term_capacity) {
        uint32_t capacity = l->term_capacity ? 2 * l->term_capacity : 256;
        struct text_term *terms = realloc(l->terms, capacity * sizeof *terms);
        if (!terms) {
            return false;
        }
        l->terms = terms;
        l->term_capacity = capacity;
    }
    uint32_t known = text_dictionary_get(&l->term_keys, key);
    if (!text_dictionary_add(&l->term_keys, key, known ? known : l->term_count + 1)) {
        return false;
    }
    struct text_span kept = text_table_at(l->term_keys.keys, text_table_find(l->term_keys.keys, key));
    l->terms[l->term_count++] = (struct text_term){{kept.p + 1, kept.n - 1}, kind, value};
    return true;
}

int32_t text_currency_number(const char *code)
{
    return (code[0] << 16) | (code[1] << 8) | code[2];
}

void text_currency_code(int32_t number, char code[4])
{
    for (int i = 0; i < 3; i++) {
        code[i] = (char)(number >> (16 - 8 * i) & 127);
    }
    code[3] = '\0';
}

enum text_date_order text_language_date_order(const struct text_language *l)
{
    return l->date_order;
}

bool text_language_clock_24(const struct text_language *l)
{
    return l->clock_24;
}

bool text_language_clitic(const struct text_language *l, struct text_span clitic, struct text_clitic *out)
{
    uint32_t value = text_dictionary_get(&l->clitics, clitic);
    if (value == 0) {
        return false;
    }
    value--;
    *out = (struct text_clitic){(uint8_t)(value >> 8), (uint8_t)(value & 255)};
    return true;
}
