/* See in-order.h. */
#include "cli/in-order.h"

static enum text_status keep(struct cli_in_order *o, const struct formats_unit *f, struct text_error *err)
{
    struct cli_in_order_row *row = &o->rows[o->count % 3];
    text_buffer_clear(&row->source);
    text_buffer_clear(&row->target);
    text_buffer_add(&row->source, f->text.source);
    text_buffer_add(&row->target, f->text.target);
    if (row->source.failed || row->target.failed) {
        return text_fail_memory(err, "a unit");
    }
    row->line = f->line;
    row->skipped = o->skipped;
    o->languages[0] = f->source_language;
    o->languages[1] = f->target_language;
    o->count++;
    return TEXT_OK;
}

static struct text_pair texts_of(const struct cli_in_order_row *row)
{
    return (struct text_pair){text_buffer_span(&row->source), text_buffer_span(&row->target)};
}

/* Lines next to each other are, whatever was told of them. */
static bool follows(const struct cli_in_order_row *earlier, const struct cli_in_order_row *later)
{
    return later->skipped == earlier->skipped || later->line == earlier->line + 1;
}

static enum text_status give(struct cli_in_order *o, size_t number, struct text_pair after, struct text_error *err)
{
    const struct cli_in_order_row *row = &o->rows[number % 3];
    struct formats_unit unit = {.source_language = o->languages[0],
                                .target_language = o->languages[1],
                                .text = texts_of(row),
                                .line = row->line};
    struct text_pair before = {TEXT_LITERAL(""), TEXT_LITERAL("")};
    if (number > 0) {
        const struct cli_in_order_row *earlier = &o->rows[(number - 1) % 3];
        before = follows(earlier, row) ? texts_of(earlier) : (struct text_pair){0};
    } else if (row->skipped && row->line > 1) {
        before = (struct text_pair){0};
    }
    return o->sink(o->context, &unit, before, after, err);
}

enum text_status cli_in_order_add(struct cli_in_order *o, const struct formats_unit *f, struct text_error *err)
{
    enum text_status status = keep(o, f, err);
    if (status != TEXT_OK || o->count < 2) {
        return status;
    }
    const struct cli_in_order_row *last = &o->rows[(o->count - 1) % 3], *held = &o->rows[(o->count - 2) % 3];
    return give(o, o->count - 2, follows(held, last) ? texts_of(last) : (struct text_pair){0}, err);
}

enum text_status cli_in_order_end(struct cli_in_order *o, bool whole, struct text_error *err)
{
    struct text_pair none = {TEXT_LITERAL(""), TEXT_LITERAL("")};
    if (o->count == 0) {
        return TEXT_OK;
    }
    bool sure = whole && o->skipped == o->rows[(o->count - 1) % 3].skipped;
    return give(o, o->count - 1, sure ? none : (struct text_pair){0}, err);
}

void cli_in_order_free(struct cli_in_order *o)
{
    for (size_t i = 0; i < 3; i++) {
        text_buffer_free(&o->rows[i].source);
        text_buffer_free(&o->rows[i].target);
    }
}
