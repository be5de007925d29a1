/* Segments: sentences by class (tests/gold/segment-*.tsv), kinds, paragraphs, places, and texts that would take
 * for ever if anything were worse than linear. */
#include "tests/unit/language.h"

#include "tests/unit/check.h"

/* The segments with '|' between them. */
static const char *join(struct text_document document)
{
    static struct text_buffer b;
    text_buffer_clear(&b);
    for (size_t i = 0; i < document.count; i++) {
        text_buffer_add_string(&b, i ? "|" : "");
        text_buffer_add(&b, document.segments[i].text);
    }
    text_buffer_add_char(&b, '\0');
    return b.p;
}

/* Blanks behind a '|' go, as they do in segments. */
static struct text_span without(struct text_span s, char c, char *to, bool blanks)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = blanks && s.p[i] == ' ' && i && s.p[i - 1] == c;
        if (!blank && (s.p[i] != c || blanks)) {
            to[n++] = s.p[i];
        }
    }
    to[n] = '\0';
    return (struct text_span){to, n};
}

/* A file of classes and texts, in which '|' marks the ends. */
static void test_gold(const char *code, struct text_arena *arena)
{
    char path[64], raw[1024], expected[1024];
    struct text_buffer file = {0};
    struct text_error err;
    struct text_span line, class, rest;
    snprintf(path, sizeof path, "tests/gold/segment-%s.tsv", code);
    if (text_file_read(path, &file, &err) != TEXT_OK) {
        check(false, "%s", err.message);
        return;
    }
    rest = text_buffer_span(&file);
    while (text_span_cut(&rest, '\n', &line)) {
        if (!line.n || line.p[0] == '#' || !text_span_cut(&line, '\t', &class) || line.n >= sizeof raw) {
            continue;
        }
        struct text_span text = without(line, '|', raw, false);
        without(line, '|', expected, true);
        text_arena_reset(arena);
        const char *got = join(segments_of(language_of(code), text, false, arena));
        check(strcmp(got, expected) == 0, "%s, %.*s: %s, expected %s", code, TEXT_PRINT(class), got, expected);
    }
    text_buffer_free(&file);
}

/* One letter a segment: s(entence), h(eading), i(tem), f(urniture); a blank between paragraphs. */
static const struct {
    const char *code, *text, *kinds;
} kinds[] = {
    {"id", "", ""},
    {"id", " \n\n \n", ""},
    {"id", "Harga Beras Naik\n\nWarga mengeluh. Pemerintah diam.\n", "h ss"},
    {"id", "Siapa Presiden Berikutnya?", "s"},
    {"id", "Syarat:\n1. Kartu identitas\n2) Pasfoto\n(iii) Ijazah.\n- Materai\n\342\200\242 Map", "h i i i i i"},
    {"id", "Ia pergi.\nBaca Juga: Harga Beras Naik\nIa pulang.", "s f s"},
    {"id", "BACA JUGA Harga Beras Naik\nIa pulang.", "f s"},
    {"id", "Sumber : TASS\nIa pulang.", "f s"},
    {"id", "Sumber daya alam itu habis.\nIa pulang.", "s s"},
    {"id", "Kompas.tv - 7 Maret 2023, 01:05 WIB\nIa pulang.", "f s"},
    {"id", "Selasa, 7 Mar 2023 10:20 WIB\nIa pulang.", "f s"},
    {"id", "Ia lahir di Solo pada 7 Maret 1980.\nIa pulang.", "s s"},
    {"id", "Perjanjian damai antara kedua negara tanggal 7 Maret 2023\nIa pulang.", "h s"},
    {"id", "harga-beras-naik-di-pasar-induk\nhttps://contoh.id/a\nIa pulang.", "f f s"},
    {"id", "Kabar Nusantara internasional dunia\nBeranda \302\273 Kabar \302\273 Daerah\nIa pulang.", "f f s"},
    {"id", "Penulis: Hilda Marpaung\nOleh Guntur Alamsyahri\nIa pulang.", "f f s"},
    {"id", "Oleh sebab itu ia pulang.", "s"},
    {"id", "Warga mengungsi. (Sumber: AP Photo/Jens Ravnkilde)", "sf"},
    {"id", "Ia pulang.\nBERITA LAINNYA\nHarga Cabai Turun\n1. Jadwal Puasa\nClose Ads x", "s f f f f"},
    {"id", "***\nIa pulang.\n___", "f s f"},
    {"en", "Prices rise again\n\nPeople complained. The government was silent.", "h ss"},
    {"en", "MOSCOW, March 6. /TASS/. Russia agreed.", "s"},
    {"en", "He left.\nRead more: Prices rise\nHe came back.", "s f s"},
    {"en", "By JANE ROE\nMarch 14, 2023 GMT\nHe left.", "f f s"},
    {"en", "By AP staff\nThu 20 Apr 2023 07.40 BST\nHe left.", "f f s"},
    {"en", "By Monday he had left.", "s"},
    {"en", "Home | Nation | Science | Opinion\nHe left.", "f s"},
    {"en", "Editor's choice was good.\nSources: AP, Reuters\nHe left.", "s f s"},
    {"en", "He left.\nTags\nTransport  Central Asia  Trade\nRead also\nGrain harvest delayed", "s f f f f"},
    {"en", "\302\251 2023 Southern Cross Daily\nHe left.", "f s"},
};

