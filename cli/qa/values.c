/* Numbers, dates and times of both texts, compared by value.
 *
 * What must be in the other text, too: numbers in digits, in any form that has the value (as a word, with a magnitude,
 * as a part of a date or time). What is told: a number without a counterpart when the other text has one without, too
 * (they differ), or when it is too large or too exact to be said in other words. Numbers in words, ordinals and Roman
 * numerals are counterparts and need none. A year alone may become "last year", and what stands in brackets may have
 * been added, such as the distance in miles: they are told where they differ only. A date is told when the other text
 * has one that contradicts it; which parts of it are said is the translator's choice. Times are the same when their
 * instants are, or, where a zone is not said, when they differ by hours only, of which a zone or half of the day may be
 * the reason.
 */
#include "cli/qa/item-private.h"

#include <math.h>

enum { SMALL = 12 }; /* numbers that are often said in other words: both, a dozen, weekly */

/* Whether it must have a counterpart. */
static bool is_exact(const struct text_placeable *p)
{
    return cli_qa_has_digits(p->text) && (p->value.kind == TEXT_VALUE_NUMBER || p->value.kind == TEXT_VALUE_PERCENT ||
                                   p->value.kind == TEXT_VALUE_MONEY);
}

/* Whether it must not be left out. */
static bool is_needed(const struct cli_qa_item *i)
{
    const struct text_value *v = &i->p->value;
    bool year = v->kind == TEXT_VALUE_NUMBER && cli_qa_is_year(v->number) && !v->grouped;
    bool halves = v->number * 2 == floor(v->number * 2); /* one and a half */
    return is_exact(i->p) && !i->inside && !year && (v->number > SMALL || !halves);
}

/* One that is told together with `p`: a year with a year only. */
static const struct text_placeable *differing(const struct cli_qa_items *t, const struct text_placeable *p, bool *taken)
{
    bool year = cli_qa_is_year(p->value.number);
    for (size_t i = 0; i < t->count; i++) {
        const struct text_placeable *o = t->at[i].p;
        if (!taken[i] && !t->at[i].paired && is_exact(o) && cli_qa_is_year(o->value.number) == year) {
            taken[i] = true;
            return o;
        }
    }
    return NULL;
}

static enum text_status look_numbers(struct cli_qa *q, struct cli_qa_items sides[2], struct text_error *err)
{
    bool *taken = text_arena_alloc(q->arena, sides[1].count + 1, sizeof *taken);
    if (!taken) {
        return text_fail_memory(err, "the numbers of a text");
    }
    for (size_t i = 0; i < sides[0].count; i++) {
        const struct text_placeable *p = sides[0].at[i].p, *other;
        if (sides[0].at[i].paired || !is_exact(p)) {
            continue;
        }
        if ((other = differing(&sides[1], p, taken)) != NULL) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" in the source, \"%.*s\" in the target",
                                   TEXT_PRINT(p->text), TEXT_PRINT(other->text));
        } else if (is_needed(&sides[0].at[i])) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" is missing in the target", TEXT_PRINT(p->text));
        } else {
            continue;
        }
        cli_qa_tell(q, CLI_QA_NUMBER);
    }
    for (size_t i = 0; i < sides[1].count; i++) {
        if (!taken[i] && !sides[1].at[i].paired && is_needed(&sides[1].at[i])) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" is not in the source",
                                   TEXT_PRINT(sides[1].at[i].p->text));
            cli_qa_tell(q, CLI_QA_NUMBER);
        }
    }
    return TEXT_OK;
}

static void look_dates(struct cli_qa *q, struct cli_qa_items sides[2])
{
    for (size_t i = 0; i < sides[0].count; i++) {
        const struct cli_qa_item *a = &sides[0].at[i];
        for (size_t k = 0; k < sides[1].count && !a->paired; k++) {
            struct cli_qa_item *b = &sides[1].at[k];
            if (!b->paired && !cli_qa_is_number(a->p->value.kind) &&
                cli_qa_items_compare(a, b) == CLI_QA_CONTRADICTS) {
                text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" in the source, \"%.*s\" in the target",
                                       TEXT_PRINT(a->p->text), TEXT_PRINT(b->p->text));
                cli_qa_tell(q, CLI_QA_DATE);
                b->paired = true;
                break;
            }
        }
    }
}

enum text_status cli_qa_look_values(struct cli_qa *q, struct text_error *err)
{
    struct cli_qa_items sides[2];
    if (!cli_qa_wants(q, CLI_QA_NUMBER) && !cli_qa_wants(q, CLI_QA_DATE)) {
        return TEXT_OK;
    }
    if (!cli_qa_items_gather(q, 0, &sides[0]) || !cli_qa_items_gather(q, 1, &sides[1])) {
        return text_fail_memory(err, "the numbers of a text");
    }
    cli_qa_items_pair(q, &sides[0], &sides[1], &q->at[1]);
    cli_qa_items_pair(q, &sides[1], &sides[0], &q->at[0]);
    enum text_status status = cli_qa_wants(q, CLI_QA_NUMBER) ? look_numbers(q, sides, err) : TEXT_OK;
    if (status != TEXT_OK) {
        return status;
    }
    if (cli_qa_wants(q, CLI_QA_DATE)) {
        look_dates(q, sides);
    }
    return TEXT_OK;
}
