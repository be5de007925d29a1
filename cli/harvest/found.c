/* See found.h. */
#include "cli/harvest/found.h"

#include <stdlib.h>
#include <string.h>

static void free_pair(struct cli_found_pair *p)
{
    free((char *)(uintptr_t)p->text.source.p); /* the one block that holds all */
}

void cli_found_free(struct cli_found *f)
{
    for (size_t i = 0; i < f->unsure_count; i++) {
        free_pair(&f->unsure[i]);
    }
    free(f->days);
    *f = (struct cli_found){0};
}

enum text_status cli_found_article(struct cli_found *f, int32_t day, bool paired, size_t units, struct text_error *err)
{
    size_t at = f->day_count; /* archives are mostly in order: from the end */
    while (at > 0 && f->days[at - 1].day > day) {
        at--;
    }
    if (at > 0 && f->days[at - 1].day == day) {
        at--;
    } else {
        if (f->day_count == f->day_capacity) {
            size_t capacity = f->day_capacity ? f->day_capacity * 2 : 64;
            struct cli_found_day *days = realloc(f->days, capacity * sizeof *days);
            if (!days) {
                return text_fail_memory(err, "the days");
            }
            f->days = days;
            f->day_capacity = capacity;
        }
        memmove(f->days + at + 1, f->days + at, (f->day_count++ - at) * sizeof *f->days);
        f->days[at] = (struct cli_found_day){.day = day};
    }
    f->days[at].articles++;
    f->days[at].paired += paired;
    f->days[at].units += units;
    return TEXT_OK;
}

static struct text_span name_of(const struct tm_document *d)
{
    return d->url.n ? d->url : d->name;
}

static bool copy_pair(const struct tm_unit *u, struct cli_found_pair *out)
{
    const struct text_span from[] = {u->text.source, u->text.target, name_of(&u->origin.source),
                                     name_of(&u->origin.target), u->origin.source.date};
    struct text_span to[5];
    size_t n = 1;
    for (size_t i = 0; i < 5; i++) {
        n += from[i].n;
    }
    char *p = malloc(n);
    for (size_t i = 0; p && i < 5; i++) {
        to[i] = (struct text_span){p, from[i].n};
        if (from[i].n) {
            memcpy(p, from[i].p, from[i].n);
        }
        p += from[i].n;
    }
    if (p) {
        *out = (struct cli_found_pair){u->origin.confidence, {to[0], to[1]}, {to[2], to[3]}, to[4]};
    }
    return p != NULL;
}

enum text_status cli_found_unit(struct cli_found *f, enum align_kind kind, const struct tm_unit *u,
                                struct text_error *err)
{
    size_t at = f->unsure_count;
    f->bands[kind == ALIGN_QUOTATION ? CLI_FOUND_QUOTES : CLI_FOUND_SEGMENTS][cli_page_band(u->origin.confidence)]++;
    while (at > 0 && f->unsure[at - 1].confidence > u->origin.confidence) {
        at--;
    }
    if (at == CLI_FOUND_UNSURE) {
        return TEXT_OK;
    }
    struct cli_found_pair pair;
    if (!copy_pair(u, &pair)) {
        return text_fail_memory(err, "a pair");
    }
    if (f->unsure_count == CLI_FOUND_UNSURE) {
        free_pair(&f->unsure[--f->unsure_count]);
    }
    memmove(f->unsure + at + 1, f->unsure + at, (f->unsure_count++ - at) * sizeof *f->unsure);
    f->unsure[at] = pair;
    return TEXT_OK;
}
