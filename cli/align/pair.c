/* See pair.h: one pair of files. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>

#include "cli/adapt.h"
#include "cli/align/pair.h"
#include "cli/message.h"

/* What stands first mostly tells the language, as many bytes of it. */
enum { SAMPLE = 400 };

void cli_align_read(struct cli_align_pair *p)
{
    const char *paths[2] = {p->paths.source, p->paths.target};
    for (int side = 0; side < 2 && p->status == TEXT_OK && (side == 0 || p->read[0] == TEXT_OK); side++) {
        p->read[side] = text_file_read(paths[side], &p->bytes[side], &p->err);
    }
}

/* Files given in the other order align to nothing; it will be said why. */
static const char *find_foreign(const struct cli_align *a, int side, const struct cli_document *d)
{
    const struct cli_languages *l = &a->model.languages;
    struct text_span text = d->article.text.text, start = {text.p, text.n < SAMPLE ? text.n : SAMPLE};
    const char *found = cli_languages_foreign(l, side, start);
    return found && start.n < text.n ? cli_languages_foreign(l, side, text) : found;
}

static const struct align_model *model_of(const struct cli_align *a, const struct cli_align_pair *p)
{
    return p->model ? p->model : a->model.model;
}

static enum text_status make_side(const struct cli_align *a, int side, struct text_arena *arena,
                                  struct cli_align_pair *p, struct cli_document *d, struct align_text **text)
{
    if (p->read[side] != TEXT_OK) {
        return p->read[side]; /* the error stands there */
    }
    const char *code = text_language_code(a->model.languages.at[side]);
    const char *name = cli_name_of(side ? p->paths.target : p->paths.source);
    enum text_status status = cli_document_parse(text_buffer_span(&p->bytes[side]), name, &a->model.languages, code,
                                                 &a->reading, arena, d, &p->err);
    if (status == TEXT_OK) {
        p->foreign[side] = a->learning ? NULL : find_foreign(a, side, d);
        status =
            align_text_new(model_of(a, p), side ? ALIGN_TARGET : ALIGN_SOURCE, &d->segments, &d->quotes, text, &p->err);
    }
    return status;
}

static size_t count_pairs(const struct align_beads *beads)
{
    size_t n = 0;
    for (size_t i = 0; i < beads->count; i++) {
        n += beads->at[i].kind != ALIGN_UNMATCHED;
    }
    return n;
}

static enum text_status put(const struct cli_align *a, const struct cli_document documents[2],
                            const struct align_beads *beads, struct cli_align_pair *p)
{
    struct cli_aligned aligned = {&documents[0], &documents[1], cli_name_of(p->paths.source),
                                  cli_name_of(p->paths.target), beads};
    FILE *to = open_memstream(&p->out, &p->out_size);
    if (!to) {
        return text_fail_memory(&p->err, "an alignment");
    }
    enum text_status status = TEXT_OK;
    if (a->learning) {
        cli_adapt_put(beads, to);
    } else {
        status = cli_write_beads(&aligned, a->format, to, &p->err);
    }
    bool failed = ferror(to);
    failed = fclose(to) != 0 || failed;
    return status == TEXT_OK && failed ? text_fail_memory(&p->err, "an alignment") : status;
}

void cli_align_work(const struct cli_align *a, struct text_arena *arena, struct cli_align_pair *p)
{
    struct cli_document documents[2];
    struct align_text *texts[2] = {NULL, NULL};
    struct align_beads beads;
    text_arena_reset(arena);
    for (int side = 0; side < 2 && p->status == TEXT_OK; side++) {
        p->status = make_side(a, side, arena, p, &documents[side], &texts[side]);
    }
    struct align_texts both = {texts[0], texts[1]};
    if (p->status == TEXT_OK) {
        p->status = align_documents(model_of(a, p), both, a->mode, arena, &beads, &p->err);
    }
    if (p->status == TEXT_OK && !a->learning) {
        p->status = align_beads_cut(both, a->least, arena, &beads, &p->err);
    }
    if (p->status == TEXT_OK) {
        p->pairs = count_pairs(&beads);
        p->status = put(a, documents, &beads, p);
    }
    for (int side = 0; side < 2; side++) {
        align_text_free(texts[side]);
        text_buffer_free(&p->bytes[side]);
    }
}

static enum text_status write_out(const struct cli_align_pair *p, bool synced, struct text_error *err)
{
    struct text_output *output;
    enum text_status status = text_output_open(p->paths.out, &output, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (!synced) {
        text_output_without_sync(output);
    }
    if (p->out_size) {
        fwrite(p->out, 1, p->out_size, text_output_stream(output)); /* committing tells whether it failed */
    }
    return text_output_commit(output, err);
}

void cli_align_write(const struct cli_align *a, struct cli_align_pair *p, bool synced)
{
    const struct cli_languages *l = &a->model.languages;
    for (int side = 0; side < 2; side++) {
        if (p->foreign[side]) {
            cli_warn("%s: looks like language '%s', but is taken for '%s'; --lang-order tells which file comes first",
                     cli_name_of(side ? p->paths.target : p->paths.source), p->foreign[side],
                     text_language_code(l->at[side]));
        }
    }
    if (p->status == TEXT_OK) {
        p->status = write_out(p, synced, &p->err);
    }
}

void cli_align_free(struct cli_align_pair *p)
{
    text_buffer_free(&p->line);
    text_buffer_free(&p->bytes[0]);
    text_buffer_free(&p->bytes[1]);
    free(p->out);
    p->out = NULL;
}
