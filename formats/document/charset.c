/* What charset a document is in, its text as UTF-8, and back. A document is taken only if its text, written back, is
 * the bytes that were read. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/document/charset-private.h"
#include "formats/input-private.h"

enum { CHUNK = 1 << 14, HEAD = 1 << 14 };

struct formats_charset {
    iconv_t converter;
};

struct formats_charset *formats_charset_new(const char *name)
{
    struct formats_charset *c = malloc(sizeof *c);
    if (c && (c->converter = iconv_open(name, "UTF-8")) == (iconv_t)-1) {
        free(c);
        c = NULL;
    }
    return c;
}

void formats_charset_free(struct formats_charset *c)
{
    if (c) {
        iconv_close(c->converter);
        free(c);
    }
}

/* Each call stands for itself: what the converter holds back is given at the end. */
static bool convert(iconv_t converter, struct text_span s, struct text_buffer *to)
{
    char *in = (char *)s.p;
    size_t left = s.n;
    iconv(converter, NULL, NULL, NULL, NULL);
    for (;;) {
        char *out = text_buffer_reserve(to, CHUNK), *begin = out;
        size_t room = CHUNK;
        if (!out) {
            return true; /* the buffer says so */
        }
        bool flush = left == 0;
        size_t done = flush ? iconv(converter, NULL, NULL, &out, &room) : iconv(converter, &in, &left, &out, &room);
        to->n += (size_t)(out - begin);
        if (done == (size_t)-1 ? errno != E2BIG : done > 0) {
            return false;
        }
        if (flush) {
            return true;
        }
    }
}

bool formats_charset_encode(struct formats_charset *c, struct text_span text, struct text_buffer *to)
{
    return text.n == 0 || convert(c->converter, text, to);
}

/* A byte order mark, and how long it is. */
static size_t mark_of(struct text_span bytes, const char *charset)
{
    static const struct {
        const char *charset, *mark;
        size_t n;
    } marks[] = {{"UTF-8", "\xEF\xBB\xBF", 3},
                 {"UTF-16LE", "\xFF\xFE", 2},
                 {"UTF-16BE", "\xFE\xFF", 2},
                 {"UTF-32LE", "\xFF\xFE\0\0", 4},
                 {"UTF-32BE", "\0\0\xFE\xFF", 4}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strcasecmp(charset, marks[i].charset) == 0 && bytes.n >= marks[i].n &&
            memcmp(bytes.p, marks[i].mark, marks[i].n) == 0) {
            return marks[i].n;
        }
    }
    return 0;
}

/* Its text as UTF-8, and whether that is the same bytes again. */
static enum text_status to_utf8(struct formats_document *d, struct text_span bytes, struct text_error *err)
{
    struct text_buffer back = {0};
    iconv_t from = iconv_open("UTF-8", d->charset);
    bool unknown = from == (iconv_t)-1 && errno == EINVAL;
    struct formats_charset *to = formats_charset_new(d->charset);
    enum text_status status = TEXT_OK;
    if (unknown) {
        status = text_fail(err, TEXT_MISUSE, "%s: the iconv of this system does not know the charset %s", d->name,
                           d->charset);
    } else if (from == (iconv_t)-1 || !to) {
        status = text_fail_memory(err, d->name);
    } else if (!convert(from, bytes, &d->converted)) {
        status = text_fail(err, TEXT_INVALID, "%s: not valid %s", d->name, d->charset);
    } else if (!formats_charset_encode(to, text_buffer_span(&d->converted), &back) ||
               (!back.failed && !d->converted.failed && !text_span_equal(text_buffer_span(&back), bytes))) {
        status = text_fail(err, TEXT_INVALID,
                           "%s: in %s the same text can be written in several ways, and what is not translated would"
                           " change; convert it to UTF-8 first",
                           d->name, d->charset);
    }
    if (status == TEXT_OK && (d->converted.failed || back.failed)) {
        status = text_fail_memory(err, d->name);
    }
    text_buffer_free(&back);
    formats_charset_free(to);
    if (from != (iconv_t)-1) {
        iconv_close(from);
    }
    return status;
}

/* The name that stands behind `mark` in the first bytes, as far as it is one; false when there is none. PO says
 * "charset=UTF-8\\n", and "CHARSET" where nobody filled it in. */
