/* See stories.h. */
#include "cli/stories.h"

#include <stdlib.h>

#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/progress.h"

static enum text_status check_language(const struct cli_model *m, enum align_side side, const struct cli_story *s,
                                       struct text_error *err)
{
    const char *found = cli_languages_foreign(&m->languages, (int)side, s->document->article.text.text);
    if (found) {
        return text_fail(err, TEXT_INVALID, "%s: is in language '%s', but this archive's is '%s'", s->name, found,
                         text_language_code(m->languages.at[side]));
    }
    return TEXT_OK;
}

enum text_status cli_story_read(const struct cli_model *m, enum align_side side, const struct cli_reading *reading,
                                const struct formats_entry *entry, struct cli_story *out, struct text_error *err)
{
    struct cli_story s = {.arena = text_arena_new()};
    struct text_span name = {NULL, 0}, bytes = {NULL, 0};
    if (s.arena) {
        name = text_arena_copy(s.arena, entry->name);
        bytes = text_arena_copy(s.arena, entry->bytes);
        s.document = text_arena_alloc(s.arena, 1, sizeof *s.document);
    }
    enum text_status status = bytes.p && name.p && s.document ? TEXT_OK : text_fail_memory(err, "an article");
    if (status == TEXT_OK) {
        s.name = name.p;
        const char *code = text_language_code(m->languages.at[side]);
        status = cli_document_parse(bytes, s.name, &m->languages, code, reading, s.arena, s.document, err);
    }
    if (status == TEXT_OK) {
        status = check_language(m, side, &s, err);
    }
    if (status == TEXT_OK) {
        status = align_text_new(m->model, side, &s.document->segments, &s.document->quotes, &s.text, err);
    }
    if (status != TEXT_OK) {
        cli_story_free(&s);
        return status;
    }
    *out = s;
    return TEXT_OK;
}

void cli_story_free(struct cli_story *s)
{
    align_text_free(s->text);
    text_arena_free(s->arena);
    *s = (struct cli_story){0};
}

static enum text_status keep(struct cli_stories *stories, const struct cli_story *s, struct text_error *err)
{
    if (stories->count == stories->capacity) {
        size_t capacity = stories->capacity ? stories->capacity * 2 : 64;
        struct cli_story *at = realloc(stories->at, capacity * sizeof *at);
        if (!at) {
            return text_fail_memory(err, "the articles");
        }
        stories->at = at;
        stories->capacity = capacity;
    }
    enum text_status status = align_archive_add(stories->index, s->text, ALIGN_NO_DAY, err);
    if (status == TEXT_OK) {
        stories->at[stories->count++] = *s;
    }
    return status;
}

/* True when the run can go on without the article. */
static bool passed_over(struct cli_stories *stories, const char *archive, enum text_status status,
                        const struct text_error *err)
{
    if (status != TEXT_EMPTY && status != TEXT_INVALID && status != TEXT_IO) {
        return false;
    }
    cli_warn("%s: passed over: %s", archive, err->message);
    stories->skipped++;
    return true;
}

static enum text_status read_all(const struct cli_model *m, const struct cli_reading *reading, const char *name,
                                 struct formats_archive *archive, struct cli_stories *stories, struct text_error *err)
{
    for (;;) {
        struct formats_entry entry;
        struct cli_story story;
        enum text_status status = formats_archive_next(archive, &entry, err);
        if (status == TEXT_OK && !entry.name.p) {
            cli_progress_clear();
            return TEXT_OK;
        }
        if (cli_interrupted()) {
            return text_fail(err, TEXT_INTERRUPTED, "interrupted while reading; nothing was stored yet");
        }
        if (status == TEXT_OK) {
            status = cli_story_read(m, ALIGN_TARGET, reading, &entry, &story, err);
        }
        if (status == TEXT_OK) {
            status = keep(stories, &story, err);
            if (status != TEXT_OK) {
                cli_story_free(&story);
            }
        }
        if (status != TEXT_OK && !passed_over(stories, name, status, err)) {
            return status;
        }
        cli_progress("stories read", stories->count + stories->skipped, formats_archive_count(archive));
    }
}

enum text_status cli_stories_read(const struct cli_model *m, const struct cli_reading *reading, const char *path,
                                  struct cli_stories *out, struct text_error *err)
{
    struct cli_stories stories = {0};
    struct formats_archive *archive = NULL;
    enum text_status status = align_archive_new(m->model, &stories.index, err);
    if (status == TEXT_OK) {
        status = formats_archive_open(path, &archive, err);
    }
    if (status == TEXT_OK) {
        status = read_all(m, reading, cli_name_of(path), archive, &stories, err);
    }
    if (status == TEXT_OK && stories.count == 0) {
        status = text_fail(err, TEXT_EMPTY, "%s: no article in it that can be used (%zu passed over)",
                           cli_name_of(path), stories.skipped);
    }
    formats_archive_close(archive);
    if (status == TEXT_OK) {
        status = align_archive_settle(stories.index, err);
    }
    if (status == TEXT_OK) {
        status = align_finder_new(stories.index, &stories.finder, err);
    }
    if (status != TEXT_OK) {
        cli_stories_free(&stories);
        return status;
    }
    *out = stories;
    return TEXT_OK;
}

void cli_stories_free(struct cli_stories *stories)
{
    for (size_t i = 0; i < stories->count; i++) {
        cli_story_free(&stories->at[i]);
    }
    free(stories->at);
    align_finder_free(stories->finder);
    align_archive_free(stories->index);
    *stories = (struct cli_stories){0};
}
