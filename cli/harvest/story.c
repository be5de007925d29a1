/* See story.h. */
#include "cli/harvest/story.h"

#include <stdlib.h>
#include <string.h>

#include "cli/harvest/day.h"

enum { PARTS = 7 };

static void parts_of(const struct formats_entry *e, struct text_span out[PARTS])
{
    const struct text_span parts[PARTS] = {e->name,  e->url,      e->title, e->date, e->language,
                                           text_span_of(e->charset), e->bytes};
    memcpy(out, parts, sizeof parts);
}

static uint64_t hash_of(const struct formats_entry *e)
{
    struct text_span parts[PARTS];
    uint64_t hashes[PARTS + 1] = {(uint64_t)e->kind};
    parts_of(e, parts);
    for (size_t i = 0; i < PARTS; i++) {
        hashes[i + 1] = text_hash(parts[i]);
    }
    return text_hash((struct text_span){(const char *)hashes, sizeof hashes});
}

enum text_status cli_story_take(const struct formats_entry *entry, struct cli_story *out, struct text_error *err)
{
    struct cli_story s = {.arena = text_arena_new(), .entry = *entry, .day = ALIGN_NO_DAY};
    struct text_span *spans[] = {&s.entry.name,  &s.entry.url,      &s.entry.title,
                                 &s.entry.date, &s.entry.language, &s.entry.bytes};
    bool good = s.arena != NULL;
    for (size_t i = 0; good && i < sizeof spans / sizeof spans[0]; i++) {
        struct text_span copy = text_arena_copy(s.arena, *spans[i]);
        good = copy.p != NULL;
        *spans[i] = copy;
    }
    if (good && entry->charset) {
        s.entry.charset = text_arena_copy(s.arena, text_span_of(entry->charset)).p;
        good = s.entry.charset != NULL;
    }
    if (!good) {
        cli_story_free(&s);
        return text_fail_memory(err, "an article");
    }
    s.name = s.entry.name.p;
    s.hash = hash_of(entry);
    *out = s;
    return TEXT_OK;
}

enum text_status cli_story_open(const struct cli_model *m, enum align_side side, const struct cli_reading *reading,
                                struct cli_story *s, struct text_error *err)
{
    struct cli_document *d = text_arena_alloc(s->arena, 1, sizeof *d);
    if (!d) {
        return text_fail_memory(err, s->name);
    }
    const char *code = text_language_code(m->languages.at[side]);
    enum text_status status =
        cli_document_of_entry(&s->entry, s->name, &m->languages, code, reading, s->arena, d, err);
    if (status != TEXT_OK) {
        return status;
    }
    const char *found = cli_languages_foreign(&m->languages, (int)side, d->article.text.text);
    if (found) {
        return text_fail(err, TEXT_MISUSE, "%s: is in language '%s', but this archive's is '%s'", s->name, found, code);
    }
    s->day = cli_day_of(d->article.date);
    s->document = d;
    return TEXT_OK;
}

enum text_status cli_story_cut(const struct cli_model *m, enum align_side side, const struct cli_reading *reading,
                               struct cli_story *s, struct text_error *err)
{
    enum text_status status = cli_document_cut(s->document, s->name, reading, s->arena, err);
    if (status == TEXT_OK) {
        status = align_text_new(m->model, side, &s->document->segments, &s->document->quotes, &s->text, err);
    }
    return status;
}

void cli_story_free(struct cli_story *s)
{
    align_text_free(s->text);
    text_arena_free(s->arena);
    *s = (struct cli_story){0};
}

size_t cli_story_weight(const struct cli_story *s)
{
    /* Measured with articles of 15 to 30 sentences: each byte of text takes some 25 of segments, words and their
     * places. */
    enum { A_BYTE = 25, ARENAS = 16384 };
    return ARENAS + s->entry.bytes.n + (s->document ? s->document->article.text.text.n * A_BYTE : 0);
}

struct tm_document cli_story_document(const struct cli_story *s)
{
    if (!s->document) {
        return (struct tm_document){s->entry.name, s->entry.title, s->entry.url, s->entry.date};
    }
    const struct formats_article *a = &s->document->article;
    return (struct tm_document){s->entry.name, a->title, a->url, a->date};
}

void cli_story_pack(const struct formats_entry *e, struct text_buffer *to)
{
    struct text_span parts[PARTS];
    size_t lengths[PARTS + 1] = {(size_t)e->kind};
    parts_of(e, parts);
    for (size_t i = 0; i < PARTS; i++) {
        lengths[i + 1] = parts[i].n;
    }
    text_buffer_add(to, (struct text_span){(const char *)lengths, sizeof lengths});
    for (size_t i = 0; i < PARTS; i++) {
        text_buffer_add(to, parts[i]);
        text_buffer_add_char(to, '\0');
    }
}

bool cli_story_unpack(struct text_span bytes, struct formats_entry *out)
{
    size_t lengths[PARTS + 1], at = sizeof lengths;
    struct text_span parts[PARTS];
    if (bytes.n < at) {
        return false;
    }
    memcpy(lengths, bytes.p, sizeof lengths);
    for (size_t i = 0; i < PARTS; i++) {
        if (lengths[i + 1] >= bytes.n - at) {
            return false;
        }
        parts[i] = (struct text_span){bytes.p + at, lengths[i + 1]};
        at += lengths[i + 1] + 1;
    }
    *out = (struct formats_entry){.name = parts[0],
                                  .bytes = parts[6],
                                  .kind = (enum formats_article_kind)lengths[0],
                                  .url = parts[1],
                                  .title = parts[2],
                                  .date = parts[3],
                                  .language = parts[4],
                                  .charset = parts[5].n ? parts[5].p : NULL};
    return true;
}
