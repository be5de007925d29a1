/* See error.h. */
#include "text/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Cuts an over-long message before the character that did not fit, so that it stays valid UTF-8. */
static void cut_at_character(char *message, size_t size)
{
    size_t n = strlen(message);
    if (n + 1 < size) {
        return;
    }
    while (n > 0 && ((unsigned char)message[n - 1] & 0xC0) == 0x80) {
        n--;
    }
    if (n > 0 && (unsigned char)message[n - 1] >= 0xC0) {
        n--;
    }
    message[n] = '\0';
}

/* Names of files and of entries in archives may hold anything but NUL. */
static void stay_on_line(char *message)
{
    for (char *p = message; *p; p++) {
        /* Those of Latin-1, from U+0080 to U+009F, take two bytes; some terminals obey them, too. */
        bool latin = (unsigned char)p[0] == 0xC2 && ((unsigned char)p[1] & 0xE0) == 0x80;
        if ((unsigned char)*p < 0x20 || *p == 0x7F || latin) {
            *p = '?';
        }
        if (latin) {
            *++p = '?';
        }
    }
}

enum text_status text_fail(struct text_error *err, enum text_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
        err->status = status;
        cut_at_character(err->message, sizeof err->message);
        stay_on_line(err->message);
    }
    return status;
}

enum text_status text_fail_memory(struct text_error *err, const char *what)
{
    return text_fail(err, TEXT_NOMEM, "out of memory for %s", what);
}
