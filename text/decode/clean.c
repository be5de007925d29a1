/* Valid UTF-8 -> clean UTF-8: see decode-private.h and, for what clean means, decode.h.
 *
 * What may stay as it is gathers in a run, which is copied, and entered in the map, only when something else has
 * to be written. Normalization (UAX #15, NFC) looks only at stretches: a character on which what follows might act,
 * and what follows, up to the next boundary. A stretch of more than thirty characters gets a combining grapheme
 * joiner (U+034F), as in the Stream-Safe Text Format of UAX #15: no text of any language has one, and it keeps the
 * cost linear and the memory of a stretch fixed.
 */
#include "text/decode/decode-private.h"

#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "text/character/property-private.h"
#include "text/icu-private.h"

enum what { KEEP, BLANK, LINE, DROP };

enum { LONGEST_STRETCH = 30, LONGEST_UNITS = 2 * LONGEST_STRETCH + 4, MOST_UNITS = 8 * LONGEST_UNITS };

struct state {
    const struct text_clean *job;
    const uint8_t *p;
    size_t n, run; /* what waits to be copied begins at p[run] */
    struct text_way_reader from;
    struct text_buffer *room;
    struct text_map *map;
    const UNormalizer2 *nfc; /* NULL: not needed yet */
    enum text_status status;
    struct text_error *err;
};

static enum what what_is(UChar32 c)
{
    if (c < 0x80) {
        if (c == ' ' || c == '\t') {
            return BLANK;
        }
        return c >= '\n' && c <= '\r' ? LINE : c < ' ' || c == 0x7F ? DROP : KEEP;
    }
    if (c <= 0xAD) {
        return c == 0x85 ? LINE : c < 0xA0 || c == 0xAD ? DROP : c == 0xA0 ? BLANK : KEEP;
    }
    if (c >= 0x2000 && c < 0x2070) {
        if (c <= 0x200A || c == 0x202F || c == 0x205F) {
            return BLANK;
        }
        if (c == 0x2028 || c == 0x2029) {
            return LINE;
        }
        return c <= 0x200F || (c >= 0x202A && c <= 0x202E) || c >= 0x2060 ? DROP : KEEP;
    }
    if (c == 0x1680 || c == 0x3000) {
        return BLANK;
    }
    return c == 0x061C || c == 0x180E || c == 0xFEFF ? DROP : KEEP;
}

static UChar32 char_at(const struct state *s, size_t at, size_t *next)
{
    UChar32 c;
    U8_NEXT_UNSAFE(s->p, at, c);
    *next = at;
    return c;
}

/* Whether c neither changes nor takes part in a change of what stands before it. */
static bool is_settled(UChar32 c)
{
    if (c < 0x300 || (c >= 0x2010 && c < 0x2060) || (c >= 0x1E00 && c < 0x1F00)) {
        return true;
    }
    return text_property_of((uint32_t)c)->is & TEXT_IS_SETTLED;
}

/* The shift of the origin that holds for `at`. `at` never falls. */
static struct text_shift shift_at(struct state *s, size_t at)
{
    while (s->from.end <= at && text_way_next(&s->from)) {
    }
    return s->from.run;
}

static struct text_shift moved(struct text_shift shift, size_t at, size_t place)
{
    shift.origin += (at - shift.place) / shift.width * shift.origin_width;
    shift.place = place;
    return shift;
}

/* Enters into the map that p[begin..end) goes to `place`. */
static void enter(struct state *s, size_t begin, size_t end, size_t place)
{
    if (!s->map || begin == end) {
        return;
    }
    text_map_add(s->map, moved(shift_at(s, begin), begin, place));
    while (s->from.end < end && text_way_next(&s->from)) {
        struct text_shift shift = s->from.run;
        text_map_add(s->map, moved(shift, shift.place, place + (shift.place - begin)));
    }
}

static void copy_run(struct state *s, size_t end)
{
    enter(s, s->run, end, s->room->n);
    text_buffer_add(s->room, (struct text_span){s->job->in.p + s->run, end - s->run});
}

/* Writes what p[at] became. */
static void put(struct state *s, size_t at, const char *text, size_t n)
{
    if (s->map) {
        struct text_shift shift = moved(shift_at(s, at), at, s->room->n);
        shift.width = 1;
        shift.origin_width = n == 1 ? shift.origin_width : 0;
        text_map_add(s->map, shift);
    }
    text_buffer_add(s->room, (struct text_span){text, n});
}

