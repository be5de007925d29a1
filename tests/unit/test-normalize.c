/* text_normalize: texts and the form in which they are compared. */
#include "text/decode.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define SHY "\u00AD"

static const struct {
    const char *in, *out;
} cases[] = {
    {"", ""},
    {" \t\r\n\u00A0\u3000 ", ""},
    {"satu dua", "satu dua"},
    {"  satu\t \n dua  ", "satu dua"},
    {"satu\u00A0dua\u2009tiga", "satu dua tiga"},
    {"satu \u00E9 dua", "satu \u00E9 dua"},
    {"e\u0301", "\u00E9"},
    {"xe\u0301y", "x\u00E9y"},
    {"e" SHY "\u0301", "\u00E9"},
    {SHY "\u0301", "\u0301"},
    {"e" SHY "\u0301" SHY "\u0323" SHY, "\u1EB9\u0301"},
    {"a" SHY "b\u200Bc\uFEFF", "abc"},
    {SHY " a " SHY " b " SHY, "a b"},
    {"a " SHY "\u0301", "a \u0301"},
    {"\u212B\u2126", "\u00C5\u03A9"},
    {"\u0958", "\u0915\u093C"},
    {"\u1100\u1161\u11A8", "\uAC01"},
    {"a\u0323\u0301b", "\u1EA1\u0301b"},
    {"a\u0301\u0323b", "\u1EA1\u0301b"},
    {"a\x01" "b\x7F" "c", "abc"},
    {"x \u0301", "x \u0301"},
    {" \u0301", "\u0301"},
};

static void test_cases(struct text_arena *arena)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_span out = {0}, again = {0};
        bool ok = text_normalize(text_span_of(cases[i].in), arena, &out, NULL) == TEXT_OK;
        check(ok && text_span_equal(out, text_span_of(cases[i].out)), "\"%s\" becomes \"%s\", not \"%.*s\"",
              cases[i].in, cases[i].out, TEXT_PRINT(out));
        ok = text_normalize(out, arena, &again, NULL) == TEXT_OK;
        check(ok && text_span_equal(again, out), "\"%s\" is normal when it was made so", cases[i].out);
        check(!ok || again.n == 0 || again.p == out.p, "\"%s\" is normal and borrowed", cases[i].out);
    }
    struct text_error err = {0};
    struct text_span out;
    check(text_normalize(TEXT_LITERAL("ab\xFFz"), arena, &out, &err) == TEXT_INVALID && strstr(err.message, "byte 2"),
          "bytes that are no UTF-8 are told: %s", err.message);
}

/* Each character, before and behind a letter with marks around, against ICU. */
static void test_all_characters(struct text_arena *arena)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    int wrong = 0;
    for (UChar32 c = 0x80; c <= 0x10FFFF && wrong < 5; c++) {
        UChar text[8], normal[64];
        char in[64], expected[200];
        int32_t n = 0, in_n = 0, expected_n = 0;
        struct text_span out = {0};
        int8_t type = u_charType(c);
        if (type == U_SURROGATE || type == U_UNASSIGNED || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR ||
            u_isUWhiteSpace(c)) {
            continue;
        }
        text[n++] = 'e';
        U16_APPEND_UNSAFE(text, n, c);
        text[n++] = 0x0301;
        text[n++] = 'z';
        int32_t normal_n = unorm2_normalize(nfc, text, n, normal, 64, &code);
        u_strToUTF8(in, sizeof in, &in_n, text, n, &code);
        u_strToUTF8(expected, sizeof expected, &expected_n, normal, normal_n, &code);
        bool ok = text_normalize((struct text_span){in, (size_t)in_n}, arena, &out, NULL) == TEXT_OK &&
                  text_span_equal(out, (struct text_span){expected, (size_t)expected_n});
        if (!ok) {
            check(false, "U+%04X in a word is normalized as ICU does", (unsigned)c);
            wrong++;
        }
        text_arena_reset(arena);
    }
    check(wrong == 0 && U_SUCCESS(code), "every character in a word is normalized as ICU does");
}

/* A hostile stretch of marks: normal, no longer than it must be, and quick. */
static void test_marks(struct text_arena *arena)
{
    enum { N = 200000 };
    char *text = malloc(2 * N + 1);
    struct text_span out = {0}, again = {0};
    if (!text) {
        check(false, "memory for marks");
        return;
    }
    text[0] = 'a';
    for (size_t i = 0; i < N; i++) {
        memcpy(text + 1 + 2 * i, i % 2 ? "\u0301" : "\u0323", 2);
    }
    bool ok = text_normalize((struct text_span){text, 2 * N + 1}, arena, &out, NULL) == TEXT_OK;
    check(ok && out.n > N && out.n < 3 * N, "a letter with many marks");
    check(text_normalize(out, arena, &again, NULL) == TEXT_OK && text_span_equal(out, again),
          "many marks stay as they were made");
    UErrorCode code = U_ZERO_ERROR;
    UChar *wide = malloc(2 * N * sizeof *wide);
    int32_t n = 0;
    if (wide) {
        u_strFromUTF8(wide, 2 * N, &n, out.p, (int32_t)out.n, &code);
        check(unorm2_isNormalized(unorm2_getNFCInstance(&code), wide, n, &code) && U_SUCCESS(code),
              "many marks are in NFC");
    }
    free(wide);
    free(text);
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_cases(arena);
    test_all_characters(arena);
    test_marks(arena);
    text_arena_free(arena);
    return check_report();
}
