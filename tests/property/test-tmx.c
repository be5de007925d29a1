/* What was written reads back the same: random units through TMX and TSV, and random damage to a TMX file, which must
 * end in an orderly way. The seed is printed; give it as the argument to see a failure again. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"

#include <stdint.h>
#include <time.h>

static uint64_t state;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* A clean text: what decoding would leave as it is, with no blanks at the ends. */
static struct text_span random_text(struct text_arena *arena)
{
    static const char *const pieces[] = {"a",
                                         "B",
                                         "7",
                                         " ",
                                         " x ",
                                         "&",
                                         "<",
                                         ">",
                                         "\"",
                                         "'",
                                         "]]>",
                                         "&lt;",
                                         "\n",
                                         "-->",
                                         "<ph>",
                                         "\t",
                                         "\xC3\xA9",
                                         "\xE2\x80\x94",
                                         "%s",
                                         "\\n",
                                         "<!--",
                                         "#&;",
                                         "id-ID",
                                         "{}",
                                         "\xF0\x9F\x98\x80"};
    struct text_buffer b = {0};
    for (uint32_t i = below(40) + 1; i > 0; i--) {
        text_buffer_add_string(&b, pieces[below(sizeof pieces / sizeof pieces[0])]);
    }
    text_buffer_add_string(&b, "."); /* never empty */
    struct text_span copy = text_arena_copy(arena, text_span_trim(text_buffer_span(&b)));
    text_buffer_free(&b);
    return copy;
}

/* Markup as a reader would give it, and the text that it has. */
static void random_markup(struct text_arena *arena, struct text_span *text, struct text_span *markup)
{
    static const char *const pieces[] = {"<ph x=\"1\"/>",
                                         "<ph type='&quot;&#10;'>&lt;br&gt;<sub>x<hi/></sub></ph>",
                                         "<hi>",
                                         "</hi>",
                                         "<bpt i=\"1\">",
                                         "</bpt>",
                                         "<ept i=\"1\"/>",
                                         "<it pos=\"end\"/>",
                                         "<ut>&amp;</ut>",
                                         "a",
                                         " ",
                                         "&lt;",
                                         "\xC3\xA9",
                                         "<b>",
                                         "</b>",
                                         "\xC2\xA0",
                                         "&#13;",
                                         "\n"};
    struct text_buffer b = {0};
    struct formats_markup m;
    struct text_error err;
    text_buffer_add_string(&b, "<ph/>.");
    for (uint32_t i = below(12); i > 0; i--) {
        text_buffer_add_string(&b, pieces[below(sizeof pieces / sizeof pieces[0])]);
    }
    if (formats_markup_read(text_buffer_span(&b), arena, &m, &err) == TEXT_OK) {
        *text = m.text;
        *markup = m.markup;
    }
    text_buffer_free(&b);
}

static size_t random_properties(struct text_arena *arena, struct formats_property *at)
{
    size_t n = 0;
    for (int side = FORMATS_WHOLE; side <= FORMATS_TARGET; side++) {
        if (below(3) == 0) {
            at[n++] = (struct formats_property){TEXT_LITERAL("tmx:datatype"), random_text(arena),
                                                (enum formats_side)side, false};
        }
        for (uint32_t i = below(3); i > 0; i--) {
            bool note = below(2);
            at[n++] = (struct formats_property){note ? (struct text_span){0} : random_text(arena),
                                                below(4) ? random_text(arena) : TEXT_LITERAL(""),
                                                (enum formats_side)side, note};
        }
    }
    return n;
}

enum { PROPERTIES = 9 };

static void random_unit(struct text_arena *arena, struct formats_unit *u, struct formats_property *properties)
{
    static const char *const dates[] = {"2023-03-06T18:05:00Z", "1999-12-31T23:59:59Z", "2024-02-29T00:00:00Z", ""};
    *u = (struct formats_unit){.source_language = TEXT_LITERAL("id"), .target_language = TEXT_LITERAL("en")};
    u->text.source = random_text(arena);
    u->text.target = random_text(arena);
    if (below(2)) {
        random_markup(arena, &u->text.source, &u->markup.source);
    }
    if (below(2)) {
        random_markup(arena, &u->text.target, &u->markup.target);
    }
    u->created = text_span_of(dates[below(4)]);
    u->changed = text_span_of(dates[below(4)]);
    u->properties = properties;
    u->property_count = random_properties(arena, properties);
    if (below(2)) {
        u->changer = random_text(arena);
        u->user = random_text(arena);
    }
}

