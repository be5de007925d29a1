/* SRX rules: which rule says what where rules meet, which languages they are for, what is refused, and that long lines
 * stay cheap. Blanks at the ends of segments are cut off, so they do not show.
 */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/language.h"

#include "tests/unit/check.h"

#include <time.h>

enum { LINES = 12 };

/* Lines of a rule file: "=NAME" begins a group, "+before~after" is a break rule and "-before~after" an exception, and
 * "@pattern~NAME" is a map. Without "=" the rules are in a group for every language. */
struct rules {
    bool cascade;
    const char *lines[LINES];
};

static const char *after_tilde(const char *line)
{
    const char *tilde = strchr(line, '~');
    return tilde ? tilde + 1 : "";
}

static struct text_span before_tilde(const char *line)
{
    return (struct text_span){line + 1, strcspn(line + 1, "~")};
}

static enum text_status add_line(struct text_srx *srx, const char *line, size_t number, struct text_span *group,
                                 struct text_error *err)
{
    if (*line == '=') {
        *group = text_span_of(line + 1);
        return text_srx_add_group(srx, *group, number, err);
    }
    struct text_span before = before_tilde(line), after = text_span_of(after_tilde(line));
    if (*line == '@') {
        return text_srx_add_map(srx, before, after, number, err);
    }
    struct text_srx_rule rule = {*group, *line == '+', before, after, number};
    return text_srx_add_rule(srx, &rule, err);
}

static enum text_status make(const struct rules *rules, struct text_srx **out, struct text_error *err)
{
    const struct text_srx_header header = {.cascade = rules->cascade};
    struct text_srx *srx = text_srx_new("test.srx", &header);
    struct text_span group = TEXT_LITERAL("all");
    bool plain = *rules->lines[0] != '=';
    enum text_status status = plain ? text_srx_add_group(srx, group, 0, err) : TEXT_OK;
    for (size_t i = 0; i < LINES && rules->lines[i] && status == TEXT_OK; i++) {
        status = add_line(srx, rules->lines[i], i + 1, &group, err);
    }
    if (status == TEXT_OK && plain) {
        status = text_srx_add_map(srx, TEXT_LITERAL(".*"), group, 0, err);
    }
    if (status == TEXT_OK) {
        status = text_srx_finish(srx, err);
    }
    if (status != TEXT_OK) {
        text_srx_free(srx);
        return status;
    }
    *out = srx;
    return TEXT_OK;
}

/* NULL for a language that there are only rules for. */
static const struct text_language *language_or_none(const char *code)
{
    return strcmp(code, "id") == 0 || strcmp(code, "en") == 0 ? language_of(code) : NULL;
}

/* The segments with '|' between. */
static enum text_status cut(struct text_srx *srx, const char *code, const char *text, struct text_buffer *out,
                            struct text_error *err)
{
    struct text_decoded decoded = {.text = text_span_of(text)};
    struct text_arena *arena = text_arena_new();
    struct text_document d = {NULL, 0};
    enum text_status status = text_segment_srx(srx, code, language_or_none(code), &decoded, arena, &d, err);
    for (size_t i = 0; i < d.count; i++) {
        if (i) {
            text_buffer_add_char(out, '|');
        }
        text_buffer_add(out, d.segments[i].text);
        check(d.segments[i].bytes.begin == (size_t)(d.segments[i].text.p - decoded.text.p) &&
                  d.segments[i].bytes.end == d.segments[i].bytes.begin + d.segments[i].text.n,
              "segment %zu of \"%s\" is said to stand elsewhere", i, text);
    }
    text_arena_free(arena);
    return status;
}

