/* What a page makes of texts that are not ours, and of confidences; bead-view.h on a hand-made alignment. */
#define _POSIX_C_SOURCE 200809L
#include "cli/bead-view.h"
#include "cli/command.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

/* What stands beside main(), which a test has of its own. */
const struct cli_command *const cli_commands[] = {NULL};

const struct cli_command *cli_command_find(const char *name)
{
    (void)name;
    return NULL;
}

static const struct {
    const char *in, *want;
} texts[] = {
    {"", ""},
    {"Harga & <b>\"upah\"</b> 'naik'", "Harga &amp; &lt;b&gt;&quot;upah&quot;&lt;/b&gt; &#39;naik&#39;"},
    {"</script><script>alert(1)</script>]]>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;"},
    {"a\tb\nc\r", "a b c "},
    {"\x01\x1B[31m\x7F", "\xE2\x90\x81\xE2\x90\x9B[31m\xE2\x90\xA1"},
    {"caf\xC3\xA9 \xE2\x80\x9Cok\xE2\x80\x9D \xF0\x9F\x98\x80",
     "caf\xC3\xA9 \xE2\x80\x9Cok\xE2\x80\x9D \xF0\x9F\x98\x80"},
    {"\xC2\x85", "\xEF\xBF\xBD"},                                                  /* C1 */
    {"\xEF\xBF\xBE|\xEF\xBF\xBF", "\xEF\xBF\xBD|\xEF\xBF\xBD"},                    /* no characters */
    {"\xF0\x9F\xBF\xBF", "\xEF\xBF\xBD"},                                          /* U+1FFFF */
    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                      /* a surrogate */
    {"\xC0\xBC", "\xEF\xBF\xBD\xEF\xBF\xBD"},                                      /* '<' in an overlong form */
    {"\xF4\x90\x80\x80<", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&lt;"}, /* above U+10FFFF */
    {"\xE2\x80<", "\xEF\xBF\xBD\xEF\xBF\xBD&lt;"},                                 /* cut short */
    {"x\xE2\x80", "x\xEF\xBF\xBD\xEF\xBF\xBD"},
};

static void test_texts(void)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *got = NULL;
        size_t n = 0;
        FILE *to = open_memstream(&got, &n);
        if (to) {
            cli_page_put(to, text_span_of(texts[i].in));
            fclose(to);
        }
        check(got && strcmp(got, texts[i].want) == 0, "'%s' becomes '%s'", texts[i].in, got ? got : "nothing");
        free(got);
    }
}

static void test_bands(void)
{
    static const struct {
        double confidence;
        int want;
    } cases[] = {{0, 0}, {0.699, 0}, {0.7, 1}, {0.849, 1}, {0.85, 2}, {0.95, 3}, {1, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int got = cli_page_band(cases[i].confidence);
        check(got == cases[i].want, "confidence %g is in band %d", cases[i].confidence, got);
    }
}

/* "a "b c d" e f" with a pair made of `b c d`, a quotation f g h in no pair, and one that overlaps the pair's. */
static void test_marks(void)
{
    static const char text[] = "a b c d e f g h";
    struct text_segment segment = {.text = {text, sizeof text - 1}};
    struct text_quote quotes[] = {{.text = {text, 5}}, {.text = {text + 2, 5}}, {.text = {text + 10, 5}}};
    struct text_quote elsewhere[] = {{.text = {"x y z", 5}}};
    struct cli_document source = {.segments = {&segment, 1}, .quotes = {quotes, 3}};
    struct cli_document target = {.segments = {&segment, 1}, .quotes = {elsewhere, 1}};
    struct align_bead bead = {.kind = ALIGN_QUOTATION,
                              .source = {0, 1},
                              .target = {0, 1},
                              .text = {{text + 2, 5}, {text, sizeof text - 1}},
                              .confidence = 0.9};
    struct align_beads beads = {&bead, 1, ALIGN_QUOTES};
    struct cli_aligned aligned = {&source, &target, "a", "b", &beads};
    struct cli_bead_view v;
    struct cli_mark *marks = NULL;
    size_t n = 0;
    check(cli_bead_view_new(&aligned, &v, NULL) == TEXT_OK, "there is memory for a view");
    check(v.pairs == 1 && v.quoted == 1 && v.matched[0] == 1 && v.bands[2] == 1 && !v.rows, "the counts are right");
    check(cli_bead_view_marks(&v, 0, 0, &marks, &n, NULL) == TEXT_OK && n == 2, "%zu marks in the source, not 2", n);
    check(n == 2 && marks[0].begin == 2 && marks[0].end == 7 && marks[0].bead == 0, "the pair is marked");
    check(n == 2 && marks[1].begin == 10 && marks[1].end == 15 && marks[1].bead == CLI_NO_BEAD, "the quotation is too");
    free(marks);
    check(cli_bead_view_marks(&v, 1, 0, &marks, &n, NULL) == TEXT_OK && n == 0,
          "neither the whole segment nor a text from elsewhere is marked");
    free(marks);
    cli_bead_view_free(&v);
}

int main(void)
{
    test_texts();
    test_bands();
    test_marks();
    return check_report();
}
