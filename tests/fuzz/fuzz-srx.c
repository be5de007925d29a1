#define _POSIX_C_SOURCE 200809L
/* Any bytes as an SRX file, and any as text to cut by it: an orderly end, segments that stand where they say, and the
 * same twice. What stands behind the first NUL is the text; short ones, as rules may be slow by right. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RULES_BYTES = 8192, TEXT_BYTES = 400 };

static void must(bool ok)
{
    if (!ok) {
        abort();
    }
}

static const struct text_language *language(void)
{
    static struct text_language *id;
    const char *folder = getenv("PADAN_DATA");
    if (!id) {
        must(text_language_load(folder ? folder : "corpora", "id", &id, NULL) == TEXT_OK);
    }
    return id;
}

static struct text_srx *read_rules(const uint8_t *data, size_t size)
{
    struct text_srx *srx = NULL;
    struct text_error err = {.message = ""};
    char path[32];
    FILE *f = tmpfile();
    if (!f) {
        perror("tmpfile");
        exit(1);
    }
    must(fwrite(data, 1, size, f) == size && fflush(f) == 0);
    rewind(f);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(f));
    enum text_status status = formats_srx_read(path, &srx, &err);
    must(status == TEXT_OK ? srx != NULL : !srx && err.message[0]);
    fclose(f);
    return srx;
}

static void check_text(struct text_srx *srx, struct text_span text, struct text_arena *arena)
{
    struct text_decoded decoded = {.text = text};
    struct text_document d = {NULL, 0}, again = {NULL, 0};
    struct text_error err = {.message = ""};
    enum text_status status =
        text_segment_srx(srx, text_language_code(language()), language(), &decoded, arena, &d, &err);
    if (status != TEXT_OK) {
        must(err.message[0]);
        return;
    }
    const char *at = text.p;
    for (size_t i = 0; i < d.count; i++) {
        struct text_span s = d.segments[i].text;
        must(s.n && s.p >= at && s.p + s.n <= text.p + text.n && !memchr(s.p, '\n', s.n));
        at = s.p + s.n;
    }
    /* the clock may stop it now */
    if (text_segment_srx(srx, text_language_code(language()), language(), &decoded, arena, &again, &err) == TEXT_OK) {
        must(again.count == d.count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
    size_t n = nul ? (size_t)(nul - data) : size;
    if (n > RULES_BYTES) {
        return 0;
    }
    struct text_srx *srx = read_rules(data, n);
    struct text_arena *arena = text_arena_new();
    if (srx && arena && nul) {
        struct text_span text = {(const char *)nul + 1, size - n - 1};
        text.n = text.n < TEXT_BYTES ? text.n : TEXT_BYTES;
        check_text(srx, text, arena);
    }
    text_arena_free(arena);
    text_srx_free(srx);
    return 0;
}
