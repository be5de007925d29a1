/* Languages: what is in the shipped data, which of two a text is in, and what broken data gets. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/language.h"

#include "tests/unit/check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "text/language/language-private.h"

static void test_data(void)
{
    const struct text_language *id = languages[0], *en = languages[1];
    const struct text_word_facts *march = text_language_facts(id, TEXT_LITERAL("MARET"));
    check(strcmp(text_language_code(id), "id") == 0 && strcmp(text_language_code(en), "en") == 0, "codes");
    check(text_language_decimal(id) == ',' && text_language_grouping(id) == '.', "Indonesian numbers");
    check(text_language_decimal(en) == '.' && text_language_grouping(en) == ',', "English numbers");
    check(march && march->number == 3 && (march->parts & TEXT_PART_MONTH), "Maret is no month, or not the third");
    check(text_language_abbreviation(id, TEXT_LITERAL("Dr")) == TEXT_NEVER_ENDS, "Dr.");
    check(text_language_abbreviation(id, TEXT_LITERAL("dll")) == TEXT_MOSTLY_ENDS, "dll.");
    check(text_language_abbreviation(en, TEXT_LITERAL("no")) == TEXT_ALSO_WORD, "no.");
    check(text_language_abbreviation(id, TEXT_LITERAL("rumah")) == TEXT_NO_ABBREVIATION, "rumah is an abbreviation");
    check(text_language_parts(id, TEXT_LITERAL("Dikutip")) & TEXT_PART_SOURCE, "dikutip");
    check(text_language_parts(en, TEXT_LITERAL("said")) & TEXT_PART_SAYS, "said");
    check(!text_language_facts(id, TEXT_LITERAL("xyzzy")), "xyzzy is known");
    check(text_language_start(id, TEXT_LITERAL("Mereka")) > 0, "Mereka begins no sentence");
    check(text_language_start(id, TEXT_LITERAL("Timur")) < 0, "Timur begins a sentence");
    check(text_language_start(id, TEXT_LITERAL("Brevik")) < 0, "Brevik begins a sentence");
    check(text_language_start(id, TEXT_LITERAL("Keranjangnya")) > 0, "-nya makes no word");
    check(text_language_furniture(id, TEXT_LITERAL("Baca Juga")) == TEXT_FURNITURE_START, "Baca Juga");
}

static const struct {
    const char *text;
    int language;
    double least; /* certainty */
} texts[] = {
    {"Kami menolak nilai-nilai yang didesakkan Barat", 0, 0.99},
    {"We reject the values that the West is imposing", 1, 0.99},
    {"hubungan baik dengan", 0, 0.95},
    {"good relations with", 1, 0.95},
    {"\"TIDAK ADA KORBAN\"", 0, 0.95},
    {"Menlu Rusia Marat Besenov", 0, 0.6},
    {"Foreign Minister Marat Besenov", 1, 0.7},
    {"menggarisbawahi", 0, 0.6},
    {"straightforwardly", 1, 0.6},
};

static void test_identify(void)
{
    double certainty;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int got = text_language_identify(languages[0], languages[1], text_span_of(texts[i].text), &certainty);
        check(got == texts[i].language && certainty >= texts[i].least && certainty <= 1, "%s is %s with %.3f",
              texts[i].text, text_language_code(languages[got]), certainty);
        double again;
        int swapped = text_language_identify(languages[1], languages[0], text_span_of(texts[i].text), &again);
        check(swapped == !texts[i].language && again > certainty - 1e-9 && again < certainty + 1e-9,
              "%s is another the other way round", texts[i].text);
    }
    text_language_identify(languages[0], languages[1], TEXT_LITERAL("1.000 -- 7/3"), &certainty);
    check(certainty < 0.51, "figures are in a language with %.3f", certainty);
    text_language_identify(languages[0], languages[1], TEXT_LITERAL(""), NULL);
}

