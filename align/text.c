/* A document as one side of an alignment: see model.h and struct align_text.
 *
 * First all words are numbered by their forms; then the model is asked for each form once, and forms become types.
 * Cost: linear in the bytes; memory: 12 bytes a word and some 150 a distinct one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

/* A word as it is written, folded. */
struct form {
    uint32_t count; /* in the document's segments */
    uint32_t type;
    bool number, capital, small; /* see struct align_type */
};

/* While a text is being made. */
struct making {
    struct align_text *text;
    struct text_arena *scratch; /* tokens of one segment */
    struct text_table *names;   /* of the forms */
    struct form *forms;
    struct align_asked *asked;
    uint32_t forms_capacity, types_capacity;
    bool count; /* what is being added stands in a segment, not in a quote once more */
    struct text_error *err;
};

static bool grow_types(struct making *m)
{
    struct align_text *t = m->text;
    if (t->type_count < m->types_capacity) {
        return true;
    }
    uint32_t capacity = m->types_capacity ? m->types_capacity * 2 : 512;
    struct align_type *types = realloc(t->types, capacity * sizeof *types);
    if (!types) {
        return false;
    }
    t->types = types;
    m->types_capacity = capacity;
    struct align_slot *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (!slots) {
        return false;
    }
    free(t->slots);
    t->slots = slots;
    t->slot_count = capacity * 2;
    for (uint32_t i = 0; i < t->type_count; i++) {
        uint64_t key = t->types[i].word->key;
        t->slots[align_text_slot(t, key)] = (struct align_slot){key, i + 1};
    }
    return true;
}

/* The type of a form for which the model has been asked. */
static bool find_type(struct making *m, const struct align_asked *asked, struct form *form)
{
    struct align_text *t = m->text;
    form->type = align_text_find(t, asked->word->key);
    if (form->type == TEXT_NONE) {
        struct align_type type = {.word = asked->word, .form = text_arena_copy(t->arena, asked->form)};
        if (!type.form.p || !grow_types(m)) {
            return false;
        }
        type.number = form->number || (type.word->key & 1);
        form->type = t->type_count;
        t->slots[align_text_slot(t, type.word->key)] = (struct align_slot){type.word->key, t->type_count + 1};
        t->types[t->type_count++] = type;
    }
    struct align_type *type = &t->types[form->type];
    type->count += form->count;
    type->capital = type->capital || form->capital;
    type->small = type->small || form->small;
    return true;
}

static enum text_status make_types(struct making *m)
{
    struct align_text *t = m->text;
    uint32_t count = text_table_count(m->names);
    m->asked = malloc((count + 1u) * sizeof *m->asked);
    if (!m->asked || !grow_types(m)) {
        return text_fail_memory(m->err, "a document's words");
    }
    for (uint32_t i = 0; i < count; i++) {
        m->asked[i] = (struct align_asked){text_table_at(m->names, i), NULL};
    }
    enum text_status status = align_model_look_up(t->model, t->side, m->asked, count, t->arena, m->err);
    for (uint32_t i = 0; i < count && status == TEXT_OK; i++) {
        if (!find_type(m, &m->asked[i], &m->forms[i])) {
            status = text_fail_memory(m->err, "a document's words");
        }
    }
    return status;
}

/* The number of a token's form. */
static bool find_form(struct making *m, const struct text_token *token, uint32_t *out)
{
    uint32_t known = text_table_count(m->names), form = text_table_add(m->names, token->folded);
    if (form == TEXT_NONE) {
        return false;
    }
    if (form == m->forms_capacity) {
        uint32_t capacity = m->forms_capacity ? m->forms_capacity * 2 : 512;
        struct form *forms = realloc(m->forms, capacity * sizeof *forms);
        if (!forms) {
            return false;
        }
        m->forms = forms;
        m->forms_capacity = capacity;
    }
    if (form == known) {
        m->forms[form] = (struct form){.number = token->kind == TEXT_NUMBER};
    }
    *out = form;
    return true;
}

