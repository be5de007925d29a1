/* See clipboard.h. Base64: RFC 4648. */
#include "cli/terminal/clipboard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 74994 }; /* what xterm takes */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static unsigned byte_at(struct text_span s, size_t i)
{
    unsigned char c = i < s.n ? (unsigned char)s.p[i] : 0;
    return i < s.n && (c < 0x20 || c == 0x7F) ? ' ' : c;
}

void cli_clipboard_add(struct text_buffer *out, struct text_span text)
{
    if (text.n > MOST) {
        return;
    }
    text_buffer_add_string(out, "\033]52;c;");
    for (size_t i = 0; i < text.n; i += 3) {
        unsigned three = byte_at(text, i) << 16 | byte_at(text, i + 1) << 8 | byte_at(text, i + 2);
        for (size_t k = 0; k < 4; k++) {
            text_buffer_add_char(out, i + k > text.n ? '=' : digits[three >> (18 - 6 * k) & 63]);
        }
    }
    text_buffer_add_string(out, "\a");
}

void cli_clipboard_put(struct text_span text)
{
    const char *term = getenv("TERM");
    struct text_buffer b = {0};
    /* The console of Linux has no clipboard and prints what it does not know. */
    if (term && strcmp(term, "linux") != 0 && strcmp(term, "dumb") != 0) {
        cli_clipboard_add(&b, text);
        if (!b.failed) {
            fwrite(b.p, 1, b.n, stdout);
            fflush(stdout);
        }
    }
    text_buffer_free(&b);
}
