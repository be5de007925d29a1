/* See decision.h. */
#include "cli/decision.h"

#include <stdlib.h>

struct cli_change {
    int64_t unit;
    bool added, deleted, later; /* it was not there; it was deleted; it was marked */
    enum tm_status status;
};

static const struct tm_property mark = {
    .side = TM_WHOLE, .type = {"x-review", sizeof "x-review" - 1}, .text = {"skipped", sizeof "skipped" - 1}};

void cli_changes_free(struct cli_changes *c)
{
    free(c->at);
    *c = (struct cli_changes){0};
}

bool cli_decided_later(const struct tm_unit *u)
{
    for (size_t i = 0; i < u->property_count; i++) {
        const struct tm_property *p = &u->properties[i];
        if (p->side == mark.side && text_span_equal(p->type, mark.type) && text_span_equal(p->text, mark.text)) {
            return true;
        }
    }
    return false;
}

static enum text_status note(struct cli_changes *c, struct cli_change change, struct text_error *err)
{
    if (c->count == c->capacity) {
        size_t capacity = c->capacity ? 2 * c->capacity : 4;
        struct cli_change *more = realloc(c->at, capacity * sizeof *more);
        if (!more) {
            return text_fail_memory(err, "a decision");
        }
        c->at = more;
        c->capacity = capacity;
    }
    c->at[c->count++] = change;
    return TEXT_OK;
}

static enum text_status note_unit(struct cli_changes *c, const struct tm_unit *u, struct text_error *err)
{
    return note(c,
                (struct cli_change){.unit = u->id,
                                    .deleted = u->deleted.n > 0,
                                    .later = cli_decided_later(u),
                                    .status = u->status},
                err);
}

static enum text_status set_mark(struct cli_deciding *d, int64_t unit, bool on, struct text_error *err)
{
    struct tm_property p = mark;
    p.text.n = on ? p.text.n : 0;
    return tm_set_property(d->memory, unit, &p, err);
}

/* A unit that is there and not deleted. */
static enum text_status get(struct cli_deciding *d, int64_t unit, struct tm_unit *out, struct text_error *err)
{
    text_arena_reset(d->arena);
    enum text_status status = tm_get(d->memory, unit, d->arena, out, err);
    if (status == TEXT_OK && out->deleted.n) {
        return text_fail(err, TEXT_EMPTY, "unit %lld was deleted", (long long)unit);
    }
    return status;
}

enum text_status cli_decide(struct cli_deciding *d, int64_t unit, enum tm_status to, struct cli_changes *c,
                            struct text_error *err)
{
    struct tm_unit u;
    enum text_status status = get(d, unit, &u, err);
    if (status == TEXT_OK) {
        status = note_unit(c, &u, err);
    }
    if (status == TEXT_OK && cli_decided_later(&u)) {
        status = set_mark(d, unit, false, err);
    }
    return status == TEXT_OK && u.status != to ? tm_set_status(d->memory, unit, to, d->user, err) : status;
}

/* Of a pair that was there already. */
static enum text_status raise(struct cli_deciding *d, int64_t unit, bool approve, struct text_error *err)
{
    struct tm_unit u;
    text_arena_reset(d->arena);
    enum text_status status = tm_get(d->memory, unit, d->arena, &u, err);
    if (status == TEXT_OK && (u.deleted.n || u.status == TM_REJECTED)) {
        status = tm_restore(d->memory, unit, d->user, err);
    }
    return status == TEXT_OK && approve && u.status != TM_APPROVED
               ? tm_set_status(d->memory, unit, TM_APPROVED, d->user, err)
               : status;
}

enum text_status cli_decide_pair(struct cli_deciding *d, const struct tm_unit *pair, struct cli_changes *c,
                                 int64_t *unit, struct text_error *err)
{
    struct tm_unit u;
    int64_t found = 0;
    enum text_status status = tm_find_pair(d->memory, pair, &found, err);
    bool known = found != 0;
    if (status == TEXT_OK && known) {
        text_arena_reset(d->arena);
        status = tm_get(d->memory, found, d->arena, &u, err);
        status = status == TEXT_OK ? note_unit(c, &u, err) : status;
    }
    if (status == TEXT_OK) {
        status = tm_add(d->memory, pair, NULL, err);
    }
    if (status == TEXT_OK && !known) {
        status = tm_find_pair(d->memory, pair, &found, err);
        status = status == TEXT_OK ? note(c, (struct cli_change){.unit = found, .added = true}, err) : status;
    } else if (status == TEXT_OK) {
        status = raise(d, found, pair->status == TM_APPROVED, err);
    }
    if (status == TEXT_OK) {
        *unit = found;
    }
    return status;
}

enum text_status cli_decide_later(struct cli_deciding *d, int64_t unit, struct cli_changes *c, struct text_error *err)
{
    struct tm_unit u;
    enum text_status status = get(d, unit, &u, err);
    if (status == TEXT_OK) {
        status = note_unit(c, &u, err);
    }
    return status == TEXT_OK ? set_mark(d, unit, true, err) : status;
}

static enum text_status take_back(struct cli_deciding *d, const struct cli_change *c, struct text_error *err)
{
    struct tm_unit u;
    text_arena_reset(d->arena);
    enum text_status status = tm_get(d->memory, c->unit, d->arena, &u, err);
    if (status != TEXT_OK) {
        return status;
    }
    bool gone = c->added || c->deleted, later = cli_decided_later(&u);
    if (gone) {
        return u.deleted.n ? TEXT_OK : tm_delete(d->memory, c->unit, d->user, err);
    }
    if (u.deleted.n) {
        status = tm_restore(d->memory, c->unit, d->user, err);
        u.status = u.status == TM_REJECTED ? TM_DRAFT : u.status;
    }
    if (status == TEXT_OK && u.status != c->status) {
        status = tm_set_status(d->memory, c->unit, c->status, d->user, err);
    }
    return status == TEXT_OK && later != c->later ? set_mark(d, c->unit, c->later, err) : status;
}

enum text_status cli_undo(struct cli_deciding *d, const struct cli_changes *c, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = c->count; i-- > 0 && status == TEXT_OK;) {
        status = take_back(d, &c->at[i], err);
        status = status == TEXT_EMPTY ? TEXT_OK : status; /* it was tidied away meanwhile */
    }
    return status;
}
