/* See segments.h. */
#include "cli/analyse/segments.h"

#include <stdlib.h>
#include <string.h>

#include "cli/document.h"

struct reading {
    struct cli_segments *segments;
    const struct cli_analysing *how;
    const char *name;
    uint32_t file;
    struct text_span previous;  /* the slot before this one */
    struct cli_segment *open;   /* one that does not know yet what stands behind it */
    int guessed;                /* the language of a document that does not say it */
};

/* The first texts of a document, by which its language is recognised. */
struct sample {
    const struct reading *reading;
    struct text_buffer text;
};

enum { SAMPLE = 4000 };

enum text_status cli_segments_begin(struct cli_segments *s, struct text_error *err)
{
    s->arena = text_arena_new();
    s->keys = text_table_new();
    return s->arena && s->keys ? TEXT_OK : text_fail_memory(err, "an analysis");
}

void cli_segments_free(struct cli_segments *s)
{
    text_arena_free(s->arena);
    text_table_free(s->keys);
    free(s->at);
}

static int side_of(const struct cli_languages *l, struct text_span tag)
{
    for (int i = 0; i < 2; i++) {
        if (formats_tag_same(tag, text_span_of(text_language_code(l->at[i])))) {
            return i;
        }
    }
    return -1;
}

static int choose(const struct reading *r, struct text_span declared, struct text_span text)
{
    int side = side_of(r->how->languages, declared);
    bool told = strcmp(r->how->from, "auto") != 0;
    return told || side < 0 ? cli_languages_choose(r->how->languages, r->how->from, text) : side;
}

/* To cut a document into segments by. */
static const struct text_language *tell_language(void *context, struct text_span declared, struct text_span text)
{
    struct reading *r = context;
    r->guessed = choose(r, declared, text);
    return r->how->languages->at[r->guessed];
}

static const struct text_language *sample_language(void *context, struct text_span declared, struct text_span text)
{
    const struct sample *s = context;
    return s->reading->how->languages->at[choose(s->reading, declared, text)];
}

static enum text_status take_sample(void *context, const struct formats_slot *slot, struct text_error *err)
{
    struct sample *s = context;
    text_buffer_add(&s->text, slot->source);
    text_buffer_add_char(&s->text, '\n');
    return s->text.n < SAMPLE ? TEXT_OK : text_fail(err, TEXT_INTERRUPTED, "enough");
}

static int recognise(const struct reading *r, struct formats_document *document)
{
    struct sample s = {.reading = r};
    struct text_error err;
    const struct formats_document_reading reading = {
        .language = sample_language, .slot = take_sample, .context = &s};
    formats_document_read(document, &reading, &err); /* what is wrong with it is told when it is read itself */
    int side = choose(r, (struct text_span){0}, text_buffer_span(&s.text));
    text_buffer_free(&s.text);
    return side;
}

/* Which language the document's texts are in: the file says it, or of its translations, or the user, or the text. */
static enum text_status find_side(struct reading *r, const struct formats_slot *slot, int *out, struct text_error *err)
{
    const struct cli_languages *l = r->how->languages;
    int target = side_of(l, slot->target_language);
    *out = side_of(l, slot->source_language);
    if (*out < 0 && slot->source_language.n) {
        return text_fail(err, TEXT_INVALID,
                         "%s, line %zu: is to be translated from \"%.*s\", and only \"%s\" and \"%s\" are known",
                         r->name, slot->line, TEXT_PRINT(slot->source_language), text_language_code(l->at[0]),
                         text_language_code(l->at[1]));
    }
    if (*out < 0 && target >= 0) {
        *out = !target;
    }
    *out = *out < 0 ? r->guessed : *out;
    return TEXT_OK;
}

/* The number of the text, made of its language and its normal form. */
static enum text_status find_key(struct cli_segments *s, struct text_span text, int side, uint32_t *out,
                                 struct text_error *err)
{
    struct text_span normal;
    struct text_buffer key = {0};
    enum text_status status = text_normalize(text, s->arena, &normal, err);
    if (status != TEXT_OK) {
        return status;
    }
    text_buffer_add_char(&key, side ? '1' : '0');
    text_buffer_add(&key, normal);
    *out = key.failed ? TEXT_NONE : text_table_add(s->keys, text_buffer_span(&key));
    text_buffer_free(&key);
    return *out == TEXT_NONE ? text_fail_memory(err, "an analysis") : TEXT_OK;
}

