/* The filter in front of the word lists: it may let a stranger through, but never keeps a member out. */
#include "text/srx/filter-private.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/check.h"
#include "text/character/character-private.h"

static void check_members(void)
{
    /* As written, and as the list has it; K is the sign of kelvin, which folds to an ASCII letter. */
    static const struct {
        const char *written, *folded;
    } words[] = {
        {"Menurut", "menurut"},
        {"MENURUT", "menurut"},
        {"a", "a"},
        {"A", "a"},
        {"WIB", "wib"},
        {"\xE2\x84\xAA"
         "ata",
         "kata"},
        {"a\xE2\x84\xAA"
         "u",
         "aku"},
        {"ta\xE2\x84\xAA", "tak"},
        {"\xC3\x89"
         "t\xC3\xA9",
         "\xC3\xA9t\xC3\xA9"},
        {"2 Mei", "2 mei"},
        {"/", "/"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct text_filter *f = calloc(1, sizeof *f);
        char buffer[TEXT_WORD_BYTES];
        struct text_span written = text_span_of(words[i].written), folded = text_char_fold(written, buffer);
        check(text_span_equal(folded, text_span_of(words[i].folded)), "%s is %s in lower case", words[i].written,
              words[i].folded);
        text_filter_add(f, folded);
        check(text_filter_may_have(f, written), "%s may be in the set of %s", words[i].written, words[i].folded);
        free(f);
    }
}

static void check_strangers(void)
{
    struct text_filter *f = calloc(1, sizeof *f);
    text_filter_add(f, TEXT_LITERAL("kata"));
    text_filter_add(f, (struct text_span){NULL, 0});
    static const char *const strangers[] = {"kami", "bata", "k", "a", "ujar"};
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        check(!text_filter_may_have(f, text_span_of(strangers[i])), "%s is not in the set of kata", strangers[i]);
    }
    check(text_filter_may_have(f, TEXT_LITERAL("kaca mata")), "what begins and ends alike is let through");
    free(f);
}

int main(void)
{
    check_members();
    check_strangers();
    return check_report();
}
