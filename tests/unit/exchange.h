/* For the tests of formats/: a file with given bytes, and what a reader of units makes of it, as one text to
 * compare. */
#ifndef TESTS_UNIT_EXCHANGE_H
#define TESTS_UNIT_EXCHANGE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/formats.h"

/* A temporary file with these bytes; to be unlinked by the caller. */
static void exchange_file(char path[64], const void *bytes, size_t n)
{
    strcpy(path, "/tmp/padan-test-XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) {
        perror(path);
        exit(99);
    }
}

struct exchange {
    struct text_buffer units;    /* a unit: "source|target|source_language|target_language" and what else is told; \n */
    struct text_buffer warnings; /* one a line, without the path */
    struct formats_report report;
    enum text_status status;
    struct text_error error;
    size_t stop_after; /* the sink stops behind this unit; 0: never */
    bool strict;
    char path[64];
};

static void exchange_add(struct text_buffer *b, const char *label, struct text_span s)
{
    if (s.n) {
        text_buffer_add_string(b, label);
        text_buffer_add(b, s);
    }
}

static enum text_status exchange_unit(void *context, const struct formats_unit *u, struct text_error *err)
{
    struct exchange *x = context;
    exchange_add(&x->units, "", u->text.source);
    exchange_add(&x->units, "|", u->text.target);
    exchange_add(&x->units, "|", u->source_language);
    exchange_add(&x->units, "|", u->target_language);
    exchange_add(&x->units, "|created ", u->created);
    exchange_add(&x->units, "|changed ", u->changed);
    exchange_add(&x->units, "|user ", u->user);
    exchange_add(&x->units, "|changer ", u->changer);
    exchange_add(&x->units, "|source ", u->markup.source);
    exchange_add(&x->units, "|target ", u->markup.target);
    for (size_t i = 0; i < u->property_count; i++) {
        static const char *const sides[] = {"|", "|source.", "|target."};
        const struct formats_property *p = &u->properties[i];
        text_buffer_add_string(&x->units, sides[p->side]);
        exchange_add(&x->units, "", p->note ? TEXT_LITERAL("note") : p->type);
        text_buffer_add_char(&x->units, '=');
        text_buffer_add(&x->units, p->value);
    }
    const struct text_span around[] = {u->before.source, u->after.source, u->before.target, u->after.target};
    static const char *const places[] = {"|before ", "|after ", "|before target ", "|after target "};
    for (size_t i = 0; i < 4; i++) {
        if (around[i].p) {
            text_buffer_add_string(&x->units, places[i]);
            text_buffer_add(&x->units, around[i]);
        }
    }
    text_buffer_add_char(&x->units, '\n');
    if (x->stop_after && --x->stop_after == 0) {
        return text_fail(err, TEXT_INTERRUPTED, "stopped by the test");
    }
    return TEXT_OK;
}

static void exchange_warning(void *context, const char *message)
{
    struct exchange *x = context;
    size_t n = strlen(x->path);
    text_buffer_add_string(&x->warnings, strncmp(message, x->path, n) == 0 ? message + n + 2 : message);
    text_buffer_add_char(&x->warnings, '\n');
}

/* Reads bytes as a file of a kind with id as source and en as target. */
__attribute__((unused)) static void exchange_read(struct exchange *x, enum formats_kind kind, const void *bytes,
                                                  size_t n)
{
    const struct formats_reading reading = {.source_language = "id",
                                            .target_language = "en",
                                            .unit = exchange_unit,
                                            .warning = exchange_warning,
                                            .context = x,
                                            .strict = x->strict};
    exchange_file(x->path, bytes, n);
    x->status = formats_units_read(x->path, kind, &reading, &x->report, &x->error);
    unlink(x->path);
    text_buffer_add_char(&x->units, '\0');
    text_buffer_add_char(&x->warnings, '\0');
}

__attribute__((unused)) static void exchange_free(struct exchange *x)
{
    text_buffer_free(&x->units);
    text_buffer_free(&x->warnings);
}

#endif
