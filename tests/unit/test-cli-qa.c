/* Checks of translations: what is found, and above all what is not. */
#include <string.h>

#include "cli/qa/qa.h"
#include "cli/qa/terms.h"

#include "tests/unit/check.h"

const struct cli_command *const cli_commands[] = {NULL}; /* the program has its own */

struct seen {
    struct text_buffer found; /* the checks, a blank between */
};

static void see(void *context, const struct cli_qa_unit *u, enum cli_qa_check check, struct text_span reason)
{
    struct seen *s = context;
    (void)u;
    text_buffer_add_string(&s->found, s->found.n ? " " : "");
    text_buffer_add_string(&s->found, cli_qa_name(check));
    text_buffer_add_string(&s->found, reason.n ? "" : "?");
}

/* Indonesian, English, and what is found. */
static const struct {
    const char *source, *target, *found;
} cases[] = {
    /* numbers by value, in any form */
    {"Harganya naik 2,5 juta.", "The price rose by 2.5 million.", ""},
    {"Harganya Rp1.500.000.", "It costs Rp1.5 million.", ""},
    {"Harganya Rp1.500.", "It costs Rp1.500.", "number"},
    {"Ada 3 orang.", "There are three people.", ""},
    {"Ada 2 orang.", "There is a couple.", ""},
    {"Ada 17 orang.", "There are some people.", "number"},
    {"Ada orang.", "There are 17 people.", "number"},
    {"Ada 5 orang.", "There are 6 people.", "number"},
    {"Naik 5,2 persen.", "It rose 5.3%.", "number"},
    {"Rugi Rp2 - 4 triliun.", "A loss of Rp2 trillion to Rp4 trillion.", ""},
    {"Seluas 6 meter.", "It is 6m wide.", ""},
    {"Perang 1950-1953.", "The war of 1950-53.", ""},
    {"Laba tahun 2007 naik.", "Profit rose this year.", ""},
    {"Laba tahun 2007 naik.", "Profit rose in 2008.", "number"},
    {"Jaraknya 270 kilometer.", "It is 270 km (170 miles) away.", ""},
    {"Sekitar 45,000 orang datang.", "Some 45,000 people came.", ""},
    {"Sekitar 500.000 orang.", "Some 500 000 people.", ""},
    {"Selama 1,5 bulan.", "For one and a half months.", ""},
    {"Isotop 87Rb.", "The isotope 87Rb.", ""},
    {"Pesawat B52 lewat.", "A B52 passed.", ""},
    {"Turun -0,51 poin.", "It fell by -0.51 points.", ""},
    {"Beratnya 9 kilogram.", "It weighs 20 pounds.", ""},
    {"Beratnya 9 kilogram.", "It weighs 20 kilograms.", "number"},
    {"Setinggi 116 m.", "It soars 379 feet.", ""},
    {"Sepanjang 1,28 km.", "It is 800 miles long.", "number"},
    {"Sudah 20 tahun.", "It is two decades ago.", ""},
    {"Selama 14 hari.", "For two weeks.", ""},
    {"Selama April 5,16 persen.", "In April 5.16 percent.", ""},
    /* dates and times */
    {"Pada Senin (6/3/2023).", "On March 6.", ""},
    {"Pada 6 Maret 2023.", "On March 7, 2023.", "date"},
    {"Pada Senin.", "On Tuesday.", "date"},
    {"Pada Senin.", "Yesterday.", ""},
    {"Mulai pukul 19.15 WIB.", "From 1215 GMT.", ""},
    {"Mulai pukul 19.15 WIB.", "From 7:15 p.m.", ""},
    {"Mulai pukul 19.15 WIB.", "From 1245 GMT.", "date"},
    {"Pukul 07.00-13.30, lalu.", "Classes (07:00\u201313:30), then.", ""},
    {"Pukul 07.00-13.30, lalu.", "Classes (07:00\u201313:40), then.", "number"},
    {"Mulai pukul 10.30 waktu setempat.", "From 1030 am (0530 GMT).", ""},
    /* placeholders */
    {"Klik <b>%s</b>.", "Click <b>%s</b>.", ""},
    {"Klik <b>%s</b>.", "Click <b>%d</b>.", "tag"},
    {"Klik {0}.", "Click {0} {0}.", "tag"},
    {"Kegiatan M&E; lalu.", "M&E activities; then.", ""},
    /* the whole */
    {"Tidak ada.", "", "empty"},
    {"Simpan berkas ini sekarang juga.", "Simpan berkas ini sekarang juga.", "untranslated"},
    {"Simpan berkas ini sekarang juga.", "Simpan berkas ini sekarang juga, kata mereka.", "untranslated"},
    {"Microsoft Windows XP", "Microsoft Windows XP", ""},
    {"https://kabar.example/a/12", "https://kabar.example/a/12", ""},
    {"Katanya, \"Siap.\"", "He said, \"Ready.", "quote"},
    {"\"Siap.", "\"Ready.", ""},
    {"Ada (banyak) orang.", "There are (many people.", "bracket"},
    {"Kalimat yang panjang ini sudah pasti perlu terjemahan yang kira-kira sama panjangnya.", "Yes.", "length"},
    {"Ya.", "Yes, of course.", ""},
};

