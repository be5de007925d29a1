/* WARC -> records: ISO 28500 in its versions 1.0 and 1.1 (and 0.17, 0.18, which are read the same way).
 *
 * libarchive's own reader is not used: it hides the head of the record and of the answer, and with them address, media
 * type and codings. An entry is named by its address. The date of a record is that of the visit and says nothing about
 * the
 * article. A record that does not begin as one is damage; then the next line that does is looked for.
 */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "formats/archive/record-private.h"

enum { LONGEST_LINE = 1 << 16, MOST_LINES = 1000, URL_SIZE = 1 << 13 };

struct head {
    char type[24], media[256], id[256];
    uint64_t length;
    bool has_length, segment; /* segment: a later part of a record */
};

/* Keeps the beginning of what does not fit. */
static void keep(char *to, size_t size, struct text_span value)
{
    size_t n = value.n < size ? value.n : size - 1;
    memcpy(to, value.n ? value.p : "", n);
    to[n] = '\0';
}

static bool is(struct text_span name, const char *word)
{
    return name.n == strlen(word) && strncasecmp(name.p, word, name.n) == 0;
}

static bool read_length(struct text_span value, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] < '0' || value.p[i] > '9' || n > UINT64_MAX / 20) {
            return false;
        }
        n = n * 10 + (uint64_t)(value.p[i] - '0');
    }
    *out = n;
    return value.n > 0;
}

/* "<https://x.example/a>" in version 1.0 */
static struct text_span without_brackets(struct text_span s)
{
    if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>') {
        return (struct text_span){s.p + 1, s.n - 2};
    }
    return s;
}

static void take_field(struct text_span line, struct head *h, struct formats_record *r)
{
    struct text_span name;
    text_span_cut(&line, ':', &name);
    struct text_span value = text_span_trim(line);
    if (is(name, "WARC-Type")) {
        keep(h->type, sizeof h->type, value);
    } else if (is(name, "WARC-Target-URI")) {
        value = without_brackets(value);
        value.n = value.n < URL_SIZE ? value.n : URL_SIZE;
        text_buffer_clear(&r->url);
        text_buffer_add(&r->url, value);
    } else if (is(name, "WARC-Record-ID")) {
        keep(h->id, sizeof h->id, without_brackets(value));
    } else if (is(name, "Content-Type")) {
        keep(h->media, sizeof h->media, value);
    } else if (is(name, "Content-Length")) {
        h->has_length = read_length(value, &h->length);
    } else if (is(name, "WARC-Segment-Number")) {
        h->segment = !text_span_equal(value, TEXT_LITERAL("1"));
    }
}

/* From behind the line with the version to the blank line. */
static enum text_status read_head(struct formats_feed *feed, struct head *h, struct formats_record *r,
                                  struct text_error *err)
{
    struct text_span line;
    bool cut;
    for (int lines = 0; lines < MOST_LINES; lines++) {
        enum text_status status = formats_feed_line(feed, LONGEST_LINE, &line, &cut, err);
        if (status == TEXT_EMPTY) {
            return text_fail(err, TEXT_INVALID, "ends in the head of a record");
        }
        if (status != TEXT_OK || line.n == 0) {
            return status;
        }
        take_field(line, h, r);
    }
    return text_fail(err, TEXT_INVALID, "the head of a record has more than %d lines", MOST_LINES);
}

/* The line with the version; TEXT_EMPTY at the end, TEXT_INVALID for something else. */
static enum text_status find_record(struct formats_feed *feed, bool *lost, struct text_error *err)
{
    struct text_span line;
    bool cut;
    for (;;) {
        enum text_status status = formats_feed_line(feed, LONGEST_LINE, &line, &cut, err);
        if (status != TEXT_OK) {
            return status;
        }
        if (text_span_starts(line, TEXT_LITERAL("WARC/1.")) || text_span_starts(line, TEXT_LITERAL("WARC/0."))) {
            *lost = false;
            return TEXT_OK;
        }
        if (line.n && !*lost) {
            *lost = true;
            return text_fail(err, TEXT_INVALID, "no WARC record where one should begin; the next is looked for");
        }
    }
}

static bool same(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

/* Whether the record may hold an article at all. */
static bool is_wanted(const struct head *h, struct formats_record *r)
{
    struct text_span media = text_span_of(h->media);
    if (h->segment || text_span_starts(text_buffer_span(&r->url), TEXT_LITERAL("dns:"))) {
        return false;
    }
    if (same(h->type, "response")) {
        return media.n == 0 || strncasecmp(h->media, "application/http", strlen("application/http")) == 0;
    }
    return (same(h->type, "resource") || same(h->type, "conversion")) && formats_media_wanted(media, r);
}

static enum formats_found read_block(struct formats_feed *feed, const struct head *h, size_t limit,
                                     struct formats_record *r)
{
    struct text_span block;
    struct text_error err;
    enum text_status status = formats_feed_take(feed, (size_t)h->length, &block, &err);
    if (status != TEXT_OK) {
        return formats_record_failed(r, status, &err);
    }
    if (block.n < h->length) {
        return formats_record_fault(r, FORMATS_FAULT_DAMAGED, "is cut off after %zu of %" PRIu64 " bytes", block.n,
                                    h->length);
    }
    if (same(h->type, "response")) {
        return formats_http_read(block, limit, r);
    }
    text_buffer_add(&r->bytes, block);
    return r->bytes.failed ? FORMATS_STARVED : FORMATS_FOUND_ENTRY;
}

/* A name has no NUL bytes; one without an address is the record's own. */
static void set_name(const struct head *h, struct formats_record *r)
{
    struct text_span url = text_buffer_span(&r->url);
    const char *id = h->id[0] ? h->id : "a record without a name";
    url.n = url.n && memchr(url.p, '\0', url.n) ? 0 : url.n;
    text_buffer_clear(&r->name);
    text_buffer_add(&r->name, url.n ? url : text_span_of(id));
}

enum formats_found formats_warc_next(struct formats_feed *feed, bool *lost, size_t limit, struct formats_record *r)
{
    struct text_error err;
    struct head h = {.length = 0};
    enum { ROOM = 1 << 20 }; /* heads and the marks of chunks */
    enum text_status status = find_record(feed, lost, &err);
    if (status == TEXT_EMPTY) {
        return FORMATS_FOUND_END;
    }
    if (status == TEXT_OK) {
        status = read_head(feed, &h, r, &err);
    }
    set_name(&h, r);
    if (r->url.failed || r->name.failed) {
        return FORMATS_STARVED;
    }
    if (status != TEXT_OK) {
        *lost = true;
        return formats_record_failed(r, status, &err);
    }
    if (!h.has_length) {
        *lost = true;
        return formats_record_fault(r, FORMATS_FAULT_MALFORMED, "has no length");
    }
    bool wanted = is_wanted(&h, r);
    if (wanted && h.length <= limit + ROOM) {
        return read_block(feed, &h, limit, r);
    }
    status = formats_feed_drop(feed, h.length, &err);
    if (status != TEXT_OK) {
        return formats_record_failed(r, status, &err);
    }
    return wanted ? formats_record_large(r, limit) : FORMATS_FOUND_NOTHING;
}
