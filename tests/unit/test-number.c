/* Numbers and stems: what Indonesian and English make of a word. Needs the language data in corpora/. */
#include "text/text.h"

#include "tests/unit/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* NAN: no number. */
static const struct {
    const char *number;
    double id, en;
} numbers[] = {
    {"0", 0, 0},
    {"7", 7, 7},
    {"007", 7, 7},
    {"1945", 1945, 1945},
    {"1.000", 1000, 1},
    {"1,000", 1, 1000},
    {"1,5", 1.5, 1.5},
    {"1.5", 1.5, 1.5},
    {"5,20", 5.2, 5.2},
    {"5.2", 5.2, 5.2},
    {"3,14159", 3.14159, 3.14159},
    {"0,125", 0.125, 0.125},
    {"0.125", 0.125, 0.125},
    {"1234.567", 1234.567, 1234.567},
    {"1.000,5", 1000.5, 1000.5},
    {"1,000.5", 1000.5, 1000.5},
    {"1.000,500", 1000.5, 1000.5},
    {"1.000.000", 1e6, 1e6},
    {"1,000,000", 1e6, 1e6},
    {"1.234.567,89", 1234567.89, 1234567.89},
    {"1'000.5", 1000.5, 1000.5},
    {"1\u2019000", 1000, 1000},
    {"12 345 678", 12345678, 12345678},
    {"-5", -5, -5},
    {"\u22121,5", -1.5, -1.5},
    {"\u0663", 3, 3},
    {"\uFF11\uFF10", 10, 10},
    {"123456789012345678901234567890", 123456789012345678901234567890.0, 123456789012345678901234567890.0},
    {"", NAN, NAN},
    {"-", NAN, NAN},
    {".", NAN, NAN},
    {"5.", NAN, NAN},
    {",5", NAN, NAN},
    {"1,,5", NAN, NAN},
    {"1.2.3", NAN, NAN},
    {"0.000.000", NAN, NAN},
    {"192.168.1.1", NAN, NAN},
    {"01.05.2023", NAN, NAN},
    {"1,00,000", NAN, NAN},
    {"1,5.3", NAN, NAN},
    {"1,000.000.5", NAN, NAN},
    {"1'5", NAN, NAN},
    {"1;2", NAN, NAN},
    {"1a", NAN, NAN},
    {"satu", NAN, NAN},
    {"1\xFF", NAN, NAN},
};

static bool equal(double a, double b)
{
    return (isnan(a) && isnan(b)) || !(a < b || a > b || isnan(a) || isnan(b));
}

static void test_number(const struct text_language *language, const char *number, double expected)
{
    double value = NAN;
    bool is = text_number_value(language, text_span_of(number), &value);
    check(is == !isnan(expected) && equal(value, expected), "%s: \"%s\" is %.17g, not %.17g",
          text_language_code(language), number, expected, value);
}

/* Digits without end: an answer at once, and never infinity. */
static void test_long(const struct text_language *language)
{
    enum { N = 100000 };
    char *digits = malloc(N);
    double value = NAN;
    if (!digits) {
        check(false, "memory for digits");
        return;
    }
    memset(digits, '9', N);
    check(!text_number_value(language, (struct text_span){digits, N}, &value), "too large a number is none");
    digits[0] = '0';
    digits[1] = ',';
    check(text_number_value(language, (struct text_span){digits, N}, &value) && equal(value, 1),
          "0,999... is 1, not %g", value);
    memset(digits + 2, '0', N - 2);
    check(text_number_value(language, (struct text_span){digits, N}, &value) && equal(value, 0), "0,000... is 0");
    free(digits);
}

static const struct {
    const char *code, *word, *stem;
} stems[] = {
    {"id", "membangunkan", "bangun"},
    {"id", "pertemuannya", "temu"},
    {"id", "ia", "ia"},
    {"en", "announced", "announc"},
    {"en", "countries", "countri"},
    {"en", "caf\u00E9", "caf\u00E9"},
    {"en", "", ""},
    {"en", "\xFF", "\xFF"},
};

static void test_stems(const struct text_language *id, const struct text_language *en)
{
    struct text_stemmer *stemmers[2] = {NULL, NULL};
    check(text_stemmer_new(id, &stemmers[0], NULL) == TEXT_OK && text_stemmer_new(en, &stemmers[1], NULL) == TEXT_OK,
          "stemmers for both languages");
    for (size_t i = 0; stemmers[0] && stemmers[1] && i < sizeof stems / sizeof stems[0]; i++) {
        struct text_stemmer *s = stemmers[strcmp(stems[i].code, "en") == 0];
        struct text_span stem = text_stem(s, text_span_of(stems[i].word));
        check(text_span_equal(stem, text_span_of(stems[i].stem)), "%s: the stem of \"%s\" is \"%s\", not \"%.*s\"",
              stems[i].code, stems[i].word, stems[i].stem, TEXT_PRINT(stem));
    }
    text_stemmer_free(stemmers[0]);
    text_stemmer_free(stemmers[1]);
    text_stemmer_free(NULL);
}

static void test_libraries(void)
{
    const char *text = text_libraries();
    check(strstr(text, "ICU ") && strstr(text, "\niconv ") && strstr(text, "\nSnowball "),
          "the libraries are named: %s", text);
    check(text[strlen(text) - 1] != '\n' && text == text_libraries(), "each on a line of its own, in one static text");
}

int main(void)
{
    struct text_language *id = NULL, *en = NULL;
    struct text_error err;
    bool ok = text_language_load("corpora", "id", &id, &err) == TEXT_OK &&
              text_language_load("corpora", "en", &en, &err) == TEXT_OK;
    check(ok, "both languages are loaded: %s", ok ? "" : err.message);
    if (ok) {
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            test_number(id, numbers[i].number, numbers[i].id);
            test_number(en, numbers[i].number, numbers[i].en);
        }
        test_long(id);
        test_stems(id, en);
    }
    test_libraries();
    text_language_free(id);
    text_language_free(en);
    return check_report();
}
