/* Spans and error messages: tables of input and expected. */
#include "text/error.h"
#include "text/span.h"

#include "tests/unit/check.h"

#include <string.h>

int main(void)
{
    static const struct {
        const char *in, *out;
    } trims[] = {{"", ""}, {" ", ""}, {" a b\r\n", "a b"}, {"a", "a"}};
    for (size_t i = 0; i < sizeof trims / sizeof trims[0]; i++) {
        check(text_span_equal(text_span_trim(text_span_of(trims[i].in)), text_span_of(trims[i].out)), "trim \"%s\"",
              trims[i].in);
    }
    struct text_span rest = text_span_of("a\t\tb"), piece;
    const char *pieces[] = {"a", "", "b"};
    for (int i = 0; i < 3; i++) {
        check(text_span_cut(&rest, '\t', &piece) && text_span_equal(piece, text_span_of(pieces[i])),
              "cut gives each field");
    }
    check(!text_span_cut(&rest, '\t', &piece), "cut stops after the last field");
    check(text_span_compare(text_span_of("ab"), text_span_of("abc")) < 0, "a prefix sorts first");
    check(text_span_ends(text_span_of("x.html"), TEXT_LITERAL(".html")), "ends");
    check(!text_span_starts(text_span_of("x"), text_span_of("xy")), "starts with more than there is");

    struct text_error err;
    char wide[3000];
    for (size_t i = 0; i + 2 < sizeof wide; i += 2) {
        memcpy(wide + i, "\xC3\xA9", 3);
    }
    check(text_fail(&err, TEXT_IO, "x%s", wide) == TEXT_IO, "text_fail returns its status");
    size_t n = strlen(err.message);
    check(n > 1000 && (n - 1) % 2 == 0, "a long message is cut at a character");
    text_fail(&err, TEXT_IO, "%s", "a\nb\x1b[1m\t.txt: gone");
    check(strcmp(err.message, "a?b?[1m?.txt: gone") == 0, "a message stays on its line: %s", err.message);
    return check_report();
}
