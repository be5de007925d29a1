/* See forms.h. A clitic comes off when what is left is a word that words.tsv lists, or is long enough for that clitic:
 * a name has no entry. What only looks as if it had a clitic is listed as such in clitics.tsv.
 */
#include "text/forms.h"

#include <string.h>

#include "text/language/term-private.h"

enum { FURTHEST = 2, LONGEST_CLITIC = 8, LEAST_LISTED = 3 };

static void add(struct text_forms *forms, struct text_span form)
{
    for (size_t i = 0; i < forms->count; i++) {
        if (text_span_equal(forms->at[i], form)) {
            return;
        }
    }
    if (form.n && forms->count < TEXT_FORMS) {
        forms->at[forms->count++] = form;
    }
}

static bool is_listed(const struct text_language *l, struct text_span word)
{
    const struct text_word_facts *facts = text_language_facts(l, word);
    return facts && facts->per_million > 0;
}

static size_t letters_of(struct text_span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}

static bool may_be_left(const struct text_language *l, struct text_span rest, const struct text_clitic *clitic)
{
    size_t letters = letters_of(rest);
    return (letters >= LEAST_LISTED && is_listed(l, rest)) || (clitic->least > 0 && letters >= clitic->least);
}

/* What is left of a word without a clitic of that distance at its end, or at its beginning; empty when it has none. */
static struct text_span without(const struct text_language *l, struct text_span word, int distance, bool before)
{
    struct text_span none = {NULL, 0};
    char key[LONGEST_CLITIC + 1];
    for (size_t n = word.n - 1 < LONGEST_CLITIC ? word.n - 1 : LONGEST_CLITIC; word.n > 1 && n > 0; n--) {
        struct text_span rest = {before ? word.p + n : word.p, word.n - n};
        struct text_clitic clitic;
        memcpy(key + !before, before ? word.p : word.p + rest.n, n);
        key[before ? n : 0] = '-';
        if (text_language_clitic(l, (struct text_span){key, n + 1}, &clitic) && clitic.distance == distance) {
            /* Behind a further one a nearer one may stand: what is left is not looked at yet. */
            return distance > 1 || may_be_left(l, rest, &clitic) ? rest : none;
        }
    }
    return none;
}

/* Adds the word without its clitics, one after the other, and returns it without those behind it. */
static struct text_span add_bare(const struct text_language *l, struct text_span word, struct text_forms *forms)
{
    struct text_clitic whole;
    if (text_language_clitic(l, word, &whole)) {
        return word;
    }
    struct text_span bare = word, inner = without(l, word, 1, false);
    if (inner.n) {
        add(forms, bare = inner);
    }
    struct text_span outer = without(l, word, FURTHEST, false);
    if (outer.n && !text_language_clitic(l, outer, &whole)) {
        inner = without(l, outer, 1, false);
        if (inner.n || (letters_of(outer) >= LEAST_LISTED && is_listed(l, outer))) {
            add(forms, bare = outer);
        }
        if (inner.n) {
            add(forms, bare = inner);
        }
    }
    struct text_span behind = without(l, word, 1, true);
    if (behind.n > LEAST_LISTED) {
        add(forms, behind);
    }
    return bare;
}

static bool add_stems(struct text_stemmer *stemmer, struct text_arena *arena, struct text_forms *forms)
{
    for (size_t i = 0, count = forms->count; i < count && forms->count < TEXT_FORMS; i++) {
        struct text_span stem = text_stem(stemmer, forms->at[i]);
        size_t before = forms->count;
        add(forms, stem);
        if (forms->count > before) {
            forms->at[before] = text_arena_copy(arena, stem);
            if (!forms->at[before].p) {
                return false;
            }
        }
    }
    return true;
}

enum text_status text_word_forms(const struct text_language *language, struct text_stemmer *stemmer,
                                 struct text_span folded, struct text_arena *arena, struct text_forms *out,
                                 struct text_error *err)
{
    struct text_forms forms = {.count = 0};
    struct text_span part, rest = folded;
    add(&forms, folded);
    if (folded.n && !memchr(folded.p, '-', folded.n)) {
        add_bare(language, folded, &forms);
    }
    while (folded.n && memchr(folded.p, '-', folded.n) && forms.count < TEXT_FORMS &&
           text_span_cut(&rest, '-', &part)) {
        if (part.n) {
            add(&forms, part);
            struct text_span bare = add_bare(language, part, &forms);
            if (part.p + part.n == folded.p + folded.n) { /* "negara-negaranya" is negara-negara too */
                add(&forms, (struct text_span){folded.p, (size_t)(bare.p + bare.n - folded.p)});
            }
        }
    }
    if (stemmer && !add_stems(stemmer, arena, &forms)) {
        return text_fail_memory(err, "the forms of a word");
    }
    *out = forms;
    return TEXT_OK;
}
