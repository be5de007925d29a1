/* What a person stores and decides in a session; see session.h. */
#include <stdio.h>

#include "cli/interactive/session.h"
#include "cli/memory.h"
#include "cli/review/pair.h"

/* A change, in a transaction of its own. */
typedef enum text_status change(struct cli_session *, struct cli_deciding *, const void *what, struct cli_changes *,
                                int64_t *unit, struct text_error *err);

static enum text_status carry_out(struct cli_session *s, change *work, const void *what, int64_t *unit,
                                  struct text_error *err)
{
    struct cli_changes changes = {0}; /* nothing is undone here */
    enum text_status status =
        s->writing ? TEXT_OK : cli_memory_open(s->arguments, TM_WRITE, &s->writing, err);
    if (status == TEXT_OK) {
        status = tm_begin(s->writing, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    struct cli_deciding d = {s->writing, s->user, s->scratch};
    status = work(s, &d, what, &changes, unit, err);
    if (status == TEXT_OK) {
        status = tm_commit(s->writing, err);
    } else {
        tm_rollback(s->writing);
    }
    cli_changes_free(&changes);
    return status;
}

static enum text_status add(struct cli_session *s, struct cli_deciding *d, const void *what, struct cli_changes *c,
                            int64_t *unit, struct text_error *err)
{
    const struct text_span *translation = what;
    struct tm_unit u = {.status = TM_APPROVED, .user = s->user};
    u.language.source = text_span_of(text_language_code(s->asking.languages.at[s->from]));
    u.language.target = text_span_of(text_language_code(s->asking.languages.at[!s->from]));
    u.text = (struct text_pair){text_buffer_span(&s->sentence), *translation};
    u.origin.kind = TEXT_LITERAL("user");
    u.origin.confidence = -1;
    if (s->stands) {
        u.origin.before.source = text_buffer_span(&s->before);
    }
    return cli_decide_pair(d, &u, c, unit, err);
}

enum text_status cli_session_add(struct cli_session *s, struct text_span translation, struct text_error *err)
{
    int64_t unit = 0;
    enum text_status status = carry_out(s, add, &translation, &unit, err);
    if (status == TEXT_OK) {
        printf("added: unit %lld\n", (long long)unit);
    }
    return status;
}

struct correction {
    const struct cli_item *item;
    struct text_span translation;
};

static enum text_status correct(struct cli_session *s, struct cli_deciding *d, const void *what,
                                struct cli_changes *c, int64_t *unit, struct text_error *err)
{
    const struct correction *k = what;
    const struct text_pair texts = {k->item->unit.text.source, k->translation};
    const struct tm_unit made = cli_pair_corrected(&k->item->unit, &texts, s->user);
    enum text_status status = cli_decide(d, k->item->unit.id, TM_REJECTED, c, err);
    return status == TEXT_OK ? cli_decide_pair(d, &made, c, unit, err) : status;
}

enum text_status cli_session_correct(struct cli_session *s, const struct cli_item *item, struct text_span translation,
                                     struct text_error *err)
{
    const struct correction k = {item, translation};
    int64_t unit = 0;
    if (text_span_equal(translation, item->unit.text.target)) {
        return text_fail(err, TEXT_EMPTY, "nothing was changed");
    }
    enum text_status status = carry_out(s, correct, &k, &unit, err);
    if (status == TEXT_OK) {
        printf("corrected: unit %lld instead of unit %lld\n", (long long)unit, (long long)item->unit.id);
    }
    return status;
}

struct decision {
    int64_t unit;
    enum tm_status to;
};

static enum text_status decide(struct cli_session *s, struct cli_deciding *d, const void *what, struct cli_changes *c,
                               int64_t *unit, struct text_error *err)
{
    const struct decision *k = what;
    (void)s;
    *unit = k->unit;
    return cli_decide(d, k->unit, k->to, c, err);
}

enum text_status cli_session_decide(struct cli_session *s, const struct cli_item *item, enum tm_status to,
                                    struct text_error *err)
{
    const struct decision k = {item->unit.id, to};
    int64_t unit = 0;
    enum text_status status = carry_out(s, decide, &k, &unit, err);
    if (status == TEXT_OK) {
        printf("%s: unit %lld\n", tm_status_name(to), (long long)unit);
    }
    return status;
}
