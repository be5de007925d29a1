/* See user.h. */
#include "cli/user.h"

#include <stdlib.h>

enum text_status cli_user(const struct cli_arguments *a, struct text_arena *arena, struct text_span *out,
                          struct text_error *err)
{
    static const char *const variables[] = {"PADAN_USER", "USER"};
    const char *name = cli_text(a, "user", NULL);
    for (size_t i = 0; i < 2 && !name; i++) {
        name = getenv(variables[i]);
        name = name && *name ? name : NULL;
    }
    struct text_decoding decoding = {.name = "the user's name", .charset = "UTF-8", .lossy = true};
    struct text_decoded decoded;
    enum text_status status = text_decode(text_span_of(name ? name : ""), &decoding, arena, &decoded, err);
    if (status == TEXT_OK) {
        *out = text_span_trim(decoded.text);
    }
    return status;
}
