/* Making other pairs of the one at hand: corrected, in parts, joined with its neighbour; see review.h. What is made
 * of it takes its place, and it is rejected, so that no harvest brings it back. */
#include <stdio.h>

#include "cli/review/pair.h"
#include "cli/review/review.h"
#include "cli/terminal/editor.h"

#define FIRST_LINE "Correct the texts and leave the editor. What stands above the first line of dashes does not count."

struct parts {
    const struct tm_unit *at;
    size_t count;
};

static enum text_status store_corrected(struct cli_review *r, const void *what, struct cli_changes *c,
                                        struct text_error *err)
{
    const struct text_pair *texts = what;
    struct tm_unit made = cli_pair_corrected(&r->pair, texts, r->deciding.user);
    int64_t unit, old = r->pair.id;
    enum text_status status = cli_decide(&r->deciding, old, TM_REJECTED, c, err);
    return status == TEXT_OK ? cli_decide_pair(&r->deciding, &made, c, &unit, err) : status;
}

/* Stores drafts in the place of the pair, and looks at them next; those that somebody has decided about stay so. */
static enum text_status store_parts(struct cli_review *r, const void *what, struct cli_changes *c,
                                    struct text_error *err)
{
    const struct parts *parts = what;
    enum text_status status = cli_decide(&r->deciding, r->pair.id, TM_REJECTED, c, err);
    for (size_t i = 0; i < parts->count && status == TEXT_OK; i++) {
        int64_t unit = 0;
        status = cli_decide_pair(&r->deciding, &parts->at[i], c, &unit, err);
        if (status == TEXT_OK) {
            status = cli_review_insert(&r->queue, r->at + 1 + i, unit, err);
        }
    }
    return status;
}

/* Both and what was made of them. */
static enum text_status store_joined(struct cli_review *r, const void *what, struct cli_changes *c,
                                     struct text_error *err)
{
    const struct tm_unit *units = what; /* the neighbour, then the joined */
    const struct parts joined = {units + 1, 1};
    enum text_status status = cli_decide(&r->deciding, units[0].id, TM_REJECTED, c, err);
    return status == TEXT_OK ? store_parts(r, &joined, c, err) : status;
}

enum text_status cli_review_merge(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    struct tm_unit units[2];
    bool before = text_span_equal(rest, TEXT_LITERAL("previous"));
    if (!before && rest.n && !text_span_equal(rest, TEXT_LITERAL("following"))) {
        return text_fail(err, TEXT_EMPTY, "merge takes previous or following, not '%.*s'", TEXT_PRINT(rest));
    }
    enum text_status status = cli_pair_beside(r->deciding.memory, &r->pair, before, r->arena, &units[0], err);
    if (status == TEXT_OK) {
        status = cli_pair_join(&r->pair, &units[0], before, r->arena, &units[1], err);
    }
    return status == TEXT_OK ? cli_review_take(r, CLI_REVIEW_MERGED, store_joined, units, err) : status;
}

/* The sentences of a text with || between them; *count is how many there are. */
static enum text_status propose(struct cli_review *r, int side, struct text_span text, struct text_span *out,
                                size_t *count, struct text_error *err)
{
    struct text_decoding decoding = {.name = "a text", .charset = "UTF-8", .lossy = true};
    struct text_decoded decoded;
    struct text_document cut;
    struct text_buffer b = {0};
    enum text_status status = text_decode(text, &decoding, r->arena, &decoded, err);
    if (status == TEXT_OK) {
        status = text_segment(r->languages.at[side], &decoded, false, r->arena, &cut, err);
    }
    for (size_t i = 0; status == TEXT_OK && i < cut.count; i++) {
        text_buffer_add_string(&b, i ? " || " : "");
        text_buffer_add(&b, cut.segments[i].text);
    }
    if (status == TEXT_OK) {
        *count = cut.count;
        *out = text_arena_copy(r->arena, text_buffer_span(&b));
        status = b.failed || !out->p ? text_fail_memory(err, "a pair") : TEXT_OK;
    }
    text_buffer_free(&b);
    return status;
}

/* A text as a person leaves it; an empty line leaves it as it was. TEXT_EMPTY: the input ended. */
static enum text_status ask(struct cli_review *r, const char *label, struct text_span initial, struct text_span *out,
                            struct text_error *err)
{
    struct text_span line;
    enum text_status status = cli_prompt_read(r->prompt, label, initial, r->arena, &line, err);
    if (status == TEXT_OK && !line.p) {
        r->over = true;
        return text_fail(err, TEXT_EMPTY, "the input ended; nothing was changed");
    }
    if (status == TEXT_OK) {
        *out = line.n ? line : initial;
    }
    return status;
}