static void test_kinds(struct text_arena *arena)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        char got[64];
        size_t n = 0;
        struct text_document d = segments_of(language_of(kinds[i].code), text_span_of(kinds[i].text), false, arena);
        for (size_t k = 0; k < d.count && n + 2 < sizeof got; k++) {
            if (k && d.segments[k].paragraph != d.segments[k - 1].paragraph) {
                got[n++] = ' ';
            }
            got[n++] = text_kind_name(d.segments[k].kind)[0];
        }
        got[n] = '\0';
        check(strcmp(got, kinds[i].kinds) == 0, "%s: kinds are %s, expected %s", kinds[i].text, got, kinds[i].kinds);
    }
}

static void test_lines(struct text_arena *arena)
{
    struct text_span text = TEXT_LITERAL(" Ia pergi. Ia pulang. \n\n\nDr. Anu\n");
    struct text_document d = segments_of(languages[0], text, true, arena);
    check(strcmp(join(d), "Ia pergi. Ia pulang.|||Dr. Anu") == 0, "lines are %s", join(d));
    for (size_t i = 0; i < d.count; i++) {
        check(d.segments[i].paragraph == i, "line %zu has paragraph %u", i, d.segments[i].paragraph);
    }
}

static void test_places(struct text_arena *arena)
{
    struct text_span bytes = TEXT_LITERAL("\357\273\277Ia\302\240pergi.\r\n  Dia\302\255lah itu. Mereka diam.\r\n");
    static const char *const originals[] = {"Ia\302\240pergi.", "Dia\302\255lah itu.", "Mereka diam."};
    struct text_decoding how = {.name = "test"};
    struct text_decoded decoded;
    struct text_document d = {NULL, 0};
    struct text_error err;
    bool fine = text_decode(bytes, &how, arena, &decoded, &err) == TEXT_OK &&
                text_segment(languages[0], &decoded, false, arena, &d, &err) == TEXT_OK;
    check(fine && d.count == 3, "a text with marks that go has %zu segments", d.count);
    for (size_t i = 0; fine && i < d.count && i < 3; i++) {
        struct text_range at = d.segments[i].bytes;
        struct text_span original = {bytes.p + at.begin, at.end - at.begin};
        check(text_span_equal(original, text_span_of(originals[i])), "segment %zu stood in \"%.*s\"", i,
              TEXT_PRINT(original));
    }
}

/* A quarter of a megabyte of the same: quadratic work would not end before the test is ended. */
static void test_long(struct text_arena *arena)
{
    static const char *const pieces[] = {
        "a",      "a.",    "a. ",   "\"",        "(",        ". ",  "A.",    "\342\200\234a",
        "?\" A ", "[1]",   "a\n",   "http://a.", "- ",       "1.",  "....A", "Dr. ",
        "(a. ",   "\" \"", "=====", ":) A",      "\377\342", "a: ", "' ",    "A. B? (\"C!\") "};
    enum { SIZE = 1 << 18 };
    struct text_buffer b = {0};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct text_quotes quotes;
        struct text_error err;
        text_buffer_clear(&b);
        while (b.n < SIZE) {
            text_buffer_add_string(&b, pieces[i]);
        }
        text_arena_reset(arena);
        struct text_document d = segments_of(languages[i % 2], text_buffer_span(&b), false, arena);
        check(d.count > 0 && text_quotes(languages[i % 2], &d, arena, &quotes, &err) == TEXT_OK,
              "much of \"%s\" has no segment", pieces[i]);
    }
    text_buffer_free(&b);
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    languages_load();
    test_gold("id", arena);
    test_gold("en", arena);
    test_kinds(arena);
    test_lines(arena);
    test_places(arena);
    test_long(arena);
    languages_free();
    text_arena_free(arena);
    return check_report();
}