static const struct {
    const char *what;
    struct rules rules;
    const char *code, *text, *expected;
} cases[] = {
    {"a break rule", {false, {"+\\.~\\s"}}, "id", "Satu. Dua. Tiga.", "Satu.|Dua.|Tiga."},
    {"no rule, no break", {false, {"-x~"}}, "id", "Satu. Dua.", "Satu. Dua."},
    {"lines", {false, {"-x~"}}, "id", "Satu.\n\nDua. Tiga\n", "Satu.|Dua. Tiga"},
    {"an exception before", {false, {"-Dr\\.~\\s", "+\\.~\\s"}}, "id", "Dr. A pergi. Ia.", "Dr. A pergi.|Ia."},
    {"an exception behind", {false, {"+\\.~\\s", "-Dr\\.~\\s"}}, "id", "Dr. A pergi. Ia.", "Dr.|A pergi.|Ia."},
    {"alternatives",
     {false, {"-(d\\.)|(l\\.)|(dll\\.)~ ", "+\\.~ "}},
     "id",
     "a dll. b s. d. c l. d",
     "a dll. b s.|d. c l. d"},
    {"exceptions with one beginning", {false, {"-a\\.~", "-a\\.n\\.~", "+\\.~"}}, "id", "x a.n. y. z", "x a.n. y.|z"},
    {"breaks and exceptions by turns",
     {false, {"-a[.?]~ ", "+\\.~ ", "-b[.?]~ ", "+\\?~ ", "-c[.?]~ "}},
     "id",
     "a? b? c? a. b. c. d.",
     "a? b? c?|a. b.|c.|d."},
    {"repetition without bound",
     {false, {"-([0-9]+\\.|[0-9]{1,}\\.)~\\s", "+\\.~\\s"}},
     "id",
     "No 12345. X. Y",
     "No 12345. X.|Y"},
    {"only breaks, empty before", {false, {"+\\.~\\s", "+~X"}}, "id", "a. bXc", "a.|b|Xc"},
    {"a break at the end", {false, {"+\\.~"}}, "id", "a.", "a."},
    {"a break at the beginning", {false, {"+~a"}}, "id", "ab", "ab"},
    {"an exception everywhere", {false, {"-~", "+\\.~ "}}, "id", "a. b. c", "a. b. c"},
    {"a break everywhere", {false, {"+~"}}, "id", "a bc", "a|b|c"},
    {"words", {false, {"-\\b\\p{L}\\.~", "+\\.~"}}, "en", "To U.S.A. by sea. x", "To U.S.A. by sea.|x"},
    {"an exception that looks further", {false, {"-\\.~\\sa", "+\\.~\\s"}}, "id", "x. a y. b", "x. a y.|b"},
    {"breaks within another's before", {false, {"+\\.\\.\\.~", "+\\.~"}}, "id", "A..", "A.|."},
    {"a before that takes all", {false, {"+[^\\s]*~\\s", "+\\.~\\s"}}, "id", "A B. C ", "A|B.|C"},
    {"overlapping breaks", {false, {"+\\.\\.\\.~", "+\\.\\.~"}}, "id", "A...B", "A..|.|B"},
    {"breaks of one rule do not overlap", {false, {"+\\.\\.~"}}, "id", "A...B", "A..|.B"},
    {"a longer before behind", {false, {"-b~c", "+b~", "+abc~"}}, "id", "xabcd", "xabc|d"},
    {"blanks in the before", {false, {"-[A-Z]\\.\\s~", "+\\.\\s~"}}, "en", "Plan B. is here. x", "Plan B. is here.|x"},
    {"the before gives way", {false, {"+\\.\\s*~\\s\\S"}}, "id", "a. b", "a.|b"},
    {"an exception away from a break", {false, {"-\\.~", "+\\.\\s~"}}, "id", "a. b", "a.|b"},
    {"paragraph ends", {false, {"-^\\s*[0-9]+\\.~\\s", "+\\.~\\s"}}, "id", "1. a 2. b\n3. c", "1. a 2.|b|3. c"},
    {"\\n is in no paragraph", {false, {"+a~\\n"}}, "id", "ba\nc", "ba|c"},
    {"flags stay in their half", {false, {"+(?i)x~y"}}, "id", "aXya xYb", "aX|ya xYb"},
    {"characters of two units",
     {false, {"+\\x{1F600}~."}},
     "id",
     "a\360\237\230\200b\303\251\360\237\230\200\303\251",
     "a\360\237\230\200|b\303\251\360\237\230\200|\303\251"},
    {"bytes that are no UTF-8", {false, {"+\\.~"}}, "id", "a\377.\342\200b", "a\377.|\342\200b"},
    {"a group referred to", {false, {"+([ab])\\1~", "-c~"}}, "id", "xaayabz", "xaa|yabz"},
    /* languages */
    {"the language's own", {false, {"=one", "+x~", "=two", "+y~", "@id~one", "@en~two"}}, "en", "axbyc", "axby|c"},
    {"a language that we know nothing of", {false, {"=one", "+x~", "=two", "+y~", "@.*-BR~one", "@PT.*~two"}}, "pt-BR",
     "axbyc\n(Baca Juga: x)", "ax|byc|(Baca Juga: x|)"},
    {"a tag longer than any real one", {false, {"=one", "+x~", "@de-.*~one"}},
     "de-latn-at-1996-x-private-a234567-b234567-c234567-d234567-e234567", "axb\ncxd", "ax|b|cx|d"},
    {"the first map", {false, {"=one", "+x~", "=two", "+y~", "@id~one", "@.*~two"}}, "id", "axbyc", "ax|byc"},
    {"maps in their order", {false, {"=one", "+x~", "=two", "+y~", "@.*~two", "@id~one"}}, "id", "axbyc", "axby|c"},
    {"cascade takes all", {true, {"=one", "+x~", "=two", "+y~", "@id~one", "@.*~two"}}, "id", "axbyc", "ax|by|c"},
    {"but not of others", {true, {"=one", "+x~", "=two", "+y~", "@en~one", "@.*~two"}}, "id", "axbyc", "axby|c"},
    {"cascade: the first map's exception wins",
     {true, {"=one", "-x~", "=two", "+[xy]~", "@id~one", "@.*~two"}},
     "id",
     "axbyc",
     "axby|c"},
    {"cascade: the first map's break wins",
     {true, {"=one", "-x~", "=two", "+[xy]~", "@.*~two", "@id~one"}},
     "id",
     "axbyc",
     "ax|by|c"},
    {"a group twice", {true, {"=one", "+x~", "@id~one", "@i.~one"}}, "id", "axb", "ax|b"},
    {"case does not matter", {false, {"=one", "+x~", "@ID~one"}}, "id", "axb", "ax|b"},
    {"the whole code",
     {false, {"=one", "+x~", "=two", "+y~", "@i~one", "@d~one", "@i.*~two"}},
     "id",
     "axbyc",
     "axby|c"},
    {"no map", {false, {"=one", "+x~", "@en~one"}}, "id", "axb\nc", "axb|c"},
    {"a group without rules", {false, {"=one", "=two", "+x~", "@id~one", "@.*~two"}}, "id", "axb", "axb"},
};