static void test_cases(const struct cli_languages *languages)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct seen s = {0};
        struct cli_qa *qa = NULL;
        struct text_error err = {0};
        struct cli_qa_unit u = {.text = {text_span_of(cases[i].source), text_span_of(cases[i].target)},
                                .place = {.unit = 1}};
        enum text_status status = cli_qa_new(languages, ~0u, see, &s, &qa, &err);
        status = status == TEXT_OK ? cli_qa_look(qa, &u, &err) : status;
        text_buffer_add_char(&s.found, '\0');
        check(status == TEXT_OK && strcmp(s.found.p, cases[i].found) == 0, "\"%s\" = \"%s\" has \"%s\", not \"%s\" %s",
              cases[i].source, cases[i].target, s.found.p, cases[i].found, err.message);
        text_buffer_free(&s.found);
        cli_qa_free(qa);
    }
}

static void test_markup(const struct cli_languages *languages)
{
    static const struct {
        const char *source, *target, *found;
    } marked[] = {
        {"<ph x=\"1\"/>a", "b<ph x=\"1\"/>", ""},
        {"<ph x=\"1\"/>a", "b<ph x=\"2\"/>", "tag"},
        {"<bpt i=\"1\">&lt;b></bpt>a<ept i=\"1\">&lt;/b></ept>",
         "<bpt i=\"2\">&lt;b></bpt>b<ept i=\"2\">&lt;/b></ept>", ""},
        {"<bpt i=\"1\">&lt;b></bpt>a<ept i=\"1\">&lt;/b></ept>", "b", "tag"},
        {"<hi type=\"x\">a</hi>", "b", "tag"},
        {"<ph>x<sub>text</sub></ph>a", "<ph>x<sub>text</sub></ph>b", ""},
    };
    for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++) {
        struct seen s = {0};
        struct cli_qa *qa = NULL;
        struct text_error err = {0};
        struct cli_qa_unit u = {.text = {TEXT_LITERAL("a"), TEXT_LITERAL("b")},
                                .markup = {text_span_of(marked[i].source), text_span_of(marked[i].target)}};
        check(cli_qa_new(languages, ~0u, see, &s, &qa, &err) == TEXT_OK && cli_qa_look(qa, &u, &err) == TEXT_OK,
              "look: %s", err.message);
        text_buffer_add_char(&s.found, '\0');
        check(strcmp(s.found.p, marked[i].found) == 0, "\"%s\" = \"%s\" has \"%s\"", marked[i].source, marked[i].target,
              s.found.p);
        text_buffer_free(&s.found);
        cli_qa_free(qa);
    }
}

static void see_term(void *context, const struct cli_qa_term_finding *f)
{
    struct text_buffer *b = context;
    text_buffer_add_format(b, "%s%s%.*s", b->n ? " " : "", f->forbidden ? "-" : "+",
                           TEXT_PRINT(f->forbidden ? f->used : f->term));
}

