/* Where lines are broken, and what is shown of texts that a terminal would obey. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/terminal/paragraph.h"
#include "cli/terminal/visible.h"
#include "tests/unit/check.h"

/* What stands beside main(), which a test has of its own. */
const struct cli_command *const cli_commands[] = {NULL};

const struct cli_command *cli_command_find(const char *name)
{
    (void)name;
    return NULL;
}

static const struct {
    size_t room, label;
    const char *text, *lines; /* with | where a line ends */
} cases[] = {
    {10, 0, "", ""},
    {10, 0, "satu dua", "satu dua"},
    {8, 0, "satu dua", "satu dua"},
    {7, 0, "satu dua", "satu|dua"},
    {7, 0, "satu   dua", "satu|dua"},
    {7, 0, "satu dua tiga empat", "satu|dua|tiga|empat"},
    {8, 0, "satu dua tiga", "satu dua|tiga"},
    {4, 0, "persahabatan", "pers|ahab|atan"},
    {6, 0, "a persahabatan", "a|persah|abatan"},
    {4, 0, "satu ", "satu "},
    {6, 4, "id  satu dua", "id  sa|tu dua"}, /* never behind the label alone */
    {9, 4, "id  satu dua", "id  satu|dua"},
    {6, 0, "cafe\xCC\x81 re", "cafe\xCC\x81|re"},
    {7, 0, "cafe\xCC\x81 re", "cafe\xCC\x81 re"},
    {4, 0, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", "\xE6\x97\xA5\xE6\x9C\xAC|\xE8\xAA\x9E"},
    {5, 0, "ab\xE6\x97\xA5\xE6\x9C\xAC", "ab\xE6\x97\xA5|\xE6\x9C\xAC"},
    {1, 0, "\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5|\xE6\x9C\xAC"}, /* at least one */
    {3, 0, "\xFF\xFF\xFF\xFF", "\xFF\xFF\xFF|\xFF"},
};

static void test_breaks(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_span s = text_span_of(cases[i].text);
        struct text_buffer got = {0};
        for (size_t at = 0, first = 1; at < s.n; first = 0) {
            size_t begin = at, end = cli_paragraph_break(s, &at, cases[i].room, first ? cases[i].label : 0);
            text_buffer_add_string(&got, first ? "" : "|");
            text_buffer_add(&got, (struct text_span){s.p + begin, end - begin});
            if (at <= begin) {
                break;
            }
        }
        check(text_span_equal(text_buffer_span(&got), text_span_of(cases[i].lines)),
              "'%s' in %zu columns becomes '%.*s', not '%s'", cases[i].text, cases[i].room, TEXT_PRINT(got),
              cases[i].lines);
        text_buffer_free(&got);
    }
}

static const struct {
    const char *text, *seen;
} visible[] = {
    {"", ""},
    {"Harga caf\xC3\xA9 \xF0\x9F\x98\x80", "Harga caf\xC3\xA9 \xF0\x9F\x98\x80"},
    {"\x1B[31mmerah\x07", "\xE2\x90\x9B[31mmerah\xE2\x90\x87"},
    {"a\tb\nc\r\x7F", "a\xE2\x90\x89" "b\xE2\x90\x8A" "c\xE2\x90\x8D\xE2\x90\xA1"},
    {"\xC2\x9B" "31m", "\xEF\xBF\xBD" "31m"},                                      /* CSI of Latin-1 */
    {"a\xE2\x80\xAE" "b\xE2\x81\xA6" "c", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c"},     /* from right to left */
    {"a\xE2\x80\xA8" "b", "a b"},
    {"\xFF\xE2\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xC0\x9B", "\xEF\xBF\xBD\xEF\xBF\xBD"},                                      /* an escape in an overlong form */
};

static void test_visible(void)
{
    for (size_t i = 0; i < sizeof visible / sizeof visible[0]; i++) {
        struct text_buffer got = {0};
        cli_visible_add(&got, text_span_of(visible[i].text));
        check(text_span_equal(text_buffer_span(&got), text_span_of(visible[i].seen)), "case %zu is seen as '%.*s'", i,
              TEXT_PRINT(got));
        text_buffer_free(&got);
    }
}

int main(void)
{
    test_breaks();
    test_visible();
    return check_report();
}
