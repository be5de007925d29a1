/* See record-private.h. */
#include <stdarg.h>
#include <stdio.h>

#include "formats/archive/record-private.h"

enum { KEPT = 4 << 20 };

static void clear(struct text_buffer *b)
{
    if (b->capacity > KEPT) {
        text_buffer_free(b);
    }
    text_buffer_clear(b);
}

void formats_record_clear(struct formats_record *r)
{
    struct text_buffer *const all[] = {&r->name, &r->bytes, &r->url, &r->title, &r->date, &r->language, &r->reason};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        clear(all[i]);
    }
    r->charset[0] = '\0';
    r->told = FORMATS_UNTOLD;
}

void formats_record_free(struct formats_record *r)
{
    struct text_buffer *const all[] = {&r->name, &r->bytes, &r->url, &r->title, &r->date, &r->language, &r->reason};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        text_buffer_free(all[i]);
    }
}

enum formats_found formats_record_fault(struct formats_record *r, enum formats_fault_kind kind, const char *format, ...)
{
    char reason[1024];
    struct text_error clean;
    va_list list;
    va_start(list, format);
    vsnprintf(reason, sizeof reason, format, list);
    va_end(list);
    text_buffer_clear(&r->reason);
    text_fail(&clean, TEXT_INVALID, "%s", reason); /* without control characters */
    text_buffer_add_string(&r->reason, clean.message);
    r->fault = kind;
    return FORMATS_FOUND_FAULT;
}

enum formats_found formats_record_large(struct formats_record *r, size_t limit)
{
    return formats_record_fault(r, FORMATS_FAULT_LARGE, "is larger than %zu bytes when unpacked", limit);
}

enum formats_found formats_record_failed(struct formats_record *r, enum text_status status,
                                         const struct text_error *err)
{
    return status == TEXT_NOMEM ? FORMATS_STARVED : formats_record_fault(r, FORMATS_FAULT_DAMAGED, "%s", err->message);
}
