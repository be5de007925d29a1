/* Volume: words and the three sorts of characters, by texts that can be counted on the fingers. */
#include "text/volume.h"

#include <string.h>

#include "tests/unit/check.h"

static const struct {
    const char *text;
    size_t words, characters, punctuation, blanks;
} cases[] = {
    {"", 0, 0, 0, 0},
    {" \n ", 0, 0, 0, 3},
    {"Start Text end.", 3, 12, 1, 2},
    {"d'une famille d'or.", 3, 16, 1, 2},
    {"It's five o'clock!", 3, 15, 1, 2},
    {"a well-known scientist", 4, 20, 0, 2}, /* the hyphen is a character, and parts the word */
    {"ke-20", 2, 5, 0, 0},
    {"dan/atau", 2, 7, 1, 0},
    {"Harganya Rp1.000,50 - naik 5%.", 4, 23, 3, 4}, /* the dash between blanks and % are punctuation */
    {"\u201CSiap,\u201D kata Dr. Brevik\u2026", 4, 16, 5, 3},
    {"5G \u2014 lalu", 2, 6, 1, 2},
    {"a -b- c", 3, 3, 2, 2},
    {"\u65E5\u672C\u8A9E", 1, 3, 0, 0},             /* Han alone: 3 / 2.8 */
    {"\u4F60\u597D\u5417\u4F60\u597D\u5417", 2, 6, 0, 0},
    {"\u65E5\u672C\u306E\u30AB\u30BF\u30AB", 2, 6, 0, 0}, /* with kana: 6 / 3.0 */
    {"\uD55C\uAD6D\uC5B4", 1, 3, 0, 0},
    {"\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", 1, 7, 0, 0},
    {"\u0E20", 1, 1, 0, 0}, /* less than half a word is one */
    {"Kata \u65E5\u672C itu", 3, 9, 0, 2},
    {"\u0EAA\u0EB2 \u0EA5\u0EB2", 2, 4, 0, 1}, /* no factor: runs */
    {"a\xFF z", 2, 3, 0, 1},
};

int main(void)
{
    struct text_volume sum = {0};
    size_t words = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_volume v = text_volume_of((struct text_span){cases[i].text, strlen(cases[i].text)});
        check(v.words == cases[i].words && v.characters == cases[i].characters &&
                  v.punctuation == cases[i].punctuation && v.blanks == cases[i].blanks,
              "\"%s\": %zu words, %zu characters, %zu punctuation, %zu blanks", cases[i].text, v.words, v.characters,
              v.punctuation, v.blanks);
        text_volume_add(&sum, &v);
        words += cases[i].words;
    }
    check(sum.words == words, "a sum has %zu words, not %zu", sum.words, words);
    return check_report();
}
