/* See terms-private.h. */
#include <stdlib.h>
#include <string.h>

#include "cli/qa/terms-private.h"

enum { LONGEST = 200 }; /* bytes of a word that is looked at */

enum text_status cli_qa_vocabulary_begin(struct cli_qa_vocabulary *v, const struct text_language *language,
                                         struct text_error *err)
{
    v->language = language;
    v->arena = text_arena_new();
    v->terms = text_table_new();
    v->forms = text_table_new();
    if (!v->arena || !v->terms || !v->forms) {
        return text_fail_memory(err, "the glossary");
    }
    return text_stemmer_new(language, &v->stemmer, err);
}

void cli_qa_vocabulary_free(struct cli_qa_vocabulary *v)
{
    text_stemmer_free(v->stemmer);
    text_arena_free(v->arena);
    text_table_free(v->terms);
    text_table_free(v->forms);
    free(v->at);
    free(v->begins);
}

bool cli_qa_link_add(struct text_arena *arena, struct cli_qa_link **list, uint32_t term)
{
    while (*list) {
        if ((*list)->term == term) {
            return true;
        }
        list = &(*list)->next;
    }
    struct cli_qa_link *link = text_arena_alloc(arena, 1, sizeof *link);
    if (link) {
        link->term = term;
        *list = link;
    }
    return link;
}

/* The number of a form, made when `add` is set; TEXT_NONE: there is none. */
static uint32_t form_number(struct cli_qa_vocabulary *v, char kind, struct text_span form, bool add)
{
    char key[LONGEST + 1];
    if (form.n == 0 || form.n > LONGEST) {
        return TEXT_NONE;
    }
    key[0] = kind;
    memcpy(key + 1, form.p, form.n);
    struct text_span s = {key, form.n + 1};
    return add ? text_table_add(v->forms, s) : text_table_find(v->forms, s);
}

static bool begin_with(struct cli_qa_vocabulary *v, uint32_t form, uint32_t term)
{
    if (form == TEXT_NONE) {
        return true;
    }
    if (form >= v->form_capacity) {
        size_t capacity = (size_t)form * 2 + 64;
        struct cli_qa_link **begins = realloc(v->begins, capacity * sizeof *begins);
        if (!begins) {
            return false;
        }
        memset(begins + v->form_capacity, 0, (capacity - v->form_capacity) * sizeof *begins);
        v->begins = begins;
        v->form_capacity = capacity;
    }
    struct cli_qa_link *link = text_arena_alloc(v->arena, 1, sizeof *link);
    if (link) {
        *link = (struct cli_qa_link){term, v->begins[form]};
        v->begins[form] = link;
    }
    return link;
}

/* Of two capitals or more, and nothing in lower case: an abbreviation. */
static bool is_capitals(const struct text_token *w)
{
    size_t capitals = 0;
    for (size_t i = 0; i < w->surface.n; i++) {
        char c = w->surface.p[i];
        capitals += c >= 'A' && c <= 'Z';
        if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80) {
            return false;
        }
    }
    return capitals > 1;
}

static enum text_status make(struct cli_qa_vocabulary *v, const struct text_tokens *words, struct text_span text,
                             uint32_t number, struct text_error *err)
{
    struct cli_qa_term term = {.text = text_arena_copy(v->arena, text), .count = words->count};
    bool good = term.text.p && (term.words = text_arena_alloc(v->arena, words->count, sizeof *term.words));
    for (size_t i = 0; i < words->count && good; i++) {
        const struct text_token *w = &words->at[i];
        struct cli_qa_term_word *to = &term.words[i];
        to->folded = form_number(v, '=', w->folded, true);
        to->stem = form_number(v, '~', text_stem(v->stemmer, w->folded), true);
        to->capitals = is_capitals(w) ? text_arena_copy(v->arena, w->surface) : (struct text_span){0};
        to->text = text_arena_copy(v->arena, w->folded);
        good = to->text.p && (to->folded != TEXT_NONE || w->folded.n > LONGEST);
    }
    if (good) {
        good = begin_with(v, term.words[0].folded, number) && begin_with(v, term.words[0].stem, number);
    }
    v->at[number] = term;
    return good ? TEXT_OK : text_fail_memory(err, "the glossary");
}