static bool declared(struct text_span bytes, const char *mark, char out[FORMATS_DOCUMENT_CHARSET])
{
    struct text_span m = text_span_of(mark);
    size_t n = 0;
    bytes.n = bytes.n < HEAD ? bytes.n : HEAD;
    for (; bytes.n > m.n && !text_span_starts(bytes, m); bytes.p++, bytes.n--) {
    }
    for (bytes.p += m.n; bytes.n > m.n + n && n < FORMATS_DOCUMENT_CHARSET - 1; n++) {
        char c = bytes.p[n];
        if (c == '\0' || strchr(" \t\r\n\"'\\;?>/", c)) {
            break;
        }
        out[n] = c;
    }
    out[n] = '\0';
    return n > 0 && strcasecmp(out, "CHARSET") != 0;
}

/* PO is in what its header says, to the letter: what a browser would take for windows-1252 must not be written as if it
 * were. Else UTF-8. */
static const char *charset_of_po(struct text_span bytes, char out[FORMATS_DOCUMENT_CHARSET])
{
    return declared(bytes, "charset=", out) ? out : "UTF-8";
}

/* XML as well; NULL: a mark, or the NULs of UTF-16, tell more than what it says. */
static const char *charset_of_xml(struct text_span bytes, char out[FORMATS_DOCUMENT_CHARSET])
{
    const char *head_end = text_span_starts(bytes, TEXT_LITERAL("<?xml")) ? memchr(bytes.p, '>', bytes.n) : NULL;
    bool marked = bytes.n >= 2 && ((unsigned char)bytes.p[0] >= 0xEF || !bytes.p[0] || !bytes.p[1]);
    struct text_span head = {bytes.p, head_end ? (size_t)(head_end - bytes.p) : 0};
    if (marked) {
        return NULL;
    }
    bool said = declared(head, "encoding=\"", out) || declared(head, "encoding='", out);
    return said && strncasecmp(out, "UTF-16", 6) != 0 ? out : "UTF-8";
}

/* As text/decode.h finds it out; asked of all bytes, since they have to be valid. */
static enum text_status find(struct formats_document *d, const char *charset, struct text_error *err)
{
    const struct text_decoding how = {.name = d->name,
                                      .charset = charset,
                                      .markup = d->kind == FORMATS_DOCUMENT_HTML || d->kind == FORMATS_DOCUMENT_XLIFF};
    struct text_arena *arena = text_arena_new();
    struct text_decoded decoded;
    struct text_error why;
    if (!arena) {
        return text_fail_memory(err, d->name);
    }
    enum text_status status = text_decode(text_buffer_span(&d->bytes), &how, arena, &decoded, &why);
    if (status != TEXT_OK) { /* without the advice to read what is not valid all the same: it could not be written */
        const char *advice = strstr(why.message, "; with --lossy");
        int n = (int)(advice ? (size_t)(advice - why.message) : strlen(why.message));
        status = text_fail(err, status, "%.*s", n, why.message);
    }
    if (status == TEXT_OK && strlen(decoded.charset) >= sizeof d->charset) {
        status = text_fail(err, TEXT_MISUSE, "%s: in an unknown charset", d->name);
    }
    if (status == TEXT_OK) {
        strcpy(d->charset, decoded.charset);
    }
    text_arena_free(arena);
    return status;
}

enum text_status formats_document_decode(struct formats_document *d, const char *charset, struct text_error *err)
{
    struct text_span bytes = text_buffer_span(&d->bytes);
    char said[FORMATS_DOCUMENT_CHARSET];
    if (!charset && d->kind == FORMATS_DOCUMENT_PO) {
        charset = charset_of_po(bytes, said);
    } else if (!charset && d->kind == FORMATS_DOCUMENT_XLIFF) {
        charset = charset_of_xml(bytes, said);
    }
    enum text_status status = find(d, charset, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (charset && strcasecmp(d->charset, "UTF-8") != 0 && strlen(charset) < sizeof d->charset) {
        strcpy(d->charset, charset);
    }
    d->mark = mark_of(bytes, d->charset);
    bytes.p += d->mark;
    bytes.n -= d->mark;
    if (strcasecmp(d->charset, "UTF-8") == 0) {
        d->charset[0] = '\0';
        d->text = bytes;
    } else {
        status = to_utf8(d, bytes, err);
        d->text = text_buffer_span(&d->converted);
    }
    return status;
}