/* Which of our languages is on each side: the memory may have them the other way round. */
static enum text_status propose_both(struct cli_review *r, struct text_pair *out, struct text_error *err)
{
    size_t n[2] = {0, 0};
    struct text_pair p = {{0}, {0}};
    if (!r->can_cut) {
        enum text_status status = cli_languages_load(CLI_DEFAULT_ORDER, &r->languages, err);
        if (status != TEXT_OK) {
            return status;
        }
        r->can_cut = true;
    }
    int source = cli_languages_choose(&r->languages, "auto", r->pair.text.source);
    enum text_status status = propose(r, source, r->pair.text.source, &p.source, &n[0], err);
    if (status == TEXT_OK) {
        status = propose(r, !source, r->pair.text.target, &p.target, &n[1], err);
    }
    if (status == TEXT_OK) {
        *out = n[0] == n[1] && n[0] > 1 ? p : r->pair.text;
    }
    return status;
}

enum text_status cli_review_split(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    struct text_pair marked = {{0}, {0}};
    struct tm_unit *made = NULL;
    struct parts parts = {0};
    (void)rest;
    enum text_status status = propose_both(r, &marked, err);
    if (status == TEXT_OK) {
        printf("Put || where both texts are to be cut.\n");
        status = ask(r, "source: ", marked.source, &marked.source, err);
    }
    if (status == TEXT_OK) {
        status = ask(r, "target: ", marked.target, &marked.target, err);
    }
    if (status == TEXT_OK) {
        status = cli_pair_split(&r->pair, &marked, r->arena, &made, &parts.count, err);
        parts.at = made;
    }
    return status == TEXT_OK ? cli_review_take(r, CLI_REVIEW_SPLIT, store_parts, &parts, err) : status;
}

/* Cuts off what stands before the next line that is `head`; false when there is none. */
static bool cut_at_line(struct text_span *rest, struct text_span head, struct text_span *before)
{
    struct text_span lines = *rest, line;
    while (text_span_cut(&lines, '\n', &line)) {
        if (text_span_equal(text_span_trim(line), head)) {
            *before = (struct text_span){rest->p, (size_t)(line.p - rest->p)};
            *rest = lines;
            return true;
        }
    }
    return false;
}

static enum text_status edit_in_editor(struct cli_review *r, struct text_pair *out, struct text_error *err)
{
    struct text_buffer file = {0}, edited = {0};
    struct text_span heads[2], before = {0}, rest, source = {0};
    struct text_decoding decoding = {.name = "the edited text", .charset = "UTF-8", .lossy = true};
    struct text_decoded decoded;
    const struct text_span languages[2] = {r->pair.language.source, r->pair.language.target};
    for (int i = 0; i < 2; i++) {
        text_buffer_clear(&file);
        text_buffer_add_format(&file, "-- %.*s --", TEXT_PRINT(languages[i]));
        heads[i] = text_arena_copy(r->arena, text_buffer_span(&file));
    }
    text_buffer_clear(&file);
    text_buffer_add_format(&file, "%s\n%s\n%.*s\n%s\n%.*s\n", FIRST_LINE, heads[0].p, TEXT_PRINT(r->pair.text.source),
                           heads[1].p, TEXT_PRINT(r->pair.text.target));
    enum text_status status = file.failed || !heads[0].p || !heads[1].p
                                  ? text_fail_memory(err, "a file to edit")
                                  : cli_editor_edit(text_buffer_span(&file), &edited, err);
    if (status == TEXT_OK) {
        struct text_span copy = text_arena_copy(r->arena, text_buffer_span(&edited));
        status = copy.p ? text_decode(copy, &decoding, r->arena, &decoded, err) : text_fail_memory(err, "a text");
    }
    rest = status == TEXT_OK ? decoded.text : before;
    if (status == TEXT_OK && (!cut_at_line(&rest, heads[0], &before) || !cut_at_line(&rest, heads[1], &source))) {
        status = text_fail(err, TEXT_EMPTY, "a line of dashes is gone; nothing was changed");
    }
    if (status == TEXT_OK) {
        status = text_normalize(source, r->arena, &out->source, err);
    }
    if (status == TEXT_OK) {
        status = text_normalize(rest, r->arena, &out->target, err);
    }
    text_buffer_free(&file);
    text_buffer_free(&edited);
    return status;
}

enum text_status cli_review_edit(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    struct text_pair texts = r->pair.text;
    struct text_span first = rest, second = rest;
    enum text_status status = TEXT_OK;
    if (rest.n) {
        text_span_cut(&second, '\t', &first);
        texts.source = second.p > first.p + first.n ? text_span_trim(first) : texts.source;
        texts.target = second.p > first.p + first.n ? text_span_trim(second) : rest;
    } else if (cli_prompt_on_terminal(r->prompt) && cli_editor_known()) {
        status = edit_in_editor(r, &texts, err);
    } else if (!cli_prompt_on_terminal(r->prompt)) {
        status = text_fail(err, TEXT_EMPTY, "edit takes the new translation, or both texts with a tab between");
    } else {
        status = ask(r, "source: ", texts.source, &texts.source, err);
        status = status == TEXT_OK ? ask(r, "target: ", texts.target, &texts.target, err) : status;
    }
    if (status == TEXT_OK && text_span_equal(texts.source, r->pair.text.source) &&
        text_span_equal(texts.target, r->pair.text.target)) {
        status = text_fail(err, TEXT_EMPTY, "nothing was changed");
    }
    return status == TEXT_OK ? cli_review_take(r, CLI_REVIEW_EDITED, store_corrected, &texts, err) : status;
}