static size_t skip_dropped(const struct state *s, size_t at)
{
    size_t next;
    while (at < s->n && what_is(char_at(s, at, &next)) == DROP) {
        at = next;
    }
    return at;
}

/* How many characters c decomposes into. */
static int32_t parts_of(const UNormalizer2 *nfc, UChar32 c)
{
    UChar parts[32];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = c >= 0x300 && c < 0x340 ? 1 : text_icu.unorm2_getDecomposition(nfc, c, parts, 32, &code);
    return n > 1 ? n : 1;
}

/* Collects the stretch that begins at `at`; returns where it ends. *cut: it had to be ended before its time. */
static size_t collect(const struct state *s, size_t at, UChar *units, int32_t *count, bool *cut)
{
    int32_t length = 0, n = 0;
    size_t next;
    *cut = false;
    for (size_t first = at; at < s->n; at = skip_dropped(s, next)) {
        UChar32 c = char_at(s, at, &next);
        if (at != first && (what_is(c) != KEEP || text_icu.unorm2_hasBoundaryBefore(s->nfc, c))) {
            break;
        }
        if (at != first || !text_icu.unorm2_hasBoundaryBefore(s->nfc, c)) {
            length += parts_of(s->nfc, c);
            if (length > LONGEST_STRETCH) {
                *cut = true;
                break;
            }
        }
        U16_APPEND_UNSAFE(units, n, c);
    }
    *count = n;
    return at;
}

/* The usual stretch, a letter and its mark, has a short way. Returns how many units are in `to`. */
static int32_t compose(const UNormalizer2 *nfc, const UChar *from, int32_t n, UChar *to, UErrorCode *code)
{
    if (n == 2 && U16_IS_SINGLE(from[0]) && U16_IS_SINGLE(from[1])) {
        UChar32 c = text_icu.unorm2_composePair(nfc, from[0], from[1]);
        if (c > 0 && c <= 0xFFFF) {
            to[0] = (UChar)c;
            return 1;
        }
    }
    return text_icu.unorm2_normalize(nfc, from, n, to, MOST_UNITS, code);
}

static bool load_normalizer(struct state *s)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!s->nfc && (s->status = text_icu_load(s->err)) == TEXT_OK) {
        s->nfc = text_icu.unorm2_getNFCInstance(&code);
        s->status = U_SUCCESS(code) ? TEXT_OK : text_fail_memory(s->err, "the normal form of a text");
    }
    return s->status == TEXT_OK;
}

/* Normalizes the stretch to which the character at `at` belongs; returns where it ends. */
static size_t normalize_stretch(struct state *s, size_t at)
{
    UChar from[LONGEST_UNITS], to[MOST_UNITS];
    char utf8[3 * MOST_UNITS + 2];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0, bytes = 0;
    bool cut;
    size_t begin = at, next;
    UChar32 first = char_at(s, at, &next);
    if (!load_normalizer(s)) {
        return s->n;
    }
    if (begin > s->run && (what_is(first) == DROP || !text_icu.unorm2_hasBoundaryBefore(s->nfc, first))) {
        U8_BACK_1_UNSAFE(s->p, begin);
    }
    size_t end = collect(s, begin, from, &n, &cut);
    n = compose(s->nfc, from, n, to, &code);
    text_icu.u_strToUTF8(utf8, 3 * MOST_UNITS, &bytes, to, n, &code);
    if (U_FAILURE(code)) {
        s->status = text_fail_memory(s->err, "the normal form of a text");
        return s->n;
    }
    size_t length = (size_t)bytes;
    if (cut) {
        memcpy(utf8 + length, "\xCD\x8F", 2);
        length += 2;
    }
    if (length != end - begin || memcmp(utf8, s->p + begin, length) != 0) {
        copy_run(s, begin);
        put(s, begin, utf8, length);
        s->run = end;
    }
    return end;
}

/* What is dropped at `at`; a mark behind it meets what stands before it. */
static size_t drop(struct state *s, size_t at)
{
    size_t end = skip_dropped(s, at), next;
    if (end < s->n && at > s->run) {
        UChar32 c = char_at(s, end, &next);
        if (what_is(c) == KEEP && !is_settled(c)) {
            return normalize_stretch(s, at);
        }
    }
    copy_run(s, at);
    s->run = end;
    return end;
}

