/* What is told of a rule without running it is true of every match that ICU finds, and searching where matches may be
 * finds what ICU finds in the whole text. Random expressions, with all that the reader of expressions knows and
 * some that it gives up on.
 *
 *   test-outline [SEED]    another seed each time; it is printed
 */
#include "text/srx/outline-private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "text/buffer.h"
#include "text/srx/pattern-private.h"

enum { ROUNDS = 3000, TEXTS = 4, UNITS = 60 };

static void add_choice(struct text_buffer *to, int depth);

static void add_atom(struct text_buffer *to, int depth)
{
    static const char *const atoms[] = {"a",
                                        "b",
                                        "\\.",
                                        "\\.",
                                        " ",
                                        "\\s",
                                        "[ab]",
                                        "[^a]",
                                        ".",
                                        "\\p{Lu}",
                                        "\\b",
                                        "^",
                                        "$",
                                        "\303\251",
                                        "\360\237\230\200",
                                        "[a-c.]",
                                        "[\\s.]",
                                        "\\d",
                                        "\\w",
                                        "ss",
                                        "\\u0061",
                                        "\303\237",
                                        "(?<![ab])",
                                        "(?=b)",
                                        "(?<=\\.)",
                                        "(?!a)",
                                        "\\P{Ll}",
                                        "[[a-z]&&[^b]]",
                                        "[:;]",
                                        "\\B",
                                        "[^\\s\\p{L}]",
                                        "(a)",
                                        "\\S",
                                        "[ab-]",
                                        "\\D"};
    static const char *const groups[] = {"(?:", "(?:", "(", "(?i:", "(?=", "(?!", "(?>", "(?<n>", "(?i)(?:", "(?s-i:"};
    if (depth > 0 && below(3) == 0) {
        text_buffer_add_string(to, PICK(groups));
        add_choice(to, depth - 1);
        text_buffer_add_char(to, ')');
    } else {
        text_buffer_add_string(to, PICK(atoms));
    }
}

static void add_choice(struct text_buffer *to, int depth)
{
    static const char *const times[] = {"",  "",    "",      "",     "",   "",   "?",  "*",
                                        "+", "{2}", "{0,2}", "{1,}", "*?", "+?", "++", "?+"};
    for (size_t i = below(4); i > 0; i--) {
        add_atom(to, depth);
        text_buffer_add_string(to, PICK(times));
        if (below(6) == 0) {
            text_buffer_add_char(to, '|');
        }
    }
}

/* Of characters, so that no surrogate stands alone. */
static int32_t random_text(UChar text[UNITS])
{
    static const char *const pieces[] = {"a",
                                         "b",
                                         "a.",
                                         ". ",
                                         " ",
                                         ".",
                                         "A",
                                         "\303\251",
                                         "\360\237\230\200",
                                         "ss",
                                         "\303\237",
                                         "1",
                                         "\360\237\230\200.",
                                         "\360\220\220\200",
                                         "c",
                                         "-",
                                         ":"};
    int32_t n = 0;
    for (size_t i = below(20); i > 0; i--) {
        int32_t more;
        UErrorCode code = U_ZERO_ERROR;
        u_strFromUTF8(text + n, UNITS - n, &more, PICK(pieces), -1, &code);
        n += U_SUCCESS(code) ? more : 0;
    }
    return n;
}

/* Whether the match [begin, end) is as the outline says. */
static bool is_true(const struct text_outline *o, const UChar *text, int32_t n, int32_t begin, int32_t end)
{
    int32_t others = 0;
    for (int32_t i = begin; i < end; i++) {
        others += !text_units_have(&o->loops, text[i]);
    }
    return begin < end && others <= o->longest && text_units_have(&o->last, text[end - 1]) &&
           (end < n ? text_units_have(&o->next, text[end]) : o->at_end);
}

static void check_text(URegularExpression *regex, struct text_pattern *p, const struct text_outline *o,
                       const char *what)
{
    UChar text[UNITS];
    int32_t n = random_text(text), at = 0;
    UErrorCode code = U_ZERO_ERROR;
    struct text_error err = {.message = ""};
    bool told = true, found = true;
    uregex_setText(regex, text, n, &code);
    text_pattern_start(p, text, n);
    while (U_SUCCESS(code) && at >= 0) {
        bool more = uregex_findNext(regex, &code);
        if (U_FAILURE(code)) {
            break;
        }
        int32_t begin = more ? uregex_start(regex, 0, &code) : -1, end = more ? uregex_end(regex, 0, &code) : -1;
        told = told && (!more || !o->known || is_true(o, text, n, begin, end));
        found = found && text_pattern_next(p, &at, &err) == TEXT_OK && at == end;
        at = found ? at : -1;
    }
    char shown[4 * UNITS] = "";
    int32_t shown_n;
    UErrorCode ignored = U_ZERO_ERROR;
    u_strToUTF8(shown, sizeof shown, &shown_n, text, n, &ignored);
    check(told, "%s: what is told of it is not true in \"%s\"", what, shown);
    check(found, "%s: found in \"%s\" at %d, or otherwise than ICU does: %s", what, shown, (int)at, err.message);
}

/* False when the halves make no rule. */
static bool check_rule(struct text_span before, struct text_span after)
{
    struct text_buffer whole = {0};
    struct text_pattern *p = NULL;
    struct text_error err;
    UErrorCode code = U_ZERO_ERROR;
    text_buffer_add_format(&whole, "(?:%.*s)(?=%.*s)", TEXT_PRINT(before), TEXT_PRINT(after));
    struct text_outline o = text_outline_of(before, after);
    bool fine = text_pattern_of_rule(before, after, &p, &err) == TEXT_OK;
    if (fine) {
        URegularExpression *regex = NULL;
        UChar wide[2000];
        int32_t n;
        u_strFromUTF8(wide, 2000, &n, whole.p, (int32_t)whole.n, &code);
        regex = uregex_open(wide, n, 0, NULL, &code);
        uregex_setTimeLimit(regex, 2, &code); /* some loop for ever over nothing */
        for (int i = 0; i < TEXTS && U_SUCCESS(code); i++) {
            check_text(regex, p, &o, whole.p);
        }
        uregex_close(regex);
    }
    text_pattern_free(p);
    text_buffer_free(&whole);
    return fine && o.known;
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    struct text_buffer before = {0}, after = {0};
    size_t known = 0;
    for (int round = 0; round < ROUNDS; round++) {
        text_buffer_clear(&before);
        text_buffer_clear(&after);
        add_choice(&before, 3);
        add_choice(&after, 2);
        known += check_rule(text_buffer_span(&before), text_buffer_span(&after));
    }
    check(known > ROUNDS / 10, "only %zu of %d rules have an outline", known, ROUNDS);
    if (check_failed) {
        }
    text_buffer_free(&before);
    text_buffer_free(&after);
    return check_report();
}
