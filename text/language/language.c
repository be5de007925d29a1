/* See language.h and language-private.h: look-ups. What is known of a word, from whatever file, meets in one entry of
 * one table, so that a look-up is one probe.
 */
#include "text/language/language-data-private.h"

#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"

static bool grow_values(struct text_dictionary *d, uint32_t capacity)
{
    uint32_t *values = realloc(d->values, capacity * sizeof *values);
    if (!values) {
        return false;
    }
    d->values = values;
    d->capacity = capacity;
    return true;
}

bool text_dictionary_reserve(struct text_dictionary *d, uint32_t n)
{
    return (d->keys || (d->keys = text_table_new())) && text_table_reserve(d->keys, n) &&
           (n <= d->capacity || grow_values(d, n));
}

bool text_dictionary_add(struct text_dictionary *d, struct text_span key, uint32_t value)
{
    if (!d->keys && !(d->keys = text_table_new())) {
        return false;
    }
    uint32_t at = text_table_add(d->keys, key);
    if (at == TEXT_NONE || (at >= d->capacity && !grow_values(d, d->capacity ? d->capacity * 2 : 256))) {
        return false;
    }
    d->values[at] = value;
    text_filter_add(&d->filter, key);
    return true;
}

uint32_t text_dictionary_get(const struct text_dictionary *d, struct text_span key)
{
    uint32_t at = text_filter_may_have(&d->filter, key) && d->keys ? text_table_find(d->keys, key) : TEXT_NONE;
    return at == TEXT_NONE ? 0 : d->values[at];
}

void text_dictionary_free(struct text_dictionary *d)
{
    text_table_free(d->keys);
    free(d->values);
}

static enum text_status load(const char *data_dir, const char *code, bool brief, struct text_language **out,
                             struct text_error *err)
{
    if (!*code || strlen(code) >= sizeof out[0]->code || strspn(code, "abcdefghijklmnopqrstuvwxyz-") != strlen(code)) {
        return text_fail(err, TEXT_MISUSE, "\"%s\" is no language code; a code is like \"id\" or \"en\"", code);
    }
    struct text_language *l = calloc(1, sizeof *l);
    enum text_status status = TEXT_OK;
    if (!l || !(l->words = text_table_new())) {
        status = text_fail_memory(err, "a language");
        goto out;
    }
    strcpy(l->code, code);
    l->decimal = '.';
    l->grouping = ',';
    l->length = 100;
    status = text_language_read(l, data_dir, brief, err);
out:
    if (status != TEXT_OK) {
        text_language_free(l);
        return status;
    }
    *out = l;
    return TEXT_OK;
}

enum text_status text_language_load(const char *data_dir, const char *code, struct text_language **out,
                                    struct text_error *err)
{
    return load(data_dir, code, false, out, err);
}

enum text_status text_language_load_brief(const char *data_dir, const char *code, struct text_language **out,
                                          struct text_error *err)
{
    return load(data_dir, code, true, out, err);
}

void text_language_free(struct text_language *l)
{
    if (l) {
        text_dictionary_free(&l->abbreviations);
        text_dictionary_free(&l->furniture);
        text_dictionary_free(&l->letters);
        text_table_free(l->words);
        free(l->facts);
        text_dictionary_free(&l->term_keys);
        free(l->terms);
        text_dictionary_free(&l->clitics);
        text_dictionary_free(&l->measure_words);
        free(l);
    }
}

int text_language_length(const struct text_language *l)
{
    return l->length;
}

bool text_language_stems_apart(const struct text_language *l)
{
    return l->stems_apart;
}

const char *text_language_code(const struct text_language *l)
{
    return l->code;
}

char text_language_decimal(const struct text_language *l)
{
    return l->decimal;
}

char text_language_grouping(const struct text_language *l)
{
    return l->grouping;
}

bool text_language_ends_before_lower(const struct text_language *l)
{
    return l->ends_before_lower;
}

enum text_abbreviation text_language_abbreviation(const struct text_language *l, struct text_span word)
{
    return (enum text_abbreviation)text_dictionary_get(&l->abbreviations, word);
}

const struct text_word_facts *text_language_facts(const struct text_language *l, struct text_span word)
{
    char buffer[TEXT_WORD_BYTES];
    struct text_span folded = text_char_fold(word, buffer);
    uint32_t at = folded.n ? text_table_find(l->words, folded) : TEXT_NONE;
    return at == TEXT_NONE ? NULL : &l->facts[at];
}

uint32_t text_language_parts(const struct text_language *l, struct text_span word)
{
    const struct text_word_facts *facts = text_filter_may_have(&l->parted, word) ? text_language_facts(l, word) : NULL;
    return facts ? facts->parts : 0;
}

enum text_furniture text_language_furniture(const struct text_language *l, struct text_span phrase)
{
    char buffer[TEXT_WORD_BYTES];
    struct text_span folded = text_char_fold(phrase, buffer);
    return folded.n ? (enum text_furniture)text_dictionary_get(&l->furniture, folded) : TEXT_NO_FURNITURE;
}

uint32_t text_language_letters(const struct text_language *l, struct text_span trigram)
{
    return text_dictionary_get(&l->letters, trigram);
}

/* A word that is in no list is judged by its ending and beginning: "-nya" and "peng-" make words, not names. */
int text_language_start(const struct text_language *l, struct text_span word)
{
    enum { AFFIX = 3 };
    char buffer[TEXT_WORD_BYTES], affix[AFFIX + 1];
    struct text_span folded = text_char_fold(word, buffer);
    uint32_t at = folded.n ? text_table_find(l->words, folded) : TEXT_NONE;
    if (at != TEXT_NONE && l->facts[at].per_million) {
        return l->facts[at].start;
    }
    at = TEXT_NONE;
    if (folded.n > AFFIX) {
        affix[0] = '-';
        memcpy(affix + 1, folded.p + folded.n - AFFIX, AFFIX);
        at = text_table_find(l->words, (struct text_span){affix, sizeof affix});
        if (at == TEXT_NONE) {
            memcpy(affix, folded.p, AFFIX);
            affix[AFFIX] = '-';
            at = text_table_find(l->words, (struct text_span){affix, sizeof affix});
        }
    }
    return at == TEXT_NONE ? l->unlisted_start : l->facts[at].start;
}