static enum text_status add(struct reading *r, const struct formats_slot *slot, struct text_span text,
                            struct text_error *err)
{
    struct cli_segments *s = r->segments;
    if (s->count == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : 1024;
        struct cli_segment *at = realloc(s->at, capacity * sizeof *at);
        if (!at) {
            return text_fail_memory(err, "an analysis");
        }
        r->open = r->open ? at + (r->open - s->at) : NULL;
        s->at = at;
        s->capacity = capacity;
    }
    struct cli_segment *new = &s->at[s->count];
    *new = (struct cli_segment){.text = text, .volume = text_volume_of(text), .file = r->file, .band = CLI_BAND_NEW};
    new->before = slot->before.n ? r->previous : (struct text_span){"", 0};
    new->after = (struct text_span){"", 0};
    enum text_status status = find_side(r, slot, &new->side, err);
    status = status == TEXT_OK ? find_key(s, text, new->side, &new->key, err) : status;
    if (status != TEXT_OK) {
        return status;
    }
    if (slot->state == FORMATS_SLOT_HUMAN) {
        new->band = CLI_BAND_TRANSLATED;
    }
    s->count++;
    r->open = new;
    return TEXT_OK;
}

static enum text_status take(void *context, const struct formats_slot *slot, struct text_error *err)
{
    struct reading *r = context;
    struct text_span text = text_arena_copy(r->segments->arena, slot->source);
    if (!text.p) {
        return text_fail_memory(err, "an analysis");
    }
    if (r->open && slot->before.n) {
        r->open->after = text;
    }
    r->open = NULL;
    enum text_status status = slot->translatable ? add(r, slot, text, err) : TEXT_OK;
    r->previous = text;
    return status;
}

static void warn(void *context, const char *message)
{
    const struct reading *r = context;
    r->how->warning(message);
}

enum text_status cli_segments_read(struct cli_segments *s, const struct cli_analysing *how, const char *path,
                                   uint32_t file, const char **format, struct text_error *err)
{
    struct reading r = {.segments = s, .how = how, .name = cli_name_of(path), .file = file};
    const struct formats_document_opening opening = {.charset = how->charset, .kind = how->kind};
    const struct formats_document_reading reading = {
        .language = tell_language, .slot = take, .context = &r, .warning = warn};
    struct formats_document *document = NULL;
    size_t count = s->count;
    enum text_status status = formats_document_open(path, &opening, &document, err);
    if (status == TEXT_OK) {
        enum formats_document_kind kind = formats_document_kind_of(document);
        if (kind == FORMATS_DOCUMENT_XLIFF || kind == FORMATS_DOCUMENT_PO) {
            r.guessed = recognise(&r, document); /* the others ask for it (tell_language) */
        }
        status = formats_document_read(document, &reading, err);
        *format = formats_document_kind_name(kind);
    }
    formats_document_free(document);
    s->count = status == TEXT_OK ? s->count : count;
    return status;
}

enum text_status cli_segments_compare(struct cli_segments *s, struct text_error *err)
{
    struct {
        uint32_t number, file; /* the new key, and the file that had it last; both + 1 */
    } *seen = calloc((size_t)text_table_count(s->keys) + 1, sizeof *seen);
    uint32_t next = 0;
    if (!seen) {
        return text_fail_memory(err, "an analysis");
    }
    for (size_t i = 0; i < s->count; i++) {
        struct cli_segment *one = &s->at[i];
        uint32_t key = one->key;
        if (seen[key].file && one->band == CLI_BAND_NEW) {
            one->band = seen[key].file == one->file + 1 ? CLI_BAND_REPETITION : CLI_BAND_CROSS_FILE;
        }
        seen[key].number = seen[key].number ? seen[key].number : ++next;
        seen[key].file = one->file + 1;
        one->key = seen[key].number - 1;
    }
    free(seen);
    return TEXT_OK;
}
