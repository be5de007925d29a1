/* The answer of a web server as a crawler stored it: RFC 9110 and 9112, as far as an article needs them.
 *
 * Crawlers undo codings and leave the head as it was; so a coding is undone only where the bytes bear it out. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/archive/record-private.h"
#include "formats/archive/unpack-private.h"

enum { BLOCK = 1 << 16 };

struct answer {
    int code;
    struct text_span media, coding;
    bool chunked;
    struct text_span body;
};

static bool is(struct text_span s, const char *word)
{
    return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

static bool starts(struct text_span s, const char *word)
{
    return s.n >= strlen(word) && strncasecmp(s.p, word, strlen(word)) == 0;
}

/* One line without its end. */
static bool cut_line(struct text_span *rest, struct text_span *line)
{
    if (!rest->n || !text_span_cut(rest, '\n', line)) {
        return false;
    }
    line->n -= line->n > 0 && line->p[line->n - 1] == '\r';
    return true;
}

/* "charset=utf-8" among the parameters of a media type. */
static void take_charset(struct text_span parameters, struct formats_record *r)
{
    struct text_span one, name;
    while (text_span_cut(&parameters, ';', &one)) {
        text_span_cut(&one, '=', &name);
        one = text_span_trim(one);
        if (one.n >= 2 && (one.p[0] == '"' || one.p[0] == '\'')) {
            one = (struct text_span){one.p + 1, one.n - 2};
        }
        if (is(text_span_trim(name), "charset") && one.n > 0 && one.n < sizeof r->charset &&
            !memchr(one.p, '\0', one.n)) {
            memcpy(r->charset, one.p, one.n);
            r->charset[one.n] = '\0';
        }
    }
}

bool formats_media_wanted(struct text_span type, struct formats_record *r)
{
    struct text_span name = {0};
    text_span_cut(&type, ';', &name);
    name = text_span_trim(name);
    if (name.n && !is(name, "text/html") && !is(name, "application/xhtml+xml") && !is(name, "text/plain")) {
        return false;
    }
    if (name.n) {
        r->told = is(name, "text/plain") ? FORMATS_TOLD_PLAIN : FORMATS_TOLD_HTML;
    }
    take_charset(type, r);
    return true;
}

/* False when it does not begin as an answer. */
static bool read_head(struct text_span block, struct answer *a)
{
    struct text_span line, name;
    *a = (struct answer){.body = block};
    if (!cut_line(&a->body, &line) || !starts(line, "HTTP/")) {
        return false;
    }
    text_span_cut(&line, ' ', &name);
    line = text_span_trim(line);
    for (size_t i = 0; i < 3 && i < line.n && line.p[i] >= '0' && line.p[i] <= '9'; i++) {
        a->code = a->code * 10 + (line.p[i] - '0');
    }
    while (cut_line(&a->body, &line) && line.n) {
        text_span_cut(&line, ':', &name);
        struct text_span value = text_span_trim(line);
        if (is(name, "Content-Type")) {
            a->media = value;
        } else if (is(name, "Content-Encoding")) {
            a->coding = value;
        } else if (is(name, "Transfer-Encoding")) {
            a->chunked = value.n >= 7 && strncasecmp(value.p + value.n - 7, "chunked", 7) == 0;
        }
    }
    return true;
}

/* The size of a chunk and where it begins; false when no such line stands there. */
static bool cut_chunk_size(struct text_span *rest, size_t *size)
{
    struct text_span line;
    size_t n = 0, digits = 0;
    if (!memchr(rest->n ? rest->p : "", '\n', rest->n) || !cut_line(rest, &line)) {
        return false;
    }
    while (digits < line.n && digits < 8) {
        char c = line.p[digits];
        int value = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (value < 0) {
            break;
        }
        n = n * 16 + (size_t)value;
        digits++;
    }
    struct text_span behind = text_span_trim((struct text_span){line.p + digits, line.n - digits});
    *size = n;
    return digits > 0 && (behind.n == 0 || behind.p[0] == ';');
}

/* False when the body is not in chunks, whatever the head says. One that is cut off gives what there is. */
static bool join_chunks(struct text_span body, struct text_buffer *to)
{
    size_t size = 0;
    for (bool first = true; cut_chunk_size(&body, &size); first = false) {
        struct text_span chunk = {body.p, size < body.n ? size : body.n}, line;
        text_buffer_add(to, chunk);
        body = (struct text_span){body.p + chunk.n, body.n - chunk.n};
        if (size == 0 || body.n == 0) {
            return true;
        }
        if (first && body.p[0] != '\r' && body.p[0] != '\n') {
            return false;
        }
        cut_line(&body, &line);
    }
    return to->n > 0 && size == 0;
}