static void test_cases(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_srx *srx = NULL;
        struct text_buffer got = {0};
        struct text_error err = {.message = ""};
        enum text_status status = make(&cases[i].rules, &srx, &err);
        check(status == TEXT_OK, "%s: %s", cases[i].what, err.message);
        /* Twice: nothing may be left over. */
        for (int again = 0; status == TEXT_OK && again < 2; again++) {
            text_buffer_clear(&got);
            status = cut(srx, cases[i].code, cases[i].text, &got, &err);
            check(status == TEXT_OK && text_span_equal(text_buffer_span(&got), text_span_of(cases[i].expected)),
                  "%s: \"%s\" gives \"%.*s\", expected \"%s\" %s", cases[i].what, cases[i].text,
                  TEXT_PRINT(text_buffer_span(&got)), cases[i].expected, err.message);
        }
        text_buffer_free(&got);
        text_srx_free(srx);
    }
}

static const struct {
    struct rules rules;
    const char *message;
} wrong[] = {
    {{false, {"+a~", "+(b~c"}},
     "test.srx, line 2: rule 2 of \"all\": <beforebreak> is no regular expression: a parenthesis"},
    {{false, {"+b~c)"}}, "rule 1 of \"all\": <afterbreak> is no regular expression: a parenthesis"},
    {{false, {"+a)|(b~c"}}, "<beforebreak>"},
    {{false, {"+[a~c"}}, "a [ is not closed"},
    {{false, {"+\\p{Nowhere}~c"}}, "there is no such property"},
    {{false, {"+a{3,2}~c"}}, "in {} the greater number comes first"},
    {{false, {"+(?<=a*)b~"}}, "look-behind"},
    {{false, {"+a~\\1"}}, "refers back"},
    {{false, {"+(a)~(b)\\1"}}, "(?<name>...)"},
    {{false, {"+(?x)a # b~"}}, "make together"},
    {{false, {"=one", "+a~", "=one"}}, "test.srx, line 3: there is a <languagerule> \"one\" on line 1 already"},
    {{false, {"=one", "+a~", "@id~two"}}, "test.srx, line 3: there is no <languagerule> \"two\""},
    {{false, {"=one", "+a~", "@i[d~one"}}, "test.srx, line 3: languagepattern is no regular expression"},
    {{false, {"=one", "+a~"}}, "no <languagemap>"},
};

static void test_wrong(void)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct text_srx *srx = NULL;
        struct text_error err = {.message = ""};
        enum text_status status = make(&wrong[i].rules, &srx, &err);
        check(status == TEXT_INVALID && !srx && strstr(err.message, wrong[i].message),
              "rules %zu say \"%s\", not \"%s\"", i, err.message, wrong[i].message);
        text_srx_free(srx);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Rules without bound are stopped and named, in reasonable time. */
static void test_stopped(void)
{
    static const char *const patterns[] = {"+(a+)+b~", "+(a|aa)+$~x", "+(a*)*(a*)*c~", "+\\w*a\\w*a\\w*a\\w*!~"};
    struct text_buffer text = {0};
    for (int i = 0; i < 3000; i++) {
        text_buffer_add_char(&text, 'a');
    }
    text_buffer_add_string(&text, " -!"); /* where nothing can match, nothing is searched */
    text_buffer_add_char(&text, '\0');
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct rules rules = {false, {"+x~", patterns[i]}};
        struct text_srx *srx = NULL;
        struct text_buffer got = {0};
        struct text_error err = {.message = ""};
        double start = seconds();
        check(make(&rules, &srx, &err) == TEXT_OK, "%s: %s", patterns[i], err.message);
        enum text_status status = cut(srx, "id", text.p, &got, &err);
        check(status == TEXT_INVALID && strstr(err.message, "test.srx, line 2: rule 2 of \"all\": it "),
              "%s ends with %d and says \"%s\"", patterns[i], (int)status, err.message);
        check(seconds() - start < 20, "%s takes %.1f seconds", patterns[i], seconds() - start);
        check(cut(srx, "id", "bxb", &got, &err) == TEXT_OK && strcmp(err.message, "") != 0, "%s spoils what follows",
              patterns[i]);
        text_buffer_free(&got);
        text_srx_free(srx);
    }
    text_buffer_free(&text);
}