/* Attributes are compared as XML hands them on; with \n and \t written as references nothing may change. */
static void write_random(struct text_arena *arena, enum formats_kind kind, struct exchange *expected,
                         struct text_buffer *out)
{
    struct text_error err;
    struct formats_writer *w = NULL;
    char *p = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&p, &n);
    struct formats_writing how = {kind, NULL, NULL, "1"};
    check(f && formats_writer_open(&how, f, &w, &err) == TEXT_OK, "a writer opens");
    for (uint32_t i = below(20) + 1; i > 0; i--) {
        struct formats_property properties[PROPERTIES];
        struct formats_unit u;
        random_unit(arena, &u, properties);
        check(formats_writer_add(w, &u, &err) == TEXT_OK, "a unit is written");
        if (kind == FORMATS_TSV) {
            u = (struct formats_unit){
                .source_language = u.source_language, .target_language = u.target_language, .text = u.text};
            for (size_t k = 0; k < u.text.source.n; k++) {
                char *c = (char *)u.text.source.p + k; /* our own copy in the arena */
                *c = *c == '\n' || *c == '\t' ? ' ' : *c;
            }
            for (size_t k = 0; k < u.text.target.n; k++) {
                char *c = (char *)u.text.target.p + k;
                *c = *c == '\n' || *c == '\t' ? ' ' : *c;
            }
        }
        exchange_unit(expected, &u, &err);
    }
    check(formats_writer_close(w, &err) == TEXT_OK, "a writer closes");
    fclose(f);
    text_buffer_add(out, (struct text_span){p, n});
    free(p);
}

static void check_round_trip(enum formats_kind kind)
{
    struct text_arena *arena = text_arena_new();
    struct exchange expected = {0}, got = {0};
    struct text_buffer out = {0};
    write_random(arena, kind, &expected, &out);
    text_buffer_add_char(&expected.units, '\0');
    exchange_read(&got, kind, out.p, out.n);
    check(got.status == TEXT_OK && got.warnings.n == 1, "kind %d is read: %s%s", kind,
          got.status ? got.error.message : "", got.warnings.p);
    size_t same = 0;
    while (same < got.units.n && got.units.p[same] == expected.units.p[same]) {
        same++;
    }
    size_t from = same < 30 ? 0 : same - 30;
    check(same == got.units.n, "kind %d: wrote \"%.60s\", read \"%.60s\"", kind, expected.units.p + from,
          got.units.p + from);
    exchange_free(&expected);
    exchange_free(&got);
    text_buffer_free(&out);
    text_arena_free(arena);
}

/* Whatever the damage: a status of the contract, and a message when it is a failure. */
static void check_damage(void)
{
    struct text_arena *arena = text_arena_new();
    struct exchange expected = {0}, got = {0};
    struct text_buffer out = {0};
    write_random(arena, FORMATS_TMX, &expected, &out);
    for (uint32_t i = below(4) + 1; i > 0; i--) {
        out.p[below((uint32_t)out.n)] = (char)below(256);
    }
    if (below(3) == 0) {
        out.n = below((uint32_t)out.n) + 1;
    }
    exchange_read(&got, FORMATS_TMX, out.p, out.n);
    bool orderly =
        got.status == TEXT_OK || ((got.status == TEXT_INVALID || got.status == TEXT_FOREIGN) && got.error.message[0]);
    check(orderly, "damage gives status %d for\n%.*s", got.status, (int)out.n, out.p);
    exchange_free(&expected);
    exchange_free(&got);
    text_buffer_free(&out);
    text_arena_free(arena);
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)seed);
    state = seed;
    for (int i = 0; i < 200; i++) {
        check_round_trip(FORMATS_TMX);
        check_round_trip(FORMATS_TSV);
        check_damage();
    }
    return check_report();
}