enum text_status cli_qa_vocabulary_add(struct cli_qa_vocabulary *v, struct text_span text, uint32_t *out,
                                       struct text_error *err)
{
    struct text_tokens words;
    enum text_status status = text_words(text, v->arena, &words, err);
    *out = CLI_QA_NO_TERM;
    if (status != TEXT_OK || words.count == 0) {
        return status;
    }
    uint32_t known = text_table_count(v->terms), number = text_table_add(v->terms, text);
    if (number == TEXT_NONE) {
        return text_fail_memory(err, "the glossary");
    }
    if (number >= v->capacity) {
        size_t capacity = v->capacity ? v->capacity * 2 : 256;
        struct cli_qa_term *at = realloc(v->at, capacity * sizeof *at);
        if (!at) {
            return text_fail_memory(err, "the glossary");
        }
        v->at = at;
        v->capacity = capacity;
    }
    *out = number;
    return number < known ? TEXT_OK : make(v, &words, text, number, err);
}

enum text_status cli_qa_row_read(struct cli_qa_vocabulary *v, struct text_span text, struct text_arena *arena,
                                 struct cli_qa_row *out, struct text_error *err)
{
    struct text_tokens words;
    struct text_forms forms;
    enum text_status status = text_words(text, arena, &words, err);
    if (status != TEXT_OK) {
        return status;
    }
    *out = (struct cli_qa_row){text_arena_alloc(arena, words.count + 1, sizeof *out->at), words.count};
    if (!out->at) {
        return text_fail_memory(err, "a text");
    }
    for (size_t i = 0; i < words.count && status == TEXT_OK; i++) {
        struct cli_qa_row_word *w = &out->at[i];
        w->surface = words.at[i].surface;
        w->text = words.at[i].folded;
        status = text_word_forms(v->language, NULL, words.at[i].folded, arena, &forms, err);
        for (size_t k = 0; k < forms.count && status == TEXT_OK; k++) {
            uint32_t folded = form_number(v, '=', forms.at[k], false);
            uint32_t stem = form_number(v, '~', text_stem(v->stemmer, forms.at[k]), false);
            w->folded[w->folded_count] = folded;
            w->folded_count += folded != TEXT_NONE;
            w->stems[w->stem_count] = stem;
            w->stem_count += stem != TEXT_NONE;
        }
    }
    return status;
}

static bool has(const uint32_t *at, size_t count, uint32_t number)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = at[i] == number;
    }
    return found;
}

/* The same but for what stands behind the first letters, of which there are some: "analysis" and "analyses". */
static bool begins_alike(struct text_span a, struct text_span b)
{
    enum { LEAST = 5, ENDING = 2 };
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) {
        n++;
    }
    return n >= LEAST && n + ENDING >= a.n && n + ENDING + 1 >= b.n;
}

bool cli_qa_stands_at(const struct cli_qa_vocabulary *v, const struct cli_qa_term *t, const struct cli_qa_row *row,
                      size_t i, enum cli_qa_strictness how)
{
    bool stems = how == CLI_QA_LENIENT || !text_language_stems_apart(v->language);
    bool stands = i + t->count <= row->count;
    for (size_t k = 0; k < t->count && stands; k++) {
        const struct cli_qa_row_word *w = &row->at[i + k];
        const struct cli_qa_term_word *word = &t->words[k];
        stands = has(w->folded, w->folded_count, word->folded) ||
                 (stems && has(w->stems, w->stem_count, word->stem)) ||
                 (how == CLI_QA_LENIENT && begins_alike(word->text, w->text));
        if (how == CLI_QA_STRICT && word->capitals.n) {
            stands = text_span_starts(w->surface, word->capitals);
        }
    }
    return stands;
}

size_t cli_qa_stands(const struct cli_qa_vocabulary *v, const struct cli_qa_term *t, const struct cli_qa_row *row,
                     size_t i, enum cli_qa_strictness how)
{
    while (i < row->count && !cli_qa_stands_at(v, t, row, i, how)) {
        i++;
    }
    return i;
}