/* A line of a megabyte: a second with all that is around it, where squares would take hours. */
static void test_long(void)
{
    static const struct rules rules = {
        false, {"-\\b(?:Dr|Prof|Jl)\\.~\\s", "-\\([^()]*\\.~\\s", "+[.?!]+[\"')]*~\\s+\\p{Lu}", "+(?:a|b|c)+;~"}};
    struct text_buffer text = {0}, got = {0};
    struct text_srx *srx = NULL;
    struct text_error err = {.message = ""};
    for (int i = 0; i < 40000; i++) {
        text_buffer_add_string(&text, "Dr. Anton pergi ke. Ia! ");
    }
    text_buffer_add_char(&text, '\0');
    double start = seconds();
    check(make(&rules, &srx, &err) == TEXT_OK && cut(srx, "id", text.p, &got, &err) == TEXT_OK, "a long line: %s",
          err.message);
    size_t bars = 0;
    for (size_t i = 0; i < got.n; i++) {
        bars += got.p[i] == '|';
    }
    check(bars == 79999, "a long line has %zu segments", bars + 1);
    check(seconds() - start < 20, "a long line takes %.1f seconds", seconds() - start);
    text_buffer_free(&text);
    text_buffer_free(&got);
    text_srx_free(srx);
}

/* Our own rules, taken in again, cut as we do where nothing but words matters. */
static enum text_status add_own(void *context, const struct text_srx_rule *rule, struct text_error *err)
{
    struct text_srx_rule own = *rule;
    own.group = TEXT_LITERAL("own");
    return text_srx_add_rule(context, &own, err);
}

static const struct {
    const char *code, *text, *expected;
} own[] = {
    {"id", "Dr. Anton Brevik, S.H., tiba di Jl. Merdeka No. 5. Ia lelah.",
     "Dr. Anton Brevik, S.H., tiba di Jl. Merdeka No. 5.|Ia lelah."},
    {"id", "\"Kami siap!\" serunya. Harganya Rp1.000,50 per unit. Ya.",
     "\"Kami siap!\" serunya.|Harganya Rp1.000,50 per unit.|Ya."},
    {"id", "A.H. Nasution mendapat nilai A. Mereka (baca: dia. ya) pergi.",
     "A.H. Nasution mendapat nilai A.|Mereka (baca: dia. ya) pergi."},
    {"id", "Saya... Brevik ragu. 1. Satu. 2. Dua.", "Saya... Brevik ragu.|1. Satu.|2. Dua."},
    {"id", "MOSKOW, 6 Maret. /TASS/. Rusia siap.\nTabel 4.1. Penduduk",
     "MOSKOW, 6 Maret. /TASS/. Rusia siap.|Tabel 4.1. Penduduk"},
    {"en", "Mr. Brown left at 5 p.m. on Monday. \"Why?\" Brevik asked. They told Kompas.com.",
     "Mr. Brown left at 5 p.m. on Monday.|\"Why?\" Brevik asked.|They told Kompas.com."},
};

static void test_own(void)
{
    const struct text_srx_header header = {.cascade = false};
    struct text_error err = {.message = ""};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        struct text_srx *srx = text_srx_new("own", &header);
        struct text_buffer got = {0};
        bool fine = text_srx_add_group(srx, TEXT_LITERAL("own"), 1, &err) == TEXT_OK &&
                    text_srx_of_language(language_of(own[i].code), add_own, srx, &err) == TEXT_OK &&
                    text_srx_add_map(srx, TEXT_LITERAL(".*"), TEXT_LITERAL("own"), 1, &err) == TEXT_OK &&
                    text_srx_finish(srx, &err) == TEXT_OK && cut(srx, own[i].code, own[i].text, &got, &err) == TEXT_OK;
        check(fine && text_span_equal(text_buffer_span(&got), text_span_of(own[i].expected)),
              "our rules make \"%.*s\" of \"%s\" %s", TEXT_PRINT(text_buffer_span(&got)), own[i].text, err.message);
        text_buffer_free(&got);
        text_srx_free(srx);
    }
}

int main(void)
{
    languages_load();
    test_cases();
    test_wrong();
    test_stopped();
    test_long();
    test_own();
    languages_free();
    return check_report();
}
