/* See skipped.h. */
#include "cli/harvest/skipped.h"

#include <stdlib.h>
#include <string.h>

#include "cli/harvest/spool.h"
#include "cli/message.h"
#include "cli/show.h"

enum { MOST_KINDS = 16, TOLD = 3 };

struct kind {
    char name[24];
    uint64_t counts[2];
    uint64_t told[2];
};

struct cli_skipped {
    const char *archives[2];
    struct kind kinds[MOST_KINDS];
    size_t kind_count;
    struct cli_spool *spool; /* NULL: nobody wants them again */
    uint64_t kept;           /* bytes in it */
    struct text_buffer record;
};

/* A record on the disk: this, then the name, then the reason. */
struct head {
    uint32_t side, kind;
    uint64_t count;
    size_t name, reason;
};

enum text_status cli_skipped_new(const char *const archives[2], bool keep, struct cli_skipped **out,
                                 struct text_error *err)
{
    struct cli_skipped *s = calloc(1, sizeof *s);
    if (!s) {
        return text_fail_memory(err, "what is passed over");
    }
    s->archives[0] = archives[0];
    s->archives[1] = archives[1];
    enum text_status status = keep ? cli_spool_new(&s->spool, err) : TEXT_OK;
    if (status != TEXT_OK) {
        cli_skipped_free(s);
        return status;
    }
    *out = s;
    return TEXT_OK;
}

void cli_skipped_free(struct cli_skipped *s)
{
    if (s) {
        cli_spool_free(s->spool);
        text_buffer_free(&s->record);
        free(s);
    }
}

/* The kinds are few words of ours; should there be more than there is room for, the last one holds the rest. */
static struct kind *kind_of(struct cli_skipped *s, const char *why)
{
    for (size_t i = 0; i < s->kind_count; i++) {
        if (strncmp(s->kinds[i].name, why, sizeof s->kinds[i].name - 1) == 0) {
            return &s->kinds[i];
        }
    }
    struct kind *k = &s->kinds[s->kind_count < MOST_KINDS ? s->kind_count++ : MOST_KINDS - 1];
    if (!*k->name) {
        snprintf(k->name, sizeof k->name, "%s", why);
    }
    return k;
}

static void tell(const struct cli_skipped *s, enum align_side side, const struct cli_arrival *a)
{
    struct text_buffer name = {0};
    for (size_t i = 0; i < a->name.n; i++) {
        unsigned char c = (unsigned char)a->name.p[i];
        text_buffer_add_char(&name, c < 0x20 || c == 0x7F ? '?' : (char)c);
    }
    cli_warn("%s: passed over: %.*s%s%s", s->archives[side], TEXT_PRINT(name), name.n ? ": " : "", a->reason.message);
    text_buffer_free(&name);
}

static enum text_status keep(struct cli_skipped *s, const struct head *h, struct text_span name,
                             struct text_span reason, struct text_error *err)
{
    struct cli_spooled at;
    text_buffer_clear(&s->record);
    text_buffer_add(&s->record, (struct text_span){(const char *)h, sizeof *h});
    text_buffer_add(&s->record, name);
    text_buffer_add(&s->record, reason);
    enum text_status status = s->record.failed ? text_fail_memory(err, "what is passed over")
                                               : cli_spool_put(s->spool, text_buffer_span(&s->record), &at, err);
    s->kept += status == TEXT_OK ? s->record.n : 0;
    return status;
}

enum text_status cli_skipped_add(struct cli_skipped *s, enum align_side side, const struct cli_arrival *a,
                                 struct text_error *err)
{
    struct kind *k = kind_of(s, a->why);
    k->counts[side] += a->count;
    if (k->told[side] < TOLD) {
        k->told[side] += a->count;
        tell(s, side, a);
    }
    if (!s->spool) {
        return TEXT_OK;
    }
    struct text_span reason = text_span_of(a->reason.message);
    struct head h = {(uint32_t)side, (uint32_t)(k - s->kinds), a->count, a->name.n, reason.n};
    return keep(s, &h, a->name, reason, err);
}

void cli_skipped_tell_rest(const struct cli_skipped *s)
{
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < s->kind_count; i++) {
            const struct kind *k = &s->kinds[i];
            if (k->counts[side] > k->told[side]) {
                cli_warn("%s: passed over: %llu more (%s); --report lists them all", s->archives[side],
                         (unsigned long long)(k->counts[side] - k->told[side]), k->name);
            }
        }
    }
}

uint64_t cli_skipped_count(const struct cli_skipped *s, enum align_side side)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->kind_count; i++) {
        n += s->kinds[i].counts[side];
    }
    return n;
}

const char *cli_skipped_kind(const struct cli_skipped *s, size_t i, uint64_t counts[2])
{
    if (i >= s->kind_count) {
        return NULL;
    }
    counts[0] = s->kinds[i].counts[0];
    counts[1] = s->kinds[i].counts[1];
    return s->kinds[i].name;
}

enum text_status cli_skipped_each(struct cli_skipped *s, cli_skipped_visit *visit, void *context,
                                  struct text_error *err)
{
    enum text_status status = TEXT_OK;
    struct text_arena *arena = text_arena_new();
    if (!arena) {
        return text_fail_memory(err, "what was passed over");
    }
    for (uint64_t at = 0; s->spool && at < s->kept && status == TEXT_OK;) {
        struct head h;
        struct text_span bytes;
        text_arena_reset(arena);
        status = cli_spool_get(s->spool, (struct cli_spooled){at, sizeof h}, arena, &bytes, err);
        if (status == TEXT_OK) {
            memcpy(&h, bytes.p, sizeof h);
            status =
                cli_spool_get(s->spool, (struct cli_spooled){at + sizeof h, h.name + h.reason}, arena, &bytes, err);
        }
        if (status == TEXT_OK) {
            struct cli_skipped_one one = {(enum align_side)h.side,
                                          s->kinds[h.kind].name,
                                          {bytes.p, h.name},
                                          {bytes.p + h.name, h.reason},
                                          h.count};
            status = visit(context, &one, err);
            at += sizeof h + h.name + h.reason;
        }
    }
    text_arena_free(arena);
    return status;
}
