/* Forms of words, as a concordance looks for them. */
#include "text/forms.h"

#include "tests/unit/check.h"
#include "tests/unit/language.h"

static const struct {
    const char *code, *word, *forms;
} cases[] = {
    {"id", "rumah", "rumah"},
    {"id", "rumahnya", "rumahnya|rumah"},
    {"id", "rumahkulah", "rumahkulah|rumahku|rumah"},
    {"id", "negara-negara", "negara-negara|negara"},
    {"id", "negara-negaranya", "negara-negaranya|negara|negaranya|negara-negara"},
    {"id", "ke-20", "ke-20|ke|20"},
    {"id", "apakah", "apakah|apa"},
    {"id", "sayapun", "sayapun|saya"},
    {"id", "brevikmu", "brevikmu"},
    {"id", "breviknya", "breviknya|brevik"},
    {"id", "masalah", "masalah"},
    {"id", "masalahnya", "masalahnya|masalah"},
    {"id", "sekolah", "sekolah"},
    {"id", "hanya", "hanya"},
    {"id", "adalah", "adalah"},
    {"id", "buku", "buku"},
    {"id", "kulihat", "kulihat|lihat"},
    {"id", "-", "-"},
    {"id", "", ""},
    {"en", "russia's", "russia's|russia"},
    {"en", "russia\u2019s", "russia\u2019s|russia"},
    {"en", "don't", "don't|do"},
    {"en", "can't", "can't"},
    {"en", "wasn't", "wasn't|was"},
    {"en", "well-known", "well-known|well|known"},
    {"en", "\xFF's", "\xFF's"},
};

static void test_case(const char *code, const char *word, const char *expected, struct text_stemmer *stemmer,
                      struct text_arena *arena)
{
    struct text_forms forms = {.count = 0};
    char got[512] = "";
    size_t n = 0;
    enum text_status status =
        text_word_forms(language_of(code), stemmer, text_span_of(word), arena, &forms, NULL);
    for (size_t i = 0; i < forms.count && n < sizeof got; i++) {
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "|" : "", TEXT_PRINT(forms.at[i]));
    }
    check(status == TEXT_OK && strcmp(got, expected) == 0, "%s: \"%s\" is found as %s, not %s", code, word, expected,
          got);
}

int main(void)
{
    languages_load();
    struct text_arena *arena = text_arena_new();
    struct text_stemmer *stemmer = NULL;
    char many[2000];
    if (!arena || text_stemmer_new(language_of("id"), &stemmer, NULL) != TEXT_OK) {
        return 1;
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_case(cases[i].code, cases[i].word, cases[i].forms, NULL, arena);
    }
    test_case("id", "penyebutannya", "penyebutannya|penyebutan|sebut", stemmer, arena);
    test_case("id", "menyebut", "menyebut|sebut", stemmer, arena);
    for (size_t i = 0; i < sizeof many; i++) {
        many[i] = i % 2 ? '-' : (char)('a' + i / 2 % 26);
    }
    struct text_forms forms = {.count = 0};
    check(text_word_forms(language_of("id"), stemmer, (struct text_span){many, sizeof many}, arena, &forms, NULL) ==
                  TEXT_OK && forms.count == TEXT_FORMS, "a word of very many parts has %d forms", TEXT_FORMS);
    text_stemmer_free(stemmer);
    text_arena_free(arena);
    languages_free();
    return check_report();
}
