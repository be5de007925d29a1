/* See input-private.h. UTF-8 is checked and copied; anything else goes through iconv. */
#define _POSIX_C_SOURCE 200809L
#include "formats/input-private.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW = 1 << 16, PEEK = 1024 };
#define INVALID_MARK "\xEF\xBF\xBE" /* U+FFFE */
#define REPLACEMENT "\xEF\xBF\xBD"  /* U+FFFD */

struct formats_input {
    char *name; /* in messages */
    int fd;
    enum formats_input_mode mode;
    struct formats_input_charset told;
    size_t replaced;
    iconv_t converter; /* (iconv_t)-1: UTF-8 */
    size_t unit;       /* bytes skipped over an invalid place */
    size_t mark_size;
    bool ended;
    int error;           /* errno of a failed read */
    size_t begin, end;   /* what of raw is not yet passed on */
    size_t valid;        /* up to where raw is known to be valid UTF-8 */
    char peek[PEEK + 1]; /* without NUL bytes */
    char raw[RAW];
};

static void fill(struct formats_input *in)
{
    memmove(in->raw, in->raw + in->begin, in->end - in->begin);
    in->end -= in->begin;
    in->begin = in->valid = 0;
    while (in->end < RAW && !in->ended) {
        ssize_t n = read(in->fd, in->raw + in->end, RAW - in->end);
        if (n > 0) {
            in->end += (size_t)n;
        } else if (n == 0) {
            in->ended = true;
        } else if (errno != EINTR) {
            in->error = errno;
            in->ended = true;
        }
    }
}

/* A look at the beginning in which UTF-16 reads like ASCII. */
static void fill_peek(struct formats_input *in)
{
    size_t n = 0;
    for (size_t i = in->begin; i < in->end && n < PEEK; i++) {
        if (in->raw[i] != '\0') {
            in->peek[n++] = in->raw[i];
        }
    }
    in->peek[n] = '\0';
}

/* The charset named in <?xml ... encoding="...">; false when there is none. */
static bool declared(const char *peek, char *name, size_t size)
{
    const char *end = strncmp(peek, "<?xml", 5) == 0 ? strstr(peek, "?>") : NULL;
    const char *at = end ? strstr(peek, "encoding") : NULL;
    if (!at || at > end) {
        return false;
    }
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=");
    if (*at != '"' && *at != '\'') {
        return false;
    }
    size_t n = strcspn(at + 1, "\"'?<> ");
    if (n == 0 || n >= size) {
        return false;
    }
    memcpy(name, at + 1, n);
    name[n] = '\0';
    return true;
}

static bool is_utf8(const char *name)
{
    return strncasecmp(name, "UTF-8", 5) == 0 || strcasecmp(name, "UTF8") == 0 || strcasecmp(name, "US-ASCII") == 0;
}

/* NULL is UTF-8. A file that claims UTF-16 but has a byte a letter is taken as UTF-8: the claim cannot be true. */
static const char *charset_of(struct formats_input *in, char *name, size_t size)
{
    const unsigned char *p = (const unsigned char *)in->raw;
    if (in->end >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
        in->mark_size = 3;
        return NULL;
    }
    if (in->end >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0)) {
        in->mark_size = 2;
        return p[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }
    if (in->told.name) {
        return is_utf8(in->told.name) ? NULL : in->told.name;
    }
    if (in->end >= 4 && p[0] != 0 && p[1] == 0 && p[2] != 0 && p[3] == 0) {
        return "UTF-16LE";
    }
    if (in->end >= 4 && p[0] == 0 && p[1] != 0 && p[2] == 0 && p[3] != 0) {
        return "UTF-16BE";
    }
    if (in->mode == FORMATS_INPUT_MARKUP && declared(in->peek, name, size) && strncasecmp(name, "UTF-16", 6) != 0 &&
        !is_utf8(name)) {
        return name;
    }
    return NULL;
}

static enum text_status find_charset(struct formats_input *in, struct text_error *err)
{
    char name[64];
    fill_peek(in);
    const char *charset = charset_of(in, name, sizeof name);
    in->begin = in->valid = in->mark_size;
    fill_peek(in);
    if (!charset) {
        if (memchr(in->raw, '\0', in->end)) {
            return text_fail(err, TEXT_INVALID, "%s: is binary (it has NUL bytes), text is wanted here", in->name);
        }
        return TEXT_OK;
    }
    in->unit = strncasecmp(charset, "UTF-16", 6) == 0 ? 2 : 1;
    in->converter = iconv_open("UTF-8", charset);
    if (in->converter == (iconv_t)-1 && charset == in->told.name) {
        return text_fail(err, TEXT_MISUSE, "%s: the iconv of this system does not know the charset %s", in->name,
                         charset);
    }
    if (in->converter == (iconv_t)-1) {
        return text_fail(err, TEXT_INVALID, "%s: is in an unknown charset, \"%s\"; convert it to UTF-8", in->name,
                         charset);
    }
    return TEXT_OK;
}

