/* See buffer.h. */
#include "text/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_buffer_free(struct text_buffer *b)
{
    free(b->p);
    *b = (struct text_buffer){0};
}

void text_buffer_clear(struct text_buffer *b)
{
    b->n = 0;
    b->failed = false;
}

char *text_buffer_reserve(struct text_buffer *b, size_t n)
{
    if (b->failed || n > SIZE_MAX / 2 - b->n) {
        b->failed = true;
        return NULL;
    }
    if (b->capacity - b->n < n || !b->p) {
        size_t capacity = b->capacity < 64 ? 64 : b->capacity;
        while (capacity < b->n + n) {
            capacity *= 2;
        }
        char *p = realloc(b->p, capacity);
        if (!p) {
            b->failed = true;
            return NULL;
        }
        b->p = p;
        b->capacity = capacity;
    }
    return b->p + b->n;
}

void text_buffer_add(struct text_buffer *b, struct text_span s)
{
    char *to = text_buffer_reserve(b, s.n);
    if (to && s.n) {
        memcpy(to, s.p, s.n);
        b->n += s.n;
    }
}

void text_buffer_add_char(struct text_buffer *b, char c)
{
    text_buffer_add(b, (struct text_span){&c, 1});
}

void text_buffer_add_string(struct text_buffer *b, const char *s)
{
    text_buffer_add(b, text_span_of(s));
}

void text_buffer_add_format(struct text_buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *to = n < 0 ? NULL : text_buffer_reserve(b, (size_t)n + 1);
    if (to) {
        vsnprintf(to, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    } else {
        b->failed = true;
    }
    va_end(again);
    va_end(args);
}

struct text_span text_buffer_span(const struct text_buffer *b)
{
    return (struct text_span){b->p, b->n};
}
