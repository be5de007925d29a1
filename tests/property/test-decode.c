/* Decoding whatever bytes come: it ends, what comes out is clean, and the way back is in order.
 *
 * Bytes are random, or made of pieces that mean something to a decoder, in which case lossy decoding must succeed
 * unless there is a NUL. A run is repeated by giving its seed. */
#include "text/decode.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

enum { LONGEST = 120, ROUNDS = 8000 };

static uint64_t state;

static unsigned random_below(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 16) % n);
}

static const char *const pieces[] = {
    "a",
    "e",
    "kata ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "\xC3\xA9",
    "e\xCC\x81",
    "\xCC\x81",
    "\xCC\xA3",
    "\xC2\xAD",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xE2\x80\x9C",
    "\xE2\x80\xA9",
    "\xEF\xBB\xBF",
    "\xE1\x84\x80",
    "\xE1\x85\xA1",
    "\xE1\x86\xA8",
    "\xE0\xA5\x98",
    "\xF0\x9F\x98\x80",
    "\xF0\x9D\x85\xA0",
    "\xE2\x84\xAB",
    "\xFF",
    "\xE2\x80",
    "\x93",
    "\x01",
    "\x7F",
    "<meta charset=koi8-r>",
    "<?xml encoding='utf-8'?>",
    "\xFF\xFE",
    "\xCD\x84",
    "\xE2\x80\xAF",
    "\x1B$B",
};

enum { EVERYDAY = 5 }; /* of these charsets; the others are slow to open */
static const char *const charsets[] = {NULL,           NULL,           NULL,       "UTF-8",   "UTF-16LE",
                                       "windows-1252", "UTF-16",       "UTF-32BE", "GB18030", "CP932",
                                       "ISO-2022-JP",  "windows-1255", "UTF-7"};
enum { CHARSETS = sizeof charsets / sizeof charsets[0] };

static size_t random_bytes(char *to)
{
    size_t n = 0, count = random_below(LONGEST / 8);
    unsigned kind = random_below(4);
    for (size_t i = 0; i < count; i++) {
        if (kind == 0) {
            to[n++] = (char)random_below(256);
        } else {
            const char *piece = pieces[random_below(sizeof pieces / sizeof pieces[0])];
            size_t length = strlen(piece);
            if (n + 2 * length > LONGEST) {
                break;
            }
            for (size_t k = 0; k < length; k++) {
                to[n++] = piece[k];
                if (kind == 3) { /* something like UTF-16 */
                    to[n++] = '\0';
                }
            }
        }
    }
    return n;
}

/* What is wrong with a clean text, or NULL. */
static const char *fault_of(struct text_span s)
{
    UErrorCode code = U_ZERO_ERROR;
    static UChar wide[4 * LONGEST];
    int32_t n = 0;
    for (size_t i = 0; i < s.n;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s.p, i, s.n, c);
        if (c < 0) {
            return "no UTF-8";
        }
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) {
            return "a control character";
        }
        if (c != ' ' && c != '\n' && c != '\t' && u_isUWhiteSpace(c)) {
            return "an odd blank";
        }
        if (c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F)) {
            return "something that is not seen";
        }
    }
    u_strFromUTF8(wide, 4 * LONGEST, &n, s.p, (int32_t)s.n, &code);
    return unorm2_isNormalized(unorm2_getNFCInstance(&code), wide, n, &code) && U_SUCCESS(code) ? NULL : "no NFC";
}

static const char *fault_of_origins(const struct text_decoded *d, struct text_span bytes)
{
    size_t before = 0;
    for (size_t i = 0; i <= d->text.n; i++) {
        size_t origin = text_decoded_origin(d, i);
        if (origin < before || origin > bytes.n) {
            return "an origin before that of the character before, or behind the end";
        }
        bool ascii = i < d->text.n && d->text.p[i] > ' ' && origin < bytes.n && strncmp(d->charset, "UTF-8", 5) == 0;
        if (ascii && bytes.p[origin] != d->text.p[i] && (uint8_t)bytes.p[origin] < 0x80) {
            return "an origin that is another character";
        }
        before = origin;
    }
    return before == bytes.n ? NULL : "an end that is not the end of the bytes";
}

static const char *fault_of_decoding(struct text_span bytes, const struct text_decoding *how, struct text_arena *arena)
{
    struct text_decoded d = {0}, again = {0};
    struct text_error err = {0};
    struct text_span normal;
    enum text_status status = text_decode(bytes, how, arena, &d, &err);
    if (status != TEXT_OK) {
        bool binary = strstr(err.message, "binary") != NULL;
        return status != TEXT_INVALID  ? "a strange error"
               : how->lossy && !binary ? "an error in spite of being lossy"
                                       : NULL;
    }
    const char *fault = fault_of(d.text);
    fault = fault ? fault : fault_of_origins(&d, bytes);
    if (fault) {
        return fault;
    }
    struct text_decoding utf8 = {.charset = "UTF-8"};
    if (text_decode(d.text, &utf8, arena, &again, &err) != TEXT_OK || again.text.n != d.text.n ||
        (again.text.n && again.text.p != d.text.p) || again.shift_count) {
        return "clean text that is not left alone";
    }
    if (text_normalize(d.text, arena, &normal, &err) != TEXT_OK) {
        return "clean text that has no normal form";
    }
    if (normal.n && (normal.p[0] == ' ' || normal.p[normal.n - 1] == ' ' || memchr(normal.p, '\n', normal.n))) {
        return "a normal form with blanks at its ends";
    }
    return fault_of(normal);
}

int main(int argc, char **argv)
{
    struct text_arena *arena = text_arena_new();
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)seed);
    state = seed * 2654435769u + 88172645463325252u;
    if (!arena) {
        return 1;
    }
    int wrong = 0;
    for (int round = 0; round < ROUNDS && wrong < 5; round++) {
        char bytes[LONGEST + 8];
        struct text_span s = {bytes, random_bytes(bytes)};
        struct text_decoding how = {.charset = charsets[random_below(random_below(4) ? EVERYDAY : CHARSETS)],
                                    .lossy = random_below(2),
                                    .markup = random_below(2)};
        const char *fault = fault_of_decoding(s, &how, arena);
        if (fault) {
            wrong++;
            check(false, "%s (charset %s%s%s), of these bytes:", fault, how.charset ? how.charset : "not given",
                  how.lossy ? ", lossy" : "", how.markup ? ", markup" : "");
            for (size_t i = 0; i < s.n; i++) {
                printf(" %02X", (unsigned char)s.p[i]);
            }
            printf("\n");
        }
        text_arena_reset(arena);
    }
    check(wrong == 0, "what is decoded is clean");
    text_arena_free(arena);
    return check_report();
}
