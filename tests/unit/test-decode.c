/* Decoding: bytes, and the text, charset and way back that come out. */
#include "text/decode.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(s) {"" s, sizeof(s) - 1}
#define FFFD "\uFFFD"

/* `origins`: where each character of the text came from, -1 behind the last; NULL: offset for offset. */
static const struct {
    const char *what;
    struct text_span bytes;
    struct text_decoding how;
    const char *text, *charset;
    size_t replaced;
    const int *origins;
} good[] = {
    {"nothing", BYTES(""), {0}, "", "UTF-8", 0, NULL},
    {"ASCII", BYTES("satu\n\tdua"), {0}, "satu\n\tdua", "UTF-8", 0, NULL},
    {"UTF-8", BYTES("\u201Csatu\u201D \u2013 \u00E9"), {0}, "\u201Csatu\u201D \u2013 \u00E9", "UTF-8", 0, NULL},
    {"a mark of UTF-8", BYTES("\xEF\xBB\xBF" "ab"), {0}, "ab", "UTF-8", 0, (const int[]){3, 4, -1}},
    {"line ends", BYTES("a\r\nb\rc\vd\fe\n\r\n\xC2\x85\u2028\u2029" "f\r"), {0}, "a\nb\nc\nd\ne\n\n\n\n\nf\n", "UTF-8",
     0,
     (const int[]){0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 18, 21, 22, -1}},
    {"blanks", BYTES("a\u00A0b\u202F\u2007" "c\u2000\u200A\u3000" "d\u1680"), {0}, "a b  c   d ", "UTF-8", 0,
     (const int[]){0, 1, 3, 4, 7, 10, 11, 14, 17, 20, 21, -1}},
    {"what is not seen", BYTES("\u200Ba\u00AD\u200Db\uFEFF\u200Ec\u2066\u2069\x01\x7F\x1B" "d\u2060"), {0}, "abcd",
     "UTF-8", 0,
     (const int[]){3, 9, 16, 26, -1}},
    {"NFC", BYTES("xe\u0301y\u212Bz"), {0}, "x\u00E9y\u00C5z", "UTF-8", 0, (const int[]){0, 1, 4, 5, 8, -1}},
    {"a mark behind a soft hyphen", BYTES("xe\u00AD\u0301y"), {0}, "x\u00E9y", "UTF-8", 0, (const int[]){0, 1, 6, -1}},
    {"marks of no letter", BYTES("\u0301 \u0301\n\u0301"), {0}, "\u0301 \u0301\n\u0301", "UTF-8", 0, NULL},
    {"UTF-16LE with a mark", BYTES("\xFF\xFE" "a\0\xE9\0\x1C\x20" "b\0\x3D\xD8\x00\xDE" "c\0"), {0},
     "a\u00E9\u201Cb\U0001F600c", "UTF-16LE", 0, (const int[]){2, 4, 6, 8, 10, 14, -1}},
    {"UTF-16BE with a mark", BYTES("\xFE\xFF\0a\0\r\0\n\0\xA0\0b"), {0}, "a\n b", "UTF-16BE", 0,
     (const int[]){2, 4, 8, 10, -1}},
    {"UTF-16LE without a mark", BYTES("s\0a\0t\0u\0 \0d\0u\0a\0"), {0}, "satu dua", "UTF-16LE", 0,
     (const int[]){0, 2, 4, 6, 8, 10, 12, 14, -1}},
    {"UTF-16BE without a mark", BYTES("\0s\0a\0t\0u\0\n"), {0}, "satu\n", "UTF-16BE", 0, (const int[]){0, 2, 4, 6, 8,
     -1}},
    {"UTF-32LE with a mark", BYTES("\xFF\xFE\0\0a\0\0\0\x00\xF6\x01\0b\0\0\0"), {0}, "a\U0001F600b", "UTF-32LE", 0,
     (const int[]){4, 8, 12, -1}},
    {"UTF-32BE without a mark", BYTES("\0\0\0a\0\0\0b\0\0\0c"), {0}, "abc", "UTF-32BE", 0, (const int[]){0, 4, 8, -1}},
    {"curly quotes of windows-1252", BYTES("\x93" "Dunia\x94 \x96 kata\x85 caf\xE9\xA0!"), {0},
     "\u201CDunia\u201D \u2013 kata\u2026 caf\u00E9 !", "windows-1252", 0,
     (const int[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, -1}},
    {"a page that says so",
     BYTES("<!-- <meta charset=koi8-r> --><META content='text/html; Charset=ISO-8859-1'>\xD0\x93"),
     {.markup = true}, "<!-- <meta charset=koi8-r> --><META content='text/html; Charset=ISO-8859-1'>\u00D0\u201C",
     "windows-1252", 0, NULL},
    {"XML that says so", BYTES("<?xml version='1.0' encoding = \"KOI8-R\"?><a>\xD0</a>"), {.markup = true},
     "<?xml version='1.0' encoding = \"KOI8-R\"?><a>\u043F</a>", "KOI8-R", 0, NULL},
    {"a page that cannot be what it says", BYTES("<meta charset=utf-16>\xC3\xA9"), {.markup = true},
     "<meta charset=utf-16>\u00E9", "UTF-8", 0, NULL},
    {"a page that says what nobody knows", BYTES("<meta charset=klingon-1>\xC3\xA9"), {.markup = true},
     "<meta charset=klingon-1>\u00E9", "UTF-8", 0, NULL},
    {"markup that is not asked", BYTES("<meta charset=koi8-r>\xC3\xA9"), {0}, "<meta charset=koi8-r>\u00E9", "UTF-8",
     0, NULL},
    {"a charset that is given", BYTES("a\xC3\xA9"), {.charset = "latin1"}, "a\u00C3\u00A9", "windows-1252", 0,
     (const int[]){0, 1, 2, -1}},
    {"UTF-16 that is given, with a mark", BYTES("\xFE\xFF\0a"), {.charset = "utf-16"}, "a", "UTF-16BE", 0,
     (const int[]){2, -1}},
    {"a charset of two bytes", BYTES("a\x83\x4A" "b\xB6" "c"), {.charset = "Shift_JIS"}, "a\u30ABb\uFF76" "c", "CP932",
     0,
     (const int[]){0, 1, 3, 4, 5, -1}},
    {"a charset with shifts", BYTES("a\x1B$B%+%?\x1B(Bb"), {.charset = "ISO-2022-JP"}, "a\u30AB\u30BFb", "ISO-2022-JP",
     0,
     (const int[]){0, 4, 6, 11, -1}},
    {"broken UTF-8 let through", BYTES("a\xFF\xE2\x80z\xC3\xA9\xF0\x9F"), {.lossy = true},
     "a" FFFD FFFD "z\u00E9" FFFD, "UTF-8", 3, (const int[]){0, 1, 2, 4, 5, 7, -1}},
    {"broken UTF-16 let through", BYTES("\xFF\xFE" "a\0\x00\xD8" "b\0\x00\xDC" "c\0\x00\xD8"), {.lossy = true},
     "a" FFFD "b" FFFD "c" FFFD, "UTF-16LE", 3, (const int[]){2, 4, 6, 8, 10, 12, -1}},
    {"broken windows-1252 let through", BYTES("a\x81z"), {.charset = "windows-1252", .lossy = true}, "a" FFFD "z",
     "windows-1252", 1, (const int[]){0, 1, 2, -1}},
    {"broken Shift_JIS let through", BYTES("a\x83"), {.charset = "Shift_JIS", .lossy = true}, "a" FFFD, "CP932", 1,
     (const int[]){0, 1, -1}},
    {"Russian of windows-1251",
     BYTES("\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xD0\xEE\xF1\xF1\xE8\xE8 \xE7\xE0\xFF\xE2\xE8\xEB"), {0},
     "\u041F\u0440\u0435\u0437\u0438\u0434\u0435\u043D\u0442 \u0420\u043E\u0441\u0441\u0438\u0438 "
     "\u0437\u0430\u044F\u0432\u0438\u043B",
     "windows-1251", 0, (const int[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                         -1}},
};

static const struct {
    const char *what;
    struct text_span bytes;
    struct text_decoding how;
    enum text_status status;
    const char *message; /* a part of it */
} bad[] = {
    {"broken UTF-8", BYTES("abc\xFF d"), {.name = "x.txt"}, TEXT_INVALID, "x.txt: not valid UTF-8 at byte 3;"},
    {"UTF-8 cut short", BYTES("caf\u00E9 \xC3"), {.base = 100}, TEXT_INVALID,
     "the input: not valid UTF-8 at byte 106;"},
    {"UTF-8 that is given", BYTES("a\xE9"), {.charset = "UTF-8"}, TEXT_INVALID, "byte 1; with --lossy"},
    {"beyond Unicode, by a name that only iconv takes for UTF-8", BYTES("a\xF6\x92\x8C\x96"), {.charset = "UTF!8"},
     TEXT_INVALID, "byte 1"},
    {"mostly UTF-8", BYTES("\u201Ca\u201D \x93"), {0}, TEXT_INVALID, "not valid UTF-8 at byte 8"},
    {"broken UTF-16", BYTES("\xFF\xFE" "a\0\x00\xDC" "b\0"), {0}, TEXT_INVALID, "not valid UTF-16LE at byte 4"},
    {"UTF-16 cut short", BYTES("\xFF\xFE" "a\0b"), {0}, TEXT_INVALID, "not valid UTF-16LE at byte 4"},
    {"a NUL", BYTES("ab\0cd"), {.lossy = true}, TEXT_INVALID, "looks like a binary file: there is a NUL at byte 2"},
    {"a NUL in UTF-16", BYTES("\xFE\xFF\0a\0\0"), {0}, TEXT_INVALID,
     "looks like a binary file: there is a NUL at byte 4"},
    {"controls", BYTES("\x89PNG\x01\x02\x03\x04\xFF"), {0}, TEXT_INVALID, "looks like a binary file"},
    {"an unknown charset", BYTES("ab"), {.charset = "klingon-1"}, TEXT_MISUSE, "\"klingon-1\""},
    {"a charset with a good beginning", BYTES("ab"), {.charset = "UTF-999"}, TEXT_MISUSE, "\"UTF-999\""},
    {"instructions to iconv", BYTES("ab"), {.charset = "UTF-8//IGNORE"}, TEXT_MISUSE, "UTF-8//IGNORE"},
};

static size_t char_length(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void check_origins(const struct text_decoded *d, struct text_span bytes, const int *origins, const char *what)
{
    size_t offset = 0, k = 0;
    for (; offset < d->text.n && (!origins || origins[k] >= 0); k++) {
        size_t expected = origins ? (size_t)origins[k] : offset;
        size_t length = char_length((unsigned char)d->text.p[offset]);
        check(text_decoded_origin(d, offset) == expected, "%s: character %zu comes from %zu, not %zu", what, k,
              expected,
              text_decoded_origin(d, offset));
        size_t last = text_decoded_origin(d, offset + length - 1), next = text_decoded_origin(d, offset + length);
        check(last >= expected && last < next, "%s: the last byte of character %zu comes from inside it", what, k);
        offset += length;
    }
    check(!origins || origins[k] < 0, "%s: as many characters as expected", what);
    check(text_decoded_origin(d, d->text.n) == bytes.n, "%s: the end comes from the end, not %zu", what,
          text_decoded_origin(d, d->text.n));
}

static void test_good(struct text_arena *arena)
{
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct text_decoded d = {0};
        struct text_error err = {0};
        enum text_status status = text_decode(good[i].bytes, &good[i].how, arena, &d, &err);
        check(status == TEXT_OK, "%s: is decoded, not \"%s\"", good[i].what, err.message);
        if (status != TEXT_OK) {
            continue;
        }
        check(text_span_equal(d.text, text_span_of(good[i].text)), "%s: \"%.*s\"", good[i].what, TEXT_PRINT(d.text));
        check(strcmp(d.charset, good[i].charset) == 0, "%s: is %s, not %s", good[i].what, good[i].charset, d.charset);
        check(d.replaced == good[i].replaced, "%s: %zu replaced, not %zu", good[i].what, good[i].replaced, d.replaced);
        if (good[i].origins || strcmp(d.charset, "UTF-8") == 0) {
            check_origins(&d, good[i].bytes, good[i].origins, good[i].what);
        }
        if (!good[i].origins && strcmp(d.charset, "UTF-8") == 0) {
            check(d.text.n == 0 || d.text.p == good[i].bytes.p, "%s: is not copied", good[i].what);
        }
    }
}

static void test_bad(struct text_arena *arena)
{
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct text_decoded d = {0};
        struct text_error err = {0};
        enum text_status status = text_decode(bad[i].bytes, &bad[i].how, arena, &d, &err);
        check(status == bad[i].status, "%s: is refused", bad[i].what);
        check(strstr(err.message, bad[i].message) != NULL, "%s: \"%s\" is in \"%s\"", bad[i].what, bad[i].message,
              err.message);
        check(d.text.p == NULL && d.charset == NULL, "%s: nothing is written", bad[i].what);
    }
}

/* Chunks end inside of characters: each width at each place around the ends. */
static void test_chunks(struct text_arena *arena)
{
    enum { UNITS = 70000 };
    char *bytes = malloc(2 * UNITS + 2);
    if (!bytes) {
        check(false, "memory for chunks");
        return;
    }
    for (size_t shift = 0; shift < 2; shift++) {
        struct text_decoded d = {0};
        size_t n = 0;
        for (size_t i = 0; i < shift; i++, n += 2) {
            memcpy(bytes + n, "a\0", 2);
        }
        while (n + 4 <= 2 * UNITS) {
            memcpy(bytes + n, "\x3D\xD8\x00\xDE", 4);
            n += 4;
        }
        struct text_decoding how = {.charset = "UTF-16LE"};
        bool ok = text_decode((struct text_span){bytes, n}, &how, arena, &d, NULL) == TEXT_OK;
        check(ok && d.text.n == n - shift && d.way, "pairs across chunks, shifted by %zu", shift);
        check(ok && text_decoded_origin(&d, d.text.n - 4) == n - 4, "the last pair comes from the end");
    }
    free(bytes);
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_good(arena);
    test_bad(arena);
    test_chunks(arena);
    text_arena_free(arena);
    return check_report();
}
