/* How many columns texts take on a terminal, and where their clusters end. */
#include "text/text.h"

#include "tests/unit/check.h"

static const struct {
    const char *text;
    size_t columns, clusters;
} cases[] = {
    {"", 0, 0},
    {"Harga beras", 11, 11},
    {"caf\xC3\xA9", 4, 4},
    {"cafe\xCC\x81", 4, 4},                                     /* a combining acute accent */
    {"\xCC\x81x", 1, 2},                                        /* one that stands alone */
    {"\xE6\x97\xA5\xE6\x9C\xAC", 4, 2},                         /* two ideographs */
    {"\xEF\xBC\xA1", 2, 1},                                     /* a fullwidth A */
    {"\xEF\xBD\xB1", 1, 1},                                     /* a halfwidth kana */
    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2, 1},             /* a Hangul syllable in three parts */
    {"\xED\x95\x9C", 2, 1},                                     /* the same in one */
    {"a\xE2\x80\x8B"
     "b",
     2, 2}, /* a zero width space */
    {"a\xC2\xAD"
     "b",
     3, 3},                                                     /* a soft hyphen */
    {"\xC2\xB1", 1, 1},                                         /* ambiguous: narrow */
    {"\xF0\x9F\x98\x80", 2, 1},                                 /* an emoji */
    {"\xE2\x9D\xA4", 1, 1},                                     /* a heart as text */
    {"\xE2\x9D\xA4\xEF\xB8\x8F", 2, 1},                         /* and as emoji */
    {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 2, 1},                 /* a thumb with a tone of skin */
    {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 2, 1},     /* a woman and a girl, joined */
    {"\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9", 2, 1},                 /* a flag */
    {"\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9\xF0\x9F\x87\xAE", 3, 2}, /* a flag and half of one */
    {"1\xEF\xB8\x8F\xE2\x83\xA3", 2, 1},                        /* a key */
    {"\xFF\xFE", 2, 2},                                         /* no UTF-8 */
    {"\xE2\x80", 2, 2},
    {"\x1B[31m", 5, 5}, /* to be shown as something else */
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_span s = text_span_of(cases[i].text);
        size_t clusters = 0, columns = 0;
        for (size_t at = 0; at < s.n; clusters++) {
            columns += text_cluster_next(s, &at);
        }
        check(columns == cases[i].columns && clusters == cases[i].clusters && text_columns(s) == columns,
              "'%s' has %zu columns and %zu clusters, not %zu and %zu", cases[i].text, columns, clusters,
              cases[i].columns, cases[i].clusters);
    }
    return check_report();
}
