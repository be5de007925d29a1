/* Words end where ICU's word iterator says, on strings of characters of every class.
 *
 * Left out here, and looked at in tests/unit/test-word.c: East Asian scripts, where ICU asks dictionaries; the
 * commercial at, where some of its versions join; U+202F, which is part of a word there. ICU counts white space
 * as words; ours begin behind it. A run is repeated by giving its seed. */
#include "text/word.h"

#include "tests/property/random.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

enum { CLASSES = 25, POOL = 4096, LONGEST = 24, ROUNDS = 60000 };

static UChar32 pool[CLASSES][POOL];
static unsigned pool_size[CLASSES];
static bool in_dictionary(UChar32 c)
{
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &code);
    return c == '@' || c == 0x202F || script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
           script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL ||
           u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
           u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA;
}

/* One pool a class, one more for ASCII and one for pictures. Of large classes a sample, by reservoir. */
static void fill_pools(void)
{
    static unsigned seen[CLASSES];
    for (UChar32 c = 1; c <= 0x10FFFF; c++) {
        int8_t type = u_charType(c);
        if (type == U_SURROGATE || (type == U_UNASSIGNED && c % 97) || (type == U_PRIVATE_USE_CHAR && c % 97) ||
            in_dictionary(c)) {
            continue;
        }
        int class = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
        class = c < 128 && c % 2 ? CLASSES - 2 : class;
        class = class == 0 && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? CLASSES - 1 : class;
        if (class >= CLASSES) {
            continue;
        }
        unsigned n = seen[class]++;
        unsigned slot = n < POOL ? n : below(n + 1);
        if (slot < POOL) {
            pool[class][slot] = c;
            pool_size[class] = n < POOL ? n + 1 : POOL;
        }
    }
}

static int32_t random_text(UChar *to)
{
    int32_t n = 0;
    unsigned count = 1 + below(LONGEST);
    bool sticky = below(2); /* few classes, so that the rules of many steps come up */
    unsigned classes[3] = {below(CLASSES), below(CLASSES), below(CLASSES)};
    while (count) {
        unsigned class = sticky ? classes[below(3)] : below(CLASSES);
        if (!pool_size[class]) {
            class = U_WB_ALETTER;
        }
        UChar32 c = pool[class][below(pool_size[class])];
        U16_APPEND_UNSAFE(to, n, c);
        count--;
    }
    return n;
}

static UChar32 char_at(const UChar *text, int32_t *i)
{
    UChar32 c = text[(*i)++];
    if (U16_IS_LEAD(text[*i - 1])) {
        c = U16_GET_SUPPLEMENTARY(c, text[*i]);
        *i += 1;
    }
    return c;
}

static void print_text(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        printf("%s%02X", i ? " " : "", (unsigned char)s.p[i]);
    }
}

/* The byte ranges of ICU's words, less the white space they begin with. */
static size_t icu_words(UBreakIterator *iterator, const UChar *text, int32_t n, struct text_range *out)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t count = 0, bytes = 0;
    int32_t from = 0;
    ubrk_setText(iterator, text, n, &code);
    for (int32_t to = ubrk_next(iterator); to != UBRK_DONE; to = ubrk_next(iterator)) {
        struct text_range range = {bytes, bytes};
        bool blank = true;
        while (from < to) {
            UChar32 c = char_at(text, &from);
            range.end += (size_t)U8_LENGTH(c);
            blank = blank && u_isUWhiteSpace(c);
            range.begin = blank ? range.end : range.begin;
        }
        bytes = range.end;
        if (!blank) {
            out[count++] = range;
        }
    }
    return count;
}

static bool same(const struct text_tokens *tokens, struct text_span s, const struct text_range *expected, size_t count)
{
    bool ok = tokens->count == count;
    for (size_t i = 0; ok && i < count; i++) {
        ok = tokens->at[i].surface.p == s.p + expected[i].begin &&
             tokens->at[i].surface.n == expected[i].end - expected[i].begin;
    }
    return ok;
}

int main(int argc, char **argv)
{
    UErrorCode code = U_ZERO_ERROR;
    struct text_arena *arena = text_arena_new();
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    random_start(argc, argv);
    check(arena && U_SUCCESS(code), "ICU's word iterator opens");
    fill_pools();
    int wrong = 0;
    for (int round = 0; round < ROUNDS && wrong < 10; round++) {
        UChar text[2 * LONGEST];
        char utf8[4 * LONGEST];
        struct text_range expected[LONGEST];
        struct text_tokens tokens = {0};
        int32_t n = random_text(text), bytes = 0;
        u_strToUTF8(utf8, sizeof utf8, &bytes, text, n, &code);
        struct text_span s = {utf8, (size_t)bytes};
        size_t count = icu_words(iterator, text, n, expected);
        if (text_tokenize(s, arena, &tokens, NULL) != TEXT_OK || !same(&tokens, s, expected, count)) {
            wrong++;
            printf("of ");
            print_text(s);
            printf("\nours ");
            for (size_t i = 0; i < tokens.count; i++) {
                printf(" [%zu,%zu)", (size_t)(tokens.at[i].surface.p - s.p),
                       (size_t)(tokens.at[i].surface.p - s.p) + tokens.at[i].surface.n);
            }
            printf("\nICU's");
            for (size_t i = 0; i < count; i++) {
                printf(" [%zu,%zu)", expected[i].begin, expected[i].end);
            }
            printf("\n");
        }
        text_arena_reset(arena);
    }
    check(wrong == 0, "words as ICU finds them");
    ubrk_close(iterator);
    text_arena_free(arena);
    return check_report();
}
