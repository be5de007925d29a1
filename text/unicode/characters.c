/* Run when Padan is built: writes text/characters.h, the table of characters (text/character/property-private.h), out
 * of what ICU says of each. The ICU that is loaded later is of the same version, since its version is in its name.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "text/character/property-private.h"

enum { BLOCK = 128, BLOCKS = 0x110000 / BLOCK, MOST = 4096 };

struct longer {
    UChar32 from, to[TEXT_FOLDED_MOST];
};

static struct text_property properties[MOST];
static uint16_t numbers[BLOCKS][BLOCK], blocks[BLOCKS];
static struct longer longer[MOST];
static int property_count, block_count, longer_count;

static void stop(const char *what)
{
    fprintf(stderr, "characters: %s\n", what);
    exit(1);
}

/* What c folds to; returns how many. */
static int32_t fold(UChar32 c, UChar32 to[TEXT_FOLDED_MOST])
{
    UChar from[2], folded[2 * TEXT_FOLDED_MOST];
    if (U_IS_SURROGATE((uint32_t)c)) {
        to[0] = c;
        return 1;
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t units = 0, n = 0;
    U16_APPEND_UNSAFE(from, units, c);
    int32_t length = u_strFoldCase(folded, 2 * TEXT_FOLDED_MOST, from, units, U_FOLD_CASE_DEFAULT, &code);
    u_strToUTF32(to, TEXT_FOLDED_MOST, &n, folded, length, &code);
    if (U_FAILURE(code) || n == 0) {
        stop("a character cannot be folded");
    }
    return n;
}

static bool is_wide(UChar32 c)
{
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/* The soft hyphen, alone among what may be ignored, is seen where it stands in a terminal. */
static bool is_widthless(UChar32 c)
{
    enum { SOFT_HYPHEN = 0xAD };
    int category = u_charType(c), syllable = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || syllable == U_HST_VOWEL_JAMO ||
           syllable == U_HST_TRAILING_JAMO ||
           (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && c != SOFT_HYPHEN && !is_wide(c));
}

static struct text_property ask(UChar32 c)
{
    UChar32 folded[TEXT_FOLDED_MOST] = {0};
    int32_t n = fold(c, folded);
    struct text_property p = {
        .lower = u_tolower(c) - c,
        .fold = n == 1 ? folded[0] - c : 0,
        .category = (uint8_t)u_charType(c),
        .word_break = (uint8_t)u_getIntPropertyValue(c, UCHAR_WORD_BREAK),
        .digit = (int8_t)u_charDigitValue(c),
    };
    bool settled = u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(c) == 0;
    p.is = (uint8_t)((u_isalpha(c) ? TEXT_IS_ALPHABETIC : 0) | (u_isUWhiteSpace(c) ? TEXT_IS_BLANK : 0) |
                     (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? TEXT_IS_PICTURE : 0) |
                     (u_hasBinaryProperty(c, UCHAR_S_TERM) ? TEXT_IS_TERMINAL : 0) | (settled ? TEXT_IS_SETTLED : 0) |
                     (n > 1 ? TEXT_FOLDS_LONG : 0) | (is_wide(c) ? TEXT_IS_WIDE : 0) |
                     (is_widthless(c) ? TEXT_IS_WIDTHLESS : 0));
    if (n > 1) {
        if (longer_count == MOST) {
            stop("too many characters fold to several");
        }
        longer[longer_count].from = c;
        memcpy(longer[longer_count++].to, folded, sizeof folded);
    }
    return p;
}

static bool same(const struct text_property *a, const struct text_property *b)
{
    return a->lower == b->lower && a->fold == b->fold && a->category == b->category &&
           a->word_break == b->word_break && a->digit == b->digit && a->is == b->is;
}

static uint16_t number_of(const struct text_property *p)
{
    static int last; /* neighbours are mostly alike */
    if (last < property_count && same(p, &properties[last])) {
        return (uint16_t)last;
    }
    for (last = 0; last < property_count && !same(p, &properties[last]); last++) {
    }
    if (last == MOST) {
        stop("too many different properties");
    }
    if (last == property_count) {
        properties[property_count++] = *p;
    }
    return (uint16_t)last;
}

static void collect(void)
{
    for (int b = 0; b < BLOCKS; b++) {
        uint16_t *block = numbers[block_count];
        for (int i = 0; i < BLOCK; i++) {
            struct text_property p = ask(b * BLOCK + i);
            block[i] = number_of(&p);
        }
        int like = 0;
        while (memcmp(numbers[like], block, sizeof numbers[0]) != 0) {
            like++;
        }
        blocks[b] = (uint16_t)like;
        block_count += like == block_count;
    }
}

static void print_numbers(const uint16_t *at, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%d,%s", at[i], i % 32 == 31 ? "\n" : "");
    }
}

int main(void)
{
    collect();
    printf("const char text_property_version[] = \"%s\";\n", U_UNICODE_VERSION);
    printf("static const struct text_property properties[] = {\n");
    for (int i = 0; i < property_count; i++) {
        const struct text_property *p = &properties[i];
        printf("{%d, %d, %d, %d, %d, %d},\n", (int)p->lower, (int)p->fold, p->category, p->word_break, p->digit, p->is);
    }
    printf("};\nstatic const uint16_t blocks[] = {\n");
    print_numbers(blocks, BLOCKS);
    printf("};\nstatic const uint16_t numbers[][BLOCK] = {\n");
    for (int b = 0; b < block_count; b++) {
        printf("{\n");
        print_numbers(numbers[b], BLOCK);
        printf("},\n");
    }
    printf("};\nstatic const struct longer longer[] = {\n");
    for (int i = 0; i < longer_count; i++) {
        printf("{%d, {%d, %d, %d}},\n", (int)longer[i].from, (int)longer[i].to[0], (int)longer[i].to[1],
               (int)longer[i].to[2]);
    }
    printf("};\n");
    return fflush(stdout) != 0 || ferror(stdout);
}
