#define _POSIX_C_SOURCE 200809L
/* Any bytes as a glossary: an orderly end, and each term is clean text that is not empty and reads the same again as
 * a line of a TSV. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static enum text_status see(void *context, const struct formats_concept *c, struct text_error *err)
{
    struct text_arena *arena = context;
    text_arena_reset(arena);
    expect(c->count > 0 && c->line > 0, "an entry has terms and a line");
    for (size_t i = 0; i < c->count; i++) {
        struct text_span again;
        struct text_error why;
        expect(c->terms[i].side == FORMATS_SOURCE || c->terms[i].side == FORMATS_TARGET, "a term has a side");
        expect(text_normalize(c->terms[i].text, arena, &again, &why) == TEXT_OK, "a term is UTF-8");
        expect(c->terms[i].text.n > 0 && text_span_equal(again, c->terms[i].text), "a term is clean");
    }
    (void)err;
    return TEXT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[32];
    struct text_error err;
    struct formats_glossary_report report;
    FILE *in = tmpfile();
    struct text_arena *arena = text_arena_new();
    expect(in && arena, "a file and memory");
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(in));
    fwrite(data, 1, size, in);
    rewind(in);
    const struct formats_glossary_reading reading = {"id", "en", see, NULL, arena};
    enum text_status status = formats_glossary_read(path, &reading, &report, &err);
    expect(status == TEXT_OK || status == TEXT_INVALID || status == TEXT_FOREIGN || status == TEXT_EMPTY, err.message);
    fclose(in);
    text_arena_free(arena);
    return 0;
}
