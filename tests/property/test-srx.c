/* What holds of any SRX rules on any text: segments and gaps are the text, and plain rules cut where the definition
 * says, tried position by position and rule by rule. Random rules are rows of words without wildcards; none of them
 * overlaps itself, because of the matches of one rule that overlap only the first counts.
 *
 *   test-srx [SEED]    another seed each time; it is printed
 */
#include "tests/property/random.h"
#include "tests/unit/language.h"

#include "tests/unit/check.h"

#include <stdint.h>

enum { ROUNDS = 4000, PIECES = 30, RULES = 8 };

static const char *const words[] = {
    "", "a", "b", "ab", "ba", "abb", "b ", " a", "\303\251", "\360\237\230\200", "a\303\251b"};
static const char *const pieces[] = {"a",  "b",  "a",  "b",    " ", "\303\251", "\360\237\230\200",
                                     "\n", "ab", "  ", "\377", "c"};

struct rule {
    bool breaks;
    struct text_span before, after;
};

static struct text_srx *random_rules(struct rule *rules, size_t *count)
{
    const struct text_srx_header header = {.cascade = false};
    struct text_srx *srx = text_srx_new("random", &header);
    struct text_error err = {.message = ""};
    bool fine = text_srx_add_group(srx, TEXT_LITERAL("all"), 1, &err) == TEXT_OK;
    *count = below(RULES);
    for (size_t i = 0; i < *count; i++) {
        rules[i] = (struct rule){below(2) != 0, text_span_of(PICK(words)), text_span_of(PICK(words))};
        struct text_srx_rule rule = {TEXT_LITERAL("all"), rules[i].breaks, rules[i].before, rules[i].after, i};
        fine = fine && text_srx_add_rule(srx, &rule, &err) == TEXT_OK;
    }
    fine = fine && text_srx_add_map(srx, TEXT_LITERAL("id"), TEXT_LITERAL("all"), 1, &err) == TEXT_OK &&
           text_srx_finish(srx, &err) == TEXT_OK;
    check(fine, "random rules are refused: %s", err.message);
    return srx;
}

/* Whether a character begins at the position. */
static bool is_start(struct text_span line, size_t at)
{
    return at == line.n || ((unsigned char)line.p[at] & 0xC0) != 0x80;
}

static bool is_break(const struct rule *rules, size_t count, struct text_span line, size_t at)
{
    struct text_span left = {line.p, at}, right = {line.p + at, line.n - at};
    for (size_t i = 0; i < count; i++) {
        if (text_span_ends(left, rules[i].before) && text_span_starts(right, rules[i].after)) {
            return rules[i].breaks;
        }
    }
    return false;
}

static struct text_span trim_blanks(struct text_span s)
{
    while (s.n && *s.p == ' ') {
        s = (struct text_span){s.p + 1, s.n - 1};
    }
    while (s.n && s.p[s.n - 1] == ' ') {
        s.n--;
    }
    return s;
}

/* The segments as the definition has them, against those of d from *next on. */
static bool agrees(const struct rule *rules, size_t count, struct text_span line, struct text_document d, size_t *next)
{
    size_t begin = 0;
    line = trim_blanks(line);
    for (size_t at = 1; at <= line.n; at++) {
        if (at < line.n && !(is_start(line, at) && is_break(rules, count, line, at))) {
            continue;
        }
        struct text_span s = trim_blanks((struct text_span){line.p + begin, at - begin});
        if (s.n) {
            if (*next >= d.count || d.segments[*next].text.p != s.p || d.segments[*next].text.n != s.n) {
                return false;
            }
            ++*next;
            begin = at;
        }
    }
    return true;
}

static void check_rejoin(struct text_span text, struct text_document d)
{
    const char *at = text.p;
    bool fine = true;
    for (size_t i = 0; i < d.count && fine; i++) {
        struct text_span s = d.segments[i].text;
        fine = s.n && s.p >= at && text_span_trim((struct text_span){at, (size_t)(s.p - at)}).n == 0 &&
               d.segments[i].bytes.begin == (size_t)(s.p - text.p);
        at = s.p + s.n;
    }
    fine = fine && (!text.n || text_span_trim((struct text_span){at, (size_t)(text.p + text.n - at)}).n == 0);
    check(fine, "segments and gaps are not \"%.*s\"", TEXT_PRINT(text));
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    struct text_arena *arena = text_arena_new();
    struct text_buffer b = {0};
    languages_load();
    for (int round = 0; round < ROUNDS; round++) {
        struct rule rules[RULES];
        size_t count, next = 0;
        struct text_srx *srx = random_rules(rules, &count);
        text_buffer_clear(&b);
        for (size_t i = below(PIECES); i > 0; i--) {
            text_buffer_add_string(&b, PICK(pieces));
        }
        text_arena_reset(arena);
        struct text_decoded decoded = {.text = text_buffer_span(&b)};
        struct text_document d = {NULL, 0};
        struct text_error err = {.message = ""};
        check(text_segment_srx(srx, "id", language_of("id"), &decoded, arena, &d, &err) == TEXT_OK, "\"%.*s\": %s",
              TEXT_PRINT(decoded.text), err.message);
        check_rejoin(decoded.text, d);
        bool fine = true;
        struct text_span line, rest = decoded.text;
        while (fine && rest.n && text_span_cut(&rest, '\n', &line)) {
            fine = agrees(rules, count, line, d, &next);
        }
        check(fine && next == d.count, "\"%.*s\" is not cut as the %zu rules say", TEXT_PRINT(decoded.text), count);
        text_srx_free(srx);
    }
    if (check_failed) {
        }
    text_buffer_free(&b);
    languages_free();
    text_arena_free(arena);
    return check_report();
}
