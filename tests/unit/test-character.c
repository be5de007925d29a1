/* Characters: folding does to every byte of a word what it should, wherever it stands, and says when a word is too
 * long. */
#include "text/character/character-private.h"

#include <string.h>

#include "tests/unit/check.h"

static char lower(int c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Each ASCII byte at each place of words of every length. */
static void check_ascii(void)
{
    char word[TEXT_WORD_BYTES], wanted[TEXT_WORD_BYTES], buffer[TEXT_WORD_BYTES];
    for (size_t n = 1; n <= 60; n++) {
        size_t wrong = 0;
        for (size_t at = 0; at < n; at++) {
            for (int c = 0; c < 128; c++) {
                memset(word, "Zz"[at % 2], n);
                memset(wanted, 'z', n);
                word[at] = (char)c;
                wanted[at] = lower(c);
                struct text_span folded = text_char_fold((struct text_span){word, n}, buffer);
                wrong += !text_span_equal(folded, (struct text_span){wanted, n});
            }
        }
        check(wrong == 0, "%zu words of %zu letters are folded wrongly", wrong, n);
    }
}

static void check_words(void)
{
    static const struct {
        const char *word, *folded;
    } words[] = {
        {"", ""},
        {"@AZ[`az{", "@az[`az{"},
        {"\xC3\x89T\xC3\x89", "\xC3\xA9t\xC3\xA9"},
        {"PERCOBAAN\xC3\x80", "percobaan\xC3\xA0"},
        {"\xC4\xB0S", "is"},                      /* U+0130 becomes a letter of one byte */
        {"K\xE2\x84\xAAK\xE2\x84\xAAK", "kkkkk"}, /* so does the sign of kelvin */
        {"A\xFF"
         "B",
         "a\xEF\xBF\xBD"
         "b"}, /* no UTF-8 */
        {"\xF0\x90\x90\x80X", "\xF0\x90\x90\xA8x"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char buffer[TEXT_WORD_BYTES];
        struct text_span folded = text_char_fold(text_span_of(words[i].word), buffer);
        check(text_span_equal(folded, text_span_of(words[i].folded)), "%s is folded to %.*s", words[i].word,
              TEXT_PRINT(folded));
    }
}

static void check_length(void)
{
    char word[2 * TEXT_WORD_BYTES], buffer[TEXT_WORD_BYTES];
    memset(word, 'A', sizeof word);
    for (size_t n = 0; n <= sizeof word; n++) {
        size_t wanted = n <= TEXT_WORD_BYTES - 3 ? n : 0,
               folded = text_char_fold((struct text_span){word, n}, buffer).n;
        check(folded == wanted, "a word of %zu letters is folded to %zu bytes", n, folded);
    }
}

int main(void)
{
    check_ascii();
    check_words();
    check_length();
    return check_report();
}