static enum text_status start(struct formats_input *in, const char *path, struct text_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    in->name = malloc(strlen(name) + 1);
    if (!in->name) {
        return text_fail_memory(err, path);
    }
    strcpy(in->name, name);
    in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0) {
        return text_fail(err, TEXT_IO, "%s: cannot open: %s", name, strerror(errno));
    }
    struct stat st;
    if (fstat(in->fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        return text_fail(err, TEXT_IO, "%s: is a directory, a file is wanted here", name);
    }
    fill(in);
    if (in->error) {
        return text_fail(err, TEXT_IO, "%s: cannot read: %s", name, strerror(in->error));
    }
    if (in->end == 0) {
        return text_fail(err, TEXT_EMPTY, "%s: is empty", name);
    }
    return find_charset(in, err);
}

enum text_status formats_input_open_as(const char *path, enum formats_input_mode mode,
                                       struct formats_input_charset told, struct formats_input **out,
                                       struct text_error *err)
{
    struct formats_input *in = malloc(sizeof *in);
    if (!in) {
        return text_fail_memory(err, path);
    }
    memset(in, 0, offsetof(struct formats_input, peek));
    in->fd = -1;
    in->mode = mode;
    in->told = told;
    in->unit = 1;
    in->converter = (iconv_t)-1;
    enum text_status status = start(in, path, err);
    if (status != TEXT_OK) {
        formats_input_close(in);
        return status;
    }
    *out = in;
    return TEXT_OK;
}

enum text_status formats_input_open(const char *path, enum formats_input_mode mode, struct formats_input **out,
                                    struct text_error *err)
{
    return formats_input_open_as(path, mode, (struct formats_input_charset){0}, out, err);
}

void formats_input_close(struct formats_input *in)
{
    if (in) {
        if (in->converter != (iconv_t)-1) {
            iconv_close(in->converter);
        }
        if (in->fd > STDIN_FILENO) {
            close(in->fd);
        }
        free(in->name);
        free(in);
    }
}

const char *formats_input_name(const struct formats_input *in)
{
    return in->name;
}

size_t formats_input_mark_size(const struct formats_input *in)
{
    return in->mark_size;
}

size_t formats_input_replaced(const struct formats_input *in)
{
    return in->replaced;
}

struct text_span formats_input_peek(const struct formats_input *in)
{
    return text_span_of(in->peek);
}

static size_t mark_invalid(struct formats_input *in, char *to)
{
    in->begin += in->end - in->begin < in->unit ? in->end - in->begin : in->unit;
    memcpy(to, in->told.lossy ? REPLACEMENT : INVALID_MARK, 3);
    in->replaced += in->told.lossy;
    return 3;
}

/* Something valid, or one mark; 0 when more bytes must be read first. */
static size_t pass(struct formats_input *in, char *to, size_t size)
{
    if (in->mode == FORMATS_INPUT_LINES && !in->told.lossy) {
        in->valid = in->end;
    } else if (in->valid <= in->begin) {
        bool cut;
        in->valid = in->begin + formats_utf8_valid((struct text_span){in->raw + in->begin, in->end - in->begin}, &cut);
        if (in->valid == in->begin) {
            return cut && !in->ended ? 0 : mark_invalid(in, to);
        }
    }
    size_t n = in->valid - in->begin < size ? in->valid - in->begin : size;
    memcpy(to, in->raw + in->begin, n);
    in->begin += n;
    return n;
}

static size_t convert(struct formats_input *in, char *to, size_t size)
{
    char *from = in->raw + in->begin, *at = to;
    size_t left = in->end - in->begin, room = size;
    size_t converted = iconv(in->converter, &from, &left, &at, &room);
    int why = converted == (size_t)-1 ? errno : 0;
    in->begin = in->end - left;
    if (at > to) {
        return (size_t)(at - to);
    }
    return why == EILSEQ || (why == EINVAL && in->ended) ? mark_invalid(in, to) : 0;
}

/* XML forbids both, but from a NUL near the start libxml2 concludes that the text is in UCS-4. */
static void replace_nuls(char *p, size_t n)
{
    for (char *nul = memchr(p, '\0', n); nul; nul = memchr(nul, '\0', (size_t)(p + n - nul))) {
        *nul = '\x01';
    }
}

enum text_status formats_input_read(struct formats_input *in, char *to, size_t size, size_t *n, struct text_error *err)
{
    for (;;) {
        size_t got = 0;
        if (in->begin < in->end) {
            got = in->converter == (iconv_t)-1 ? pass(in, to, size) : convert(in, to, size);
        }
        if (got > 0) {
            if (in->mode == FORMATS_INPUT_MARKUP) {
                replace_nuls(to, got);
            }
            *n = got;
            return TEXT_OK;
        }
        if (in->error) {
            return text_fail(err, TEXT_IO, "%s: cannot read: %s", in->name, strerror(in->error));
        }
        if (in->ended && in->begin == in->end) {
            *n = 0;
            return TEXT_OK;
        }
        fill(in);
    }
}