static void test_terms(const struct cli_languages *languages)
{
    const struct formats_term rumah[] = {{text_span_of("rumah"), FORMATS_SOURCE, false},
                                         {text_span_of("house"), FORMATS_TARGET, false},
                                         {text_span_of("home"), FORMATS_TARGET, false},
                                         {text_span_of("hut"), FORMATS_TARGET, true}};
    const struct formats_term sakit[] = {{text_span_of("rumah sakit"), FORMATS_SOURCE, false},
                                         {text_span_of("hospital"), FORMATS_TARGET, false}};
    const struct formats_term who[] = {{text_span_of("WHO"), FORMATS_SOURCE, false},
                                       {text_span_of("WHO"), FORMATS_TARGET, false}};
    const struct formats_term analysis[] = {{text_span_of("analisis"), FORMATS_SOURCE, false},
                                            {text_span_of("analysis"), FORMATS_TARGET, false}};
    const struct formats_term yard[] = {{text_span_of("courtyard"), FORMATS_TARGET, true}};
    const struct formats_concept concepts[] = {
        {rumah, 4, {0}, 1}, {sakit, 2, {0}, 2}, {who, 2, {0}, 3}, {yard, 1, {0}, 4}, {analysis, 2, {0}, 5}};
    static const struct {
        const char *source, *target, *found;
    } looks[] = {
        {"Rumah itu besar.", "The house is large.", ""},
        {"Rumahnya besar.", "Their homes are large.", ""}, /* clitics, plurals */
        {"Rumah-rumah itu besar.", "They are large.", "+rumah"},
        {"Perumahan itu besar.", "The estate is large.", ""}, /* another word of the stem */
        {"Rumah itu besar.", "The hut is large.", "-hut"},
        {"Rumah sakit itu besar.", "The hospital is large.", ""}, /* the longer term */
        {"Rumah sakit itu besar.", "The clinic is large.", "+rumah sakit"},
        {"Analisisnya baru.", "The analyses are new.", ""}, /* what the stemmer does not know */
        {"Analisisnya baru.", "The reports are new.", "+analisis"},
        {"Menurut WHO begitu.", "So says the WHO.", ""},
        {"Siapa who begitu.", "Who is it.", ""}, /* capitals are not the same word */
        {"Tidak ada.", "The courtyard is empty.", "-courtyard"},
        {"", "", ""},
    };
    struct cli_qa_terms *terms = NULL;
    struct text_arena *arena = text_arena_new();
    struct text_error err = {0};
    enum text_status status = cli_qa_terms_new(languages->at[0], languages->at[1], &terms, &err);
    for (size_t i = 0; i < sizeof concepts / sizeof concepts[0] && status == TEXT_OK; i++) {
        status = cli_qa_terms_add(terms, &concepts[i], FORMATS_SOURCE, &err);
    }
    check(status == TEXT_OK && arena, "a glossary: %s", err.message);
    for (size_t i = 0; i < sizeof looks / sizeof looks[0] && status == TEXT_OK && arena; i++) {
        struct text_buffer found = {0};
        text_arena_reset(arena);
        status = cli_qa_terms_look(terms, text_span_of(looks[i].source), text_span_of(looks[i].target), arena,
                                   see_term, &found, &err);
        text_buffer_add_char(&found, '\0');
        check(status == TEXT_OK && strcmp(found.p, looks[i].found) == 0, "\"%s\" = \"%s\" has \"%s\", not \"%s\"",
              looks[i].source, looks[i].target, found.p, looks[i].found);
        text_buffer_free(&found);
    }
    cli_qa_terms_free(terms);
    text_arena_free(arena);
}

/* The same text again, here and there, in both directions. */
static void test_known(const struct cli_languages *languages)
{
    static const char *const units[][3] = {{"satu", "one", ""},
                                           {"satu", "One.", ""},
                                           {"satu", "single", "inconsistent-target"},
                                           {"esa", "one", "inconsistent-source"},
                                           {"dua", "two", ""},
                                           {"Satu", "single one", ""}};
    struct cli_qa *qa = NULL;
    struct seen s = {0};
    struct text_error err = {0};
    check(cli_qa_new(languages, ~0u, see, &s, &qa, &err) == TEXT_OK, "new: %s", err.message);
    for (size_t i = 0; qa && i < sizeof units / sizeof units[0]; i++) {
        struct cli_qa_unit u = {.text = {text_span_of(units[i][0]), text_span_of(units[i][1])},
                                .place = {.file = "f", .line = i + 1}};
        text_buffer_clear(&s.found);
        check(cli_qa_look(qa, &u, &err) == TEXT_OK, "look: %s", err.message);
        text_buffer_add_char(&s.found, '\0');
        check(strcmp(s.found.p, units[i][2]) == 0, "unit %zu has \"%s\"", i + 1, s.found.p);
    }
    text_buffer_free(&s.found);
    cli_qa_free(qa);
}

int main(void)
{
    struct cli_languages languages;
    struct text_error err = {0};
    if (cli_languages_load("id,en", &languages, &err) != TEXT_OK) {
        check(false, "languages: %s", err.message);
        return check_report();
    }
    test_cases(&languages);
    test_markup(&languages);
    test_terms(&languages);
    test_known(&languages);
    cli_languages_free(&languages);
    return check_report();
}