static uint32_t count_characters(struct text_span s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}

/* Capitalised inside a sentence, and never small: a name, as far as we can see. */
static void note(struct form *form, const struct text_token *token, bool first)
{
    bool capital = token->surface.p[0] != token->folded.p[0];
    form->small = form->small || !capital;
    form->capital = form->capital || (capital && !first);
    form->count++;
}

/* Its words are numbers of forms to begin with. */
static enum text_status make_unit(struct making *m, struct text_span s, struct align_unit *out)
{
    struct text_tokens tokens;
    text_arena_reset(m->scratch);
    enum text_status status = text_words(s, m->scratch, &tokens, m->err);
    if (status != TEXT_OK) {
        return status;
    }
    uint32_t *words = text_arena_alloc(m->text->arena, tokens.count, sizeof *words);
    if (!words) {
        return text_fail_memory(m->err, "a document's words");
    }
    for (size_t i = 0; i < tokens.count; i++) {
        if (!find_form(m, &tokens.at[i], &words[i])) {
            return text_fail_memory(m->err, "a document's words");
        }
        if (m->count) {
            note(&m->forms[words[i]], &tokens.at[i], i == 0);
        }
    }
    *out = (struct align_unit){
        .words = words, .count = (uint32_t)tokens.count, .characters = count_characters(s), .first = m->text->tokens};
    m->text->tokens += m->count ? out->count : 0;
    return TEXT_OK;
}

/* From forms to types. */
static void number_words(const struct making *m, struct align_unit *units, size_t count)
{
    for (size_t u = 0; u < count; u++) {
        for (uint32_t i = 0; i < units[u].count; i++) {
            units[u].words[i] = m->forms[units[u].words[i]].type;
        }
    }
}

static enum text_status make_units(struct making *m)
{
    struct align_text *t = m->text;
    size_t quotes = t->quotes ? t->quotes->count : 0;
    t->segments = text_arena_alloc(t->arena, t->document->count, sizeof *t->segments);
    t->quoted = text_arena_alloc(t->arena, quotes, sizeof *t->quoted);
    if (!t->segments || !t->quoted) {
        return text_fail_memory(m->err, "a document's words");
    }
    text_table_reserve(m->names, 500); /* most articles have that many at most */
    enum text_status status = TEXT_OK;
    m->count = true;
    for (size_t i = 0; i < t->document->count && status == TEXT_OK; i++) {
        status = make_unit(m, t->document->segments[i].text, &t->segments[i]);
    }
    m->count = false;
    for (size_t i = 0; i < quotes && status == TEXT_OK; i++) {
        status = make_unit(m, t->quotes->at[i].text, &t->quoted[i]);
    }
    status = status == TEXT_OK ? make_types(m) : status;
    if (status == TEXT_OK) {
        number_words(m, t->segments, t->document->count);
        number_words(m, t->quoted, quotes);
    }
    return status;
}

/* Lists where each type stands. */
static enum text_status make_postings(struct making *m)
{
    struct align_text *t = m->text;
    uint32_t *begin = text_arena_alloc(t->arena, t->type_count + 2u, sizeof *begin);
    t->postings = text_arena_alloc(t->arena, t->tokens, sizeof *t->postings);
    t->places = text_arena_alloc(t->arena, t->tokens, sizeof *t->places);
    if (!begin || !t->postings || !t->places) {
        return text_fail_memory(m->err, "a document's words");
    }
    for (uint32_t i = 0; i < t->type_count; i++) {
        begin[i + 2] = begin[i + 1] + t->types[i].count;
    }
    for (size_t s = 0; s < t->document->count; s++) {
        const struct align_unit *u = &t->segments[s];
        for (uint32_t i = 0; i < u->count; i++) {
            uint32_t k = begin[u->words[i] + 1]++;
            t->postings[k] = (uint32_t)s;
            t->places[k] = u->first + i;
        }
    }
    t->postings_begin = begin;
    return TEXT_OK;
}

