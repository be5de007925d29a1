/* Bytes -> valid UTF-8 by iconv, with the way back: see decode-private.h.
 *
 * iconv does not say which bytes a character came from, and the way back must be exact. So there are three roads.
 * UTF-8 is only checked and copied. UTF-16 and UTF-32 go through iconv in chunks: the character tells its width.
 * Of all others iconv is first asked for each byte alone. Where that gives a character the byte never meets
 * iconv again; else iconv gets one byte more until it gives something, which is slow, but as slow for all.
 *
 * Cost: linear; the memory of the result and its map.
 */
#include "text/decode/decode-private.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { CHUNK = 1 << 16, LONGEST = 16 };

static const char replacement[] = "\xEF\xBF\xBD";

static size_t length_of(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Counts and writes one error, which is `n` bytes long. False when it has to end the conversion. */
static bool replace(struct text_conversion *c, size_t at, size_t n)
{
    if (!c->lossy) {
        c->bad = at;
        return false;
    }
    text_map_add(c->map, (struct text_shift){c->out->n, at, 3, (uint8_t)(n < 255 ? n : 0)});
    text_buffer_add(c->out, (struct text_span){replacement, 3});
    c->replaced++;
    return true;
}

static bool convert_utf8(struct text_conversion *c)
{
    for (size_t at = c->begin; at < c->bytes.n;) {
        struct text_span rest = {c->bytes.p + at, c->bytes.n - at};
        size_t good = text_utf8_end(rest);
        text_map_add(c->map, (struct text_shift){c->out->n, at, 1, 1});
        text_buffer_add(c->out, (struct text_span){rest.p, good});
        at += good;
        if (good < rest.n) {
            size_t n = text_utf8_error(rest, good);
            if (!replace(c, at, n)) {
                return false;
            }
            at += n;
        }
    }
    return true;
}

/* Enters what was written from `place` on, which came from `at` on, each character from one or two units. */
static void enter_units(struct text_conversion *c, size_t place, size_t at, size_t unit)
{
    size_t length = 0; /* of the characters of this run */
    while (place < c->out->n) {
        size_t next = length_of((uint8_t)c->out->p[place]);
        size_t width = unit == 2 && next == 4 ? 4 : unit;
        if (next != length) {
            text_map_add(c->map, (struct text_shift){place, at, (uint8_t)next, (uint8_t)width});
            length = next;
        }
        place += next;
        at += width;
    }
}

static bool convert_units(struct text_conversion *c, iconv_t cd, size_t unit)
{
    for (size_t at = c->begin; at < c->bytes.n && !c->out->failed;) {
        size_t left = c->bytes.n - at < CHUNK ? c->bytes.n - at : CHUNK, room = 4 * CHUNK, place = c->out->n;
        char *in = (char *)c->bytes.p + at, *out = text_buffer_reserve(c->out, room), *begin = in;
        if (!out) {
            break;
        }
        size_t done = iconv(cd, &in, &left, &out, &room);
        bool wrong = done == (size_t)-1 && errno == EILSEQ;
        c->out->n += 4 * CHUNK - room;
        enter_units(c, place, at, unit);
        at = (size_t)(in - c->bytes.p);
        if (wrong || in == begin) { /* the second: the last character is not whole */
            size_t n = wrong && unit < c->bytes.n - at ? unit : c->bytes.n - at;
            if (!replace(c, at, n)) {
                return false;
            }
            at += n;
        }
    }
    return true;
}

/* What each byte alone is. */
struct alone {
    char p[256][4];
    uint8_t n[256]; /* 0: iconv has to be asked */
};

/* False when bytes mean different things at different places: some ASCII byte, or one that gives nothing yet, only
 * prepares for those that follow. */
static bool ask_alone(iconv_t cd, struct alone *alone)
{
    for (int b = 0; b < 256; b++) {
        char byte = (char)b, result[LONGEST], *in = &byte, *out = result;
        size_t left = 1, room = sizeof result;
        size_t done = iconv(cd, &in, &left, &out, &room);
        size_t n = sizeof result - room;
        iconv(cd, NULL, NULL, NULL, NULL);
        bool one = done != (size_t)-1 && n > 0 && n <= 4 && length_of((uint8_t)result[0]) == n;
        if (!one && (b < 0x80 || done != (size_t)-1)) {
            return false;
        }
        if (one) {
            memcpy(alone->p[b], result, n);
            alone->n[b] = (uint8_t)n;
        }
    }
    return true;
}

/* Converts at `*at` what iconv takes as one: a character or a shift. False when it is not valid. */
static bool ask_one(struct text_conversion *c, iconv_t cd, size_t *at)
{
    char result[4 * LONGEST];
    for (size_t n = 1; n <= LONGEST && n <= c->bytes.n - *at; n++) {
        char *in = (char *)c->bytes.p + *at, *out = result;
        size_t left = n, room = sizeof result;
        size_t done = iconv(cd, &in, &left, &out, &room);
        size_t taken = n - left, given = sizeof result - room;
        if (text_utf8_end((struct text_span){result, given}) < given) {
            return false; /* glibc, asked for UTF-8 by another name, lets through what lies beyond Unicode */
        }
        if (taken) {
            bool one = given && length_of((uint8_t)result[0]) == given;
            if (given) {
                text_map_add(c->map, (struct text_shift){c->out->n, *at, (uint8_t)(one ? given : 1),
                                                         (uint8_t)(one ? taken : 0)});
            }
            text_buffer_add(c->out, (struct text_span){result, given});
            *at += taken;
            return true;
        }
        if (done == (size_t)-1 && errno != EINVAL) {
            return false;
        }
    }
    return false;
}

/* Converts from *at on, as far as no byte needs iconv, and at most a chunk. */
static void convert_alone(struct text_conversion *c, const struct alone *alone, size_t *at)
{
    size_t i = *at, end = c->bytes.n - i < CHUNK ? c->bytes.n : i + CHUNK, place = c->out->n;
    const uint8_t *p = (const uint8_t *)c->bytes.p;
    char *to = text_buffer_reserve(c->out, 4 * (end - i));
    uint8_t last = 0; /* the length of the run that was entered */
    for (; to && i < end && alone->n[p[i]]; i++) {
        uint8_t n = alone->n[p[i]];
        if (n != last) {
            text_map_add(c->map, (struct text_shift){place, i, n, 1});
            last = n;
        }
        memcpy(to, alone->p[p[i]], 4);
        to += n;
        place += n;
    }
    c->out->n = place;
    *at = i;
}

static bool convert_chars(struct text_conversion *c, iconv_t cd)
{
    struct alone alone = {0};
    bool simple = ask_alone(cd, &alone);
    if (!simple) {
        memset(alone.n, 0, sizeof alone.n);
    }
    for (size_t at = c->begin; at < c->bytes.n && !c->out->failed;) {
        if (alone.n[(uint8_t)c->bytes.p[at]]) {
            convert_alone(c, &alone, &at);
        } else if (!ask_one(c, cd, &at)) {
            if (!replace(c, at, 1)) {
                return false;
            }
            at++;
        }
    }
    char *out = text_buffer_reserve(c->out, LONGEST);
    size_t room = LONGEST;
    if (out) { /* what was held back to see whether it combines */
        text_map_add(c->map, (struct text_shift){c->out->n, c->bytes.n, 1, 0});
        iconv(cd, NULL, NULL, &out, &room);
        c->out->n += LONGEST - room;
    }
    return true;
}

enum text_status text_convert(struct text_conversion *c)
{
    bool utf8 = strcmp(c->charset, "UTF-8") == 0, ok;
    if (utf8) {
        ok = convert_utf8(c);
    } else {
        iconv_t cd = iconv_open("UTF-8", c->charset);
        if (cd == (iconv_t)-1) {
            return errno == EINVAL ? TEXT_MISUSE : TEXT_NOMEM;
        }
        bool units = strncmp(c->charset, "UTF-16", 6) == 0 || strncmp(c->charset, "UTF-32", 6) == 0;
        ok = units ? convert_units(c, cd, c->charset[4] == '1' ? 2 : 4) : convert_chars(c, cd);
        iconv_close(cd);
    }
    if (!text_map_end(c->map, c->out->n, c->bytes.n) || c->out->failed) {
        return TEXT_NOMEM;
    }
    return ok ? TEXT_OK : TEXT_INVALID;
}