/* A language in a folder of its own, of which one file says `content`. */
static const struct {
    const char *file, *content, *message;
} broken[] = {
    {"style.tsv", "# a comment\n\ndecimal\t,\ngrouping\n", "xx/style.tsv:4: "},
    {"style.tsv", "colour\tred\n", "xx/style.tsv:1: "},
    {"abbreviations.tsv", "Dr\tN\ndll\tQ\n", "xx/abbreviations.tsv:2: "},
    {"abbreviations.tsv", "\tN\n", "xx/abbreviations.tsv:1: "},
    {"words.tsv", "yang\tmany\t3\n", "xx/words.tsv:1: "},
    {"words.tsv", "yang\t3\n", "xx/words.tsv:1: "},
    {"letters.tsv", "ab\t5\n", "xx/letters.tsv:1: "},
    {"speech.tsv", "kata\tsings\n", "xx/speech.tsv:1: "},
    {"dates.tsv", "mei\tmonth\t99\n", "xx/dates.tsv:1: "},
    {"furniture.tsv", "baca juga\tnowhere\n", "xx/furniture.tsv:1: "},
    {"values.tsv", "dua\tmany\t2\n", "xx/values.tsv:1: "},
    {"values.tsv", "rp\tbefore\tRp\n", "xx/values.tsv:1: "},
    {"clock.tsv", "WIB\tzone\t7\n", "xx/clock.tsv:1: "},
    {"clitics.tsv", "-nya\t3\t0\n", "xx/clitics.tsv:1: "},
    {"marks.tsv", "(\t)\tbracket\n<\t\tbracket\n", "xx/marks.tsv:2: "},
    {"marks.tsv", "((\t))\tbracket\n", "xx/marks.tsv:1: "},
    {"measures.tsv", "km\tlength\t1000\nmil\tdistance\t1\n", "xx/measures.tsv:2: "},
    {"measures.tsv", "km\tlength\t0\n", "xx/measures.tsv:1: "},
    {"style.tsv", "length\t5\n", "xx/style.tsv:1: "},
    {"style.tsv", "stems\tyes\n", "xx/style.tsv:1: "},
};

static const char *const files[] = {"style.tsv",   "abbreviations.tsv", "words.tsv", "letters.tsv",  "speech.tsv",
                                    "sources.tsv", "titles.tsv",        "dates.tsv", "furniture.tsv",
                                    "values.tsv",  "clock.tsv",         "clitics.tsv", "marks.tsv",
                                    "measures.tsv"};

static void write_file(const char *folder, const char *name, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/xx/%s", folder, name);
    FILE *f = fopen(path, "w");
    check(f && fputs(content, f) >= 0 && fclose(f) == 0, "cannot write %s", path);
}

static void test_broken(void)
{
    char folder[] = "/tmp/padan-test-XXXXXX", path[256];
    struct text_error err;
    struct text_language *l = NULL;
    check(mkdtemp(folder) != NULL, "no temporary folder");
    snprintf(path, sizeof path, "%s/xx", folder);
    check(mkdir(path, 0700) == 0, "no folder for the language");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        write_file(folder, files[i], "");
    }
    check(text_language_load(folder, "xx", &l, &err) == TEXT_OK, "empty files are an error");
    text_language_free(l);
    l = NULL;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        write_file(folder, broken[i].file, broken[i].content);
        err.message[0] = '\0';
        enum text_status status = text_language_load(folder, "xx", &l, &err);
        check(status == TEXT_INVALID && !l && strstr(err.message, broken[i].message), "%s says \"%s\"",
              broken[i].content, err.message);
        write_file(folder, broken[i].file, "");
    }
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/xx/%s", folder, files[i]);
        unlink(path);
    }
    check(text_language_load(folder, "xx", &l, &err) == TEXT_IO && strstr(err.message, "xx/style.tsv"),
          "a missing file says \"%s\"", err.message);
    snprintf(path, sizeof path, "%s/xx", folder);
    check(rmdir(path) == 0 && rmdir(folder) == 0, "the temporary folder stays");
}

int main(void)
{
    struct text_language *l = NULL;
    struct text_error err;
    languages_load();
    test_data();
    test_identify();
    test_broken();
    check(text_language_load("corpora", "../corpora/id", &l, &err) == TEXT_MISUSE, "a path is a code");
    check(text_language_load("corpora", "", &l, &err) == TEXT_MISUSE && !l, "nothing is a code");
    languages_free();
    return check_report();
}
