/* Tokens: texts and what they fall into. */
#include "text/word.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

/* The kinds: w(ord), n(umber), p(unctuation), one a token; tokens and their folded forms parted by '|'. */
static const struct {
    const char *text, *tokens, *folded, *kinds;
} cases[] = {
    {"", "", "", ""},
    {" \t\n ", "", "", ""},
    {"Brevik menegaskan", "Brevik|menegaskan", "brevik|menegaskan", "ww"},
    {"negara-negara", "negara|-|negara", "negara|-|negara", "wpw"},
    {"ke-20, 1.000,50!", "ke|-|20|,|1.000,50|!", "ke|-|20|,|1.000,50|!", "wpnpnp"},
    {"don't Jum'at Jum\u2019at", "don't|Jum'at|Jum\u2019at", "don't|jum'at|jum\u2019at", "www"},
    {"Kompas.com S.H.", "Kompas.com|S.H|.", "kompas.com|s.h|.", "wwp"},
    {"TASS:Brevik 9:30", "TASS|:|Brevik|9|:|30", "tass|:|brevik|9|:|30", "wpwnpn"},
    {"Rp1.000 5a a_b _ __", "Rp1.000|5a|a_b|_|__", "rp1.000|5a|a_b|_|__", "wwwpp"},
    {"1,a a,1 a.1 1.a 1;2 a;b", "1|,|a|a|,|1|a|.|1|1|.|a|1;2|a|;|b", "1|,|a|a|,|1|a|.|1|1|.|a|1;2|a|;|b",
     "npwwpnwpnnpwnwpw"},
    {"\u201CDunia\u201D \u2013 kata", "\u201C|Dunia|\u201D|\u2013|kata", "\u201C|dunia|\u201D|\u2013|kata", "pwppw"},
    {"\u00C9lys\u00E9e STRASSE Stra\u00DFe", "\u00C9lys\u00E9e|STRASSE|Stra\u00DFe", "\u00E9lys\u00E9e|strasse|strasse",
     "www"},
    {"\u0130stanbul Erdo\u011Fan", "\u0130stanbul|Erdo\u011Fan", "i\u0307stanbul|erdo\u011Fan", "ww"},
    {"\u041C\u043E\u0441\u043A\u0432\u0430", "\u041C\u043E\u0441\u043A\u0432\u0430",
     "\u043C\u043E\u0441\u043A\u0432\u0430", "w"},
    {"a\u0323b a\u0301.\u0301b", "a\u0323b|a\u0301.\u0301b", "a\u0323b|a\u0301.\u0301b", "ww"},
    {"\u4E2D\u6587 \u30AB\u30BF", "\u4E2D|\u6587|\u30AB\u30BF", "\u4E2D|\u6587|\u30AB\u30BF", "www"},
    {"\uD55C\uAD6D\uC5B4", "\uD55C\uAD6D\uC5B4", "\uD55C\uAD6D\uC5B4", "w"},
    {"a@b.co", "a|@|b.co", "a|@|b.co", "wpw"},
    {"1\u202F000\u00A0a\u3000b", "1|000|a|b", "1|000|a|b", "nnww"},
    {"\U0001F1EE\U0001F1E9\U0001F1EC\U0001F1E7", "\U0001F1EE\U0001F1E9|\U0001F1EC\U0001F1E7",
     "\U0001F1EE\U0001F1E9|\U0001F1EC\U0001F1E7", "pp"},
    {"\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469", "p"},
    {"a\xFF\xE2\x80z", "a|\xFF|\xE2\x80|z", "a|\xFF|\xE2\x80|z", "wppw"},
    {"a\x01z", "a|\x01|z", "a|\x01|z", "wpw"},
};

static char *join(const struct text_tokens *tokens, bool folded)
{
    static char buffer[512];
    size_t n = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        struct text_span s = folded ? tokens->at[i].folded : tokens->at[i].surface;
        if (n + s.n + 2 > sizeof buffer) {
            break;
        }
        n += (size_t)snprintf(buffer + n, sizeof buffer - n, "%s%.*s", i ? "|" : "", TEXT_PRINT(s));
    }
    buffer[n] = '\0';
    return buffer;
}

static void test_cases(struct text_arena *arena)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_tokens tokens, words;
        char kinds[64] = "";
        size_t letters = 0;
        bool ok = text_tokenize(text_span_of(cases[i].text), arena, &tokens, NULL) == TEXT_OK &&
                  text_words(text_span_of(cases[i].text), arena, &words, NULL) == TEXT_OK;
        check(ok, "\"%s\" is tokenized", cases[i].text);
        if (!ok) {
            continue;
        }
        const char *got = join(&tokens, false);
        check(strcmp(got, cases[i].tokens) == 0, "\"%s\" gives \"%s\", not \"%s\"", cases[i].text, cases[i].tokens,
              got);
        got = join(&tokens, true);
        check(strcmp(got, cases[i].folded) == 0, "\"%s\" folds to \"%s\", not \"%s\"", cases[i].text, cases[i].folded,
              got);
        for (size_t k = 0; k < tokens.count && k < sizeof kinds - 1; k++) {
            kinds[k] = "wnp"[tokens.at[k].kind];
            letters += tokens.at[k].kind != TEXT_PUNCTUATION;
        }
        check(strcmp(kinds, cases[i].kinds) == 0, "\"%s\" has the kinds %s, not %s", cases[i].text, cases[i].kinds,
              kinds);
        check(words.count == letters, "\"%s\" has %zu words, not %zu", cases[i].text, letters, words.count);
        text_arena_reset(arena);
    }
}

static void test_borrowing(struct text_arena *arena)
{
    struct text_tokens tokens;
    struct text_span s = TEXT_LITERAL("kata Ia");
    if (text_tokenize(s, arena, &tokens, NULL) == TEXT_OK && tokens.count == 2) {
        check(tokens.at[0].folded.p == s.p, "what folding leaves alone is borrowed");
        check(tokens.at[1].surface.p == s.p + 5, "the surface is borrowed");
    } else {
        check(false, "two words");
    }
}

/* More tokens than fit on the stack, and words longer than any buffer. */
static void test_long(struct text_arena *arena)
{
    enum { N = 300000 };
    char *text = malloc(N);
    struct text_tokens tokens = {0};
    if (!text) {
        check(false, "memory for a long text");
        return;
    }
    for (size_t i = 0; i < N; i++) {
        text[i] = i % 3 == 2 ? ' ' : 'A';
    }
    bool ok = text_tokenize((struct text_span){text, N}, arena, &tokens, NULL) == TEXT_OK && tokens.count == N / 3;
    check(ok, "%d words, not %zu", N / 3, tokens.count);
    for (size_t i = 0; ok && i < tokens.count; i++) {
        ok = text_span_equal(tokens.at[i].folded, TEXT_LITERAL("aa"));
    }
    check(ok, "each of many words is folded");
    for (size_t i = 0; i + 1 < N; i += 2) {
        memcpy(text + i, "\xC3\x89", 2);
    }
    ok = text_tokenize((struct text_span){text, N}, arena, &tokens, NULL) == TEXT_OK && tokens.count == 1;
    check(ok && tokens.at[0].folded.n == N && memcmp(tokens.at[0].folded.p + N - 2, "\xC3\xA9", 2) == 0,
          "one very long word");
    free(text);
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_cases(arena);
    test_borrowing(arena);
    test_long(arena);
    text_arena_free(arena);
    return check_report();
}