static bool is_packed(struct text_span s)
{
    static const struct text_span marks[] = {{"\x1F\x8B", 2}, {"\x28\xB5\x2F\xFD", 4}, {"\x1F\x9D", 2}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (text_span_starts(s, marks[i])) {
            return true;
        }
    }
    return false;
}

static enum formats_found unpack(struct text_span packed, size_t limit, struct formats_record *r)
{
    struct formats_unpack *u = NULL;
    struct formats_member member;
    struct text_error err;
    const struct formats_packed from = {.bytes = packed};
    enum formats_found found = FORMATS_FOUND_ENTRY;
    enum text_status status = formats_unpack_open(from, FORMATS_UNPACK_WHOLE, &u, &err);
    text_buffer_clear(&r->bytes);
    if (status == TEXT_OK) {
        status = formats_unpack_next(u, &member, &err);
    }
    for (size_t n = 1; status == TEXT_OK && n > 0;) {
        char *to = text_buffer_reserve(&r->bytes, BLOCK);
        status = to ? formats_unpack_read(u, to, BLOCK, &n, &err) : text_fail_memory(&err, "an answer");
        r->bytes.n += status == TEXT_OK ? n : 0;
        if (r->bytes.n > limit) {
            found = formats_record_large(r, limit);
            break;
        }
    }
    formats_unpack_close(u);
    return status == TEXT_OK || status == TEXT_EMPTY ? found : formats_record_failed(r, status, &err);
}

/* The coding "deflate" (RFC 9110, 8.4.1.2) is a zlib stream (RFC 1950), from some servers without its two bytes of
 * head: what libarchive reads once it has the head of a gzip file, and behind it as many bytes as such a file has,
 * which are not looked into. */
static enum formats_found inflate_body(struct text_span body, size_t limit, struct formats_record *r)
{
    static const char head[] = "\x1F\x8B\x08\0\0\0\0\0\0\x03", behind[8] = {0};
    const unsigned char *p = (const unsigned char *)body.p;
    size_t skip = body.n > 2 && (p[0] & 0x0F) == 8 && (p[0] * 256 + p[1]) % 31 == 0 && !(p[1] & 0x20) ? 2 : 0;
    struct text_buffer packed = {0};
    text_buffer_add(&packed, (struct text_span){head, sizeof head - 1});
    text_buffer_add(&packed, (struct text_span){body.p + skip, body.n - skip});
    text_buffer_add(&packed, (struct text_span){behind, sizeof behind});
    enum formats_found found = packed.failed ? FORMATS_STARVED : unpack(text_buffer_span(&packed), limit, r);
    text_buffer_free(&packed);
    return found;
}

static enum formats_found decode(const struct answer *a, size_t limit, struct formats_record *r)
{
    struct text_buffer joined = {0};
    struct text_span body = a->body;
    enum formats_found found = FORMATS_FOUND_ENTRY;
    if (a->chunked && join_chunks(body, &joined)) {
        body = text_buffer_span(&joined);
    }
    bool coded = a->coding.n && !is(a->coding, "identity") && !is(a->coding, "none");
    if (joined.failed) {
        found = FORMATS_STARVED;
    } else if (is_packed(body)) {
        found = unpack(body, limit, r);
    } else if (coded && is(a->coding, "deflate") && body.n &&
               formats_article_kind_of((struct text_span){0}, body) != FORMATS_HTML) {
        found = inflate_body(body, limit, r);
    } else if (coded && formats_article_kind_of((struct text_span){0}, body) != FORMATS_HTML) {
        found = formats_record_fault(r, FORMATS_FAULT_FOREIGN, "is in the coding \"%.*s\", which is not known here",
                                     TEXT_PRINT(a->coding));
    } else if (body.n > limit) {
        found = formats_record_large(r, limit);
    } else {
        text_buffer_add(&r->bytes, body);
        found = r->bytes.failed ? FORMATS_STARVED : FORMATS_FOUND_ENTRY;
    }
    text_buffer_free(&joined);
    return found;
}

enum formats_found formats_http_read(struct text_span block, size_t limit, struct formats_record *r)
{
    struct answer a;
    if (!read_head(block, &a)) {
        return formats_record_fault(r, FORMATS_FAULT_MALFORMED, "is no answer of a web server");
    }
    if (a.code != 200 || !formats_media_wanted(a.media, r)) {
        return FORMATS_FOUND_NOTHING;
    }
    enum formats_found found = decode(&a, limit, r);
    if (found == FORMATS_FOUND_ENTRY && a.media.n == 0 &&
        formats_article_kind_of((struct text_span){0}, text_buffer_span(&r->bytes)) != FORMATS_HTML) {
        return FORMATS_FOUND_NOTHING; /* nobody said what it is, and it is no page */
    }
    return found;
}
