/* What the writers of both versions of XLIFF share: see document-private.h. */
#include "formats/xliff/document-private.h"

#include <string.h>

struct text_span formats_xliff_line_of(struct text_span text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && (text.p[begin - 1] == ' ' || text.p[begin - 1] == '\t')) {
        begin--;
    }
    if (begin == 0 || text.p[begin - 1] != '\n') {
        return (struct text_span){"", 0};
    }
    begin -= begin > 1 && text.p[begin - 2] == '\r' ? 2 : 1;
    return (struct text_span){text.p + begin, at - begin};
}

void formats_xliff_add_tag(struct text_span text, struct text_range tag, const char *const *drop,
                           struct text_buffer *to)
{
    struct formats_tokens tokens = {.text = text, .at = tag.begin, .end = tag.end};
    struct formats_token token;
    struct formats_token_attribute a;
    if (!formats_token_next(&tokens, &token)) {
        return;
    }
    text_buffer_add_char(to, '<');
    text_buffer_add(to, token.name);
    for (size_t at = 0; formats_token_attribute_next(text, &token, &at, &a);) {
        bool dropped = false;
        for (size_t i = 0; drop[i]; i++) {
            dropped = dropped || text_span_equal(a.name, text_span_of(drop[i]));
        }
        if (!dropped) {
            text_buffer_add(to, (struct text_span){text.p + a.bytes.begin, a.bytes.end - a.bytes.begin});
        }
    }
}

static uint32_t character_at(struct text_span s, size_t *n)
{
    unsigned char c = (unsigned char)s.p[0];
    *n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    *n = *n < s.n ? *n : s.n;
    uint32_t value = *n == 1 ? c : c & (0xFFu >> (*n + 1));
    for (size_t i = 1; i < *n; i++) {
        value = value << 6 | ((unsigned char)s.p[i] & 0x3F);
    }
    return value;
}

void formats_xliff_edit(struct formats_edits *edits, size_t begin, size_t end, const struct text_buffer *with)
{
    struct text_span s = text_buffer_span(with);
    if (with->failed) {
        formats_edits_starve(edits);
    } else if (formats_edit_can(edits, s)) {
        formats_edit(edits, begin, end, s);
        return;
    }
    struct text_buffer fit = {0};
    for (size_t n; s.n; s.p += n, s.n -= n) {
        uint32_t c = character_at(s, &n);
        if (formats_edit_can(edits, (struct text_span){s.p, n})) {
            text_buffer_add(&fit, (struct text_span){s.p, n});
        } else {
            text_buffer_add_format(&fit, "&#x%X;", (unsigned)c);
        }
    }
    formats_edit(edits, begin, end, text_buffer_span(&fit));
    if (fit.failed || with->failed) {
        formats_edits_starve(edits);
    }
    text_buffer_free(&fit);
}

bool formats_xliff_already(struct text_span text, struct text_range in, struct text_span element)
{
    for (size_t at = in.begin; element.n && at + element.n <= in.end; at++) {
        const char *p = memchr(text.p + at, element.p[0], in.end - at - element.n + 1);
        if (!p) {
            return false;
        }
        if (memcmp(p, element.p, element.n) == 0) {
            return true;
        }
        at = (size_t)(p - text.p);
    }
    return false;
}

enum text_status formats_xliff_choose(const struct formats_xliff_slot *slot, const struct formats_fill *fill,
                                      struct text_arena *arena, struct text_buffer *final,
                                      struct formats_fill_result *out, struct text_error *err)
{
    bool mapped = false;
    enum text_status status = TEXT_OK;
    if (fill->count && fill->final) {
        status = formats_content_map(&slot->content, fill->at, fill->at->score >= 100, arena, final, &mapped, err);
    }
    if (status != TEXT_OK || fill->count == 0) {
        return status;
    }
    out->outcome = mapped ? FORMATS_FILLED : FORMATS_OFFERED;
    out->reason = !mapped && fill->final ? "its codes cannot be mapped on those of the source with certainty" : "";
    return TEXT_OK;
}