/* In fewer words than this, that a word is there says little about how often it is met. */
enum { FEWEST = 200 };

static const float GRID = 256;   /* so that sums are the same in any order: see links.c */
static const float NAMES = 0.5f; /* of the names that no lexicon knows are alike on both sides, or not missed */

/* How many of the words that are no numbers have translations in the lexicons. */
static float find_known(const struct align_text *t)
{
    uint32_t words = 0, known = 0;
    for (uint32_t i = 0; i < t->type_count; i++) {
        const struct align_type *type = &t->types[i];
        words += type->number ? 0 : type->count;
        known += type->number || !type->word->count ? 0 : type->count;
    }
    return (float)(known + 1) / (float)(words + 1);
}

/* A word of which the lexicons have no translation is not missed where they know little; a number always is, and a name
 * mostly has a like one. */
static float find_least(const struct align_text *t, const struct align_type *type)
{
    float missed = type->number || type->word->count ? 1 : type->marked && t->known < NAMES ? NAMES : t->known;
    return 1 - ALIGN_SHARE * missed;
}

static void set_rates(struct align_text *t)
{
    uint32_t tokens = t->tokens > FEWEST ? t->tokens : FEWEST;
    t->known = find_known(t);
    for (uint32_t i = 0; i < t->type_count; i++) {
        struct align_type *type = &t->types[i];
        float here = (float)type->count / (float)(tokens + 1);
        type->rate = 0.5f * here + 0.5f * type->word->rate + 0.0002f;
        type->marked = type->number || (type->capital && !type->small);
        type->inverse_rate = 1 / type->rate;
        type->weight = -logf(type->rate);
        float share = ((float)t->document->count + 1) / ((float)type->count + 0.5f);
        type->telling = share > 1 ? floorf(logf(share) * GRID + 0.5f) / GRID : 0;
        type->least = find_least(t, type);
        if (i == 0 || type->least != type[-1].least) {
            type->least_log = log((double)type->least);
        } else {
            type->least_log = type[-1].least_log;
        }
    }
}

static void sum_up(const struct align_text *t, struct align_unit *units, size_t count)
{
    for (size_t u = 0; u < count; u++) {
        for (uint32_t i = 0; i < units[u].count; i++) {
            const struct align_type *type = &t->types[units[u].words[i]];
            units[u].weight += (double)type->weight;
            units[u].least_log += type->least_log;
            units[u].marked += type->marked;
        }
    }
}

static enum text_status make(struct making *m)
{
    m->scratch = text_arena_new();
    m->names = text_table_new();
    m->text->arena = text_arena_new();
    if (!m->scratch || !m->names || !m->text->arena) {
        return text_fail_memory(m->err, "a document's words");
    }
    enum text_status status = make_units(m);
    return status == TEXT_OK ? make_postings(m) : status;
}

enum text_status align_text_new(const struct align_model *model, enum align_side side,
                                const struct text_document *document, const struct text_quotes *quotes,
                                struct align_text **out, struct text_error *err)
{
    struct align_text *t = calloc(1, sizeof *t);
    if (!t) {
        return text_fail_memory(err, "a document's words");
    }
    t->model = model;
    t->side = side;
    t->document = document;
    t->quotes = quotes;
    struct making m = {.text = t, .err = err};
    enum text_status status = make(&m);
    text_arena_free(m.scratch);
    text_table_free(m.names);
    free(m.forms);
    free(m.asked);
    if (status != TEXT_OK) {
        align_text_free(t);
        return status;
    }
    set_rates(t);
    sum_up(t, t->segments, document->count);
    sum_up(t, t->quoted, quotes ? quotes->count : 0);
    *out = t;
    return TEXT_OK;
}

void align_text_free(struct align_text *t)
{
    if (t) {
        text_arena_free(t->arena);
        free(t->types);
        free(t->slots);
        free(t);
    }
}
