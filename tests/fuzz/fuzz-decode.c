/* Decoding: whatever the bytes, it ends, and what comes out is clean and knows where it came from. Each input is
 * decoded as it is, as a page let through, and let through in a charset that its size picks. */
#include "tests/property/decoded.h"

#include <stdint.h>
#include <stdio.h>

static const char *const charsets[] = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16", "UTF-32BE"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_span bytes = {(const char *)data, size};
    const struct text_decoding ways[] = {
        {.name = "fuzz"},
        {.lossy = true, .markup = true},
        {.lossy = true, .charset = charsets[size % (sizeof charsets / sizeof charsets[0])]},
    };
    struct text_arena *arena = text_arena_new();
    for (size_t i = 0; arena && i < sizeof ways / sizeof ways[0]; i++) {
        const char *fault = fault_of_decoding(bytes, &ways[i], arena);
        if (fault) {
            fprintf(stderr, "%s, decoding in way %zu\n", fault, i);
            abort();
        }
        text_arena_reset(arena);
    }
    text_arena_free(arena);
    return 0;
}