/* Takes the blanks at `at`, of any kind and length, for one. */
static size_t collapse(struct state *s, size_t at)
{
    size_t end = skip_dropped(s, at), next;
    if (end == s->n || what_is(char_at(s, end, &next)) == KEEP) {
        return drop(s, at);
    }
    while (end < s->n && what_is(char_at(s, end, &next)) != KEEP) {
        end = next;
    }
    if (s->room->n == 0 && at == s->run) { /* at the start */
        s->run = end;
    } else if (end < s->n && (end != at + 1 || s->p[at] != ' ')) {
        copy_run(s, at);
        put(s, at, " ", 1);
        s->run = end;
    }
    return end;
}

/* Deals with the character at `at`; returns where the next one stands. */
static size_t take_char(struct state *s, size_t at)
{
    size_t next;
    UChar32 c = char_at(s, at, &next);
    enum what what = what_is(c);
    if (what == KEEP) {
        return is_settled(c) ? next : normalize_stretch(s, at);
    }
    if (s->job->collapse) {
        return collapse(s, at);
    }
    if (what == DROP) {
        return drop(s, at);
    }
    if (c == ' ' || c == '\n' || c == '\t') {
        return next;
    }
    copy_run(s, at);
    put(s, at, what == LINE ? "\n" : " ", 1);
    s->run = c == '\r' && next < s->n && s->p[next] == '\n' ? next + 1 : next;
    return s->run;
}

/* The same as plain_end, with the single blanks inside. Eight bytes a step, each looked at with the one behind. */
static size_t plain_words_end(const struct state *s, size_t at)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    const uint8_t *p = s->p;
    size_t begin = at;
    for (uint64_t here, behind; s->n - at > sizeof here && p[begin] != ' '; at += sizeof here) {
        memcpy(&here, p + at, sizeof here);
        memcpy(&behind, p + at + 1, sizeof behind);
        uint64_t odd = (here - ones * 0x20) | here | (here + ones) | (behind - ones * 0x20) | behind | (behind + ones);
        uint64_t both = (here ^ ones * ' ') | (behind ^ ones * ' '); /* a byte is 0 where two blanks are */
        if ((odd | ((both - ones) & ~both)) & high) {
            break;
        }
    }
    for (; at < s->n; at++) {
        bool blank = p[at] == ' ' && at > begin && at + 1 < s->n && p[at + 1] > ' ' && p[at + 1] < 0x7F;
        if (!blank && (p[at] <= ' ' || p[at] >= 0x7F)) {
            break;
        }
    }
    return at;
}

/* Where the printing ASCII that begins at `at` ends: eight bytes a step, then one. */
static size_t plain_end(const struct state *s, size_t at)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t word;
    for (; s->n - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s->p + at, sizeof word);
        /* a byte below 0x20 borrows into its high bit, 0x7F carries into it */
        if (((word - ones * 0x20) | word | (word + ones)) & high) {
            break;
        }
    }
    while (at < s->n && s->p[at] >= 0x20 && s->p[at] < 0x7F) {
        at++;
    }
    return at;
}

/* Without the blanks at its end, which are all in the run. */
static size_t trimmed_end(struct state *s)
{
    size_t end = s->n;
    while (end > s->run) {
        size_t at = end, next;
        U8_BACK_1_UNSAFE(s->p, at);
        if (what_is(char_at(s, at, &next)) == KEEP) {
            break;
        }
        end = at;
    }
    return end;
}

enum text_status text_clean(const struct text_clean *job, struct text_buffer *room, struct text_map *map,
                            struct text_span *out, struct text_error *err)
{
    struct state s = {
        .job = job, .p = (const uint8_t *)job->in.p, .n = job->in.n, .room = room, .map = map, .err = err};
    text_way_begin(&s.from, job->from);
    for (size_t at = 0; at < s.n && s.status == TEXT_OK;) {
        at = job->collapse ? plain_words_end(&s, at) : plain_end(&s, at);
        if (at < s.n) {
            at = take_char(&s, at);
        }
    }
    size_t end = job->collapse ? trimmed_end(&s) : s.n;
    struct text_span clean = {s.n ? job->in.p + s.run : job->in.p, end - s.run};
    if (room->n == 0) {
        enter(&s, s.run, end, 0);
    } else {
        copy_run(&s, end);
        clean = text_buffer_span(room);
    }
    bool kept = (!map || text_map_end(map, clean.n, job->origin_end)) && !room->failed;
    if (s.status == TEXT_OK && !kept) {
        s.status = text_fail_memory(err, "the clean form of a text");
    }
    if (s.status == TEXT_OK) {
        *out = clean;
    }
    return s.status;
}
