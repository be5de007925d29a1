/* Any bytes as a page: an orderly end; the text is clean, and no line of it is blank. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct formats_calendar *calendar(void)
{
    static struct formats_calendar *loaded;
    static const char *const codes[] = {"id", "en"};
    struct text_error err;
    if (!loaded && formats_calendar_load("corpora", codes, 2, &loaded, &err) != TEXT_OK) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
    return loaded;
}

static void check_text(struct text_span text, struct text_arena *arena)
{
    const struct text_decoding how = {.name = "text", .charset = "UTF-8"};
    struct text_decoded again;
    struct text_error err;
    if (text_decode(text, &how, arena, &again, &err) != TEXT_OK || !text_span_equal(text, again.text)) {
        fprintf(stderr, "the text is not clean\n");
        abort();
    }
    struct text_span line;
    while (text_span_cut(&text, '\n', &line)) {
        if (text_span_trim(line).n == 0) {
            fprintf(stderr, "a line is blank\n");
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_arena *arena = text_arena_new();
    struct text_span bytes = {(const char *)data, size};
    const struct text_decoding how = {.name = "page", .lossy = size & 1};
    struct formats_article a;
    struct text_error err;
    formats_article_kind_of((struct text_span){0}, bytes);
    if (arena && formats_article_read(bytes, FORMATS_HTML, &how, arena, &a, &err) == TEXT_OK) {
        check_text(a.text.text, arena);
        if (formats_article_find_date(calendar(), &a, arena, &err) != TEXT_OK) {
            abort();
        }
    }
    text_arena_free(arena);
    return 0;
}
