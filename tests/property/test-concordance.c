/* tm_concordance against brute force: random memories grown in several commits, every kind of query, page by page. What
 * is found, in which order, what is marked, and that the pages together are the whole. The seed is printed and may be
 * given as an argument. */
#include "tests/unit/memory.h"
#include "tests/property/random.h"

enum { UNITS = 600, QUERIES = 100, WORDS_MOST = 130, TEXT_MOST = 2048 };

/* Forms of a few stems, words that begin alike, letters outside ASCII, numbers; the first are the most frequent. */
static const char *const forms[] = {
    "yang",    "di",        "sebut",    "menyebut", "disebut",     "penyebutan", "sebutan",
    "negara",  "negaranya", "negeri",   "rumah",    "perumahan",   "desa",       "d\xC3\xA9sa",
    "policy",  "policies",  "police",   "change",   "changes",     "changing",   "x1",
    "2023",    "20",        "1.000",    "s",        "se",          "a",          ("Stra\xC3\x9F" "e"),
    "strasse", "x",         "y",
};
enum { FORMS = sizeof forms / sizeof forms[0] };

static const char *random_form(void)
{
    uint32_t most = below(3) ? 1 + below(6) : FORMS;
    return forms[below(most)];
}

static void write_words(char out[TEXT_MOST], size_t count, bool query)
{
    static const char *const gaps[] = {" ", " ", " ", ", ", " - ", "  ", ": "};
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        bool wide = query && below(6) == 0; /* finds hundreds of words */
        const char *form = wide ? "x" : random_form();
        size_t first = at;
        at += (size_t)snprintf(out + at, TEXT_MOST - at, "%s%s", i ? gaps[below(7)] : "", form);
        if (below(6) == 0 && out[at - strlen(form)] >= 'a' && out[at - strlen(form)] <= 'z') {
            out[at - strlen(form)] = (char)(out[at - strlen(form)] - 'a' + 'A');
        }
        if (wide || (query && below(4) == 0)) {
            size_t cut = wide ? 0 : below(3);
            while (cut-- && at - first > 2 && (unsigned char)out[at - 1] < 0x80 && out[at - 2] != ' ' &&
                   (unsigned char)out[at - 2] < 0x80) {
                at--;
            }
            at += (size_t)snprintf(out + at, TEXT_MOST - at, "*");
        }
    }
    out[at] = '\0';
}

static struct unit {
    char source[TEXT_MOST], target[TEXT_MOST];
    enum tm_status status;
} units[UNITS];

static struct text_arena *arena;
static struct text_stemmer *stemmers[2];
static const char *const codes[2] = {"id", "en"};

struct wanted {
    struct text_span folded, stem;
    bool prefix;
};

static struct text_span stem_of(int language, struct text_span folded)
{
    return text_arena_copy(arena, text_stem(stemmers[language], folded));
}

static bool fits(const struct wanted *w, int language, bool stems, struct text_span word)
{
    if (w->prefix) {
        return word.n >= w->folded.n && memcmp(word.p, w->folded.p, w->folded.n) == 0;
    }
    return text_span_equal(word, w->folded) || (stems && text_span_equal(stem_of(language, word), w->stem));
}

/* Marks the words that are part of a hit, and returns whether there is one. */
static bool find(const struct tm_phrase *p, int language, const struct wanted *wanted, size_t n,
                 const struct text_tokens *words, bool marked[WORDS_MOST], size_t begins[WORDS_MOST])
{
    bool all = true;
    memset(marked, 0, WORDS_MOST * sizeof *marked);
    for (size_t i = 0; p->scattered && i < n; i++) {
        bool any = false;
        for (size_t k = 0; k < words->count; k++) {
            if (fits(&wanted[i], language, p->stems, words->at[k].folded)) {
                marked[k] = any = true;
                begins[k] = k;
            }
        }
        all = all && any;
    }
    if (p->scattered) {
        return all;
    }
    all = false;
    for (size_t k = 0; k + n <= words->count; k++) {
        size_t i = 0;
        while (i < n && fits(&wanted[i], language, p->stems, words->at[k + i].folded)) {
            i++;
        }
        if (i == n) {
            for (size_t j = 0; j < n; j++) {
                marked[k + j] = true;
                begins[k + j] = k;
            }
            all = true;
            k += n - 1;
        }
    }
    return all;
}

struct expected {
    size_t unit, length;
    int side;
    struct text_range marks[WORDS_MOST];
    size_t mark_count;
};

static struct expected expected[2 * UNITS];
static size_t expected_count;

static int by_length(const void *a, const void *b)
{
    const struct expected *x = a, *y = b;
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return x->unit != y->unit ? (x->unit < y->unit ? -1 : 1) : x->side - y->side;
}

static void expect(const struct tm_phrase *p, size_t count)
{
    struct text_tokens query, words;
    struct wanted wanted[2][8];
    bool marked[WORDS_MOST];
    size_t begins[WORDS_MOST];
    expected_count = 0;
    check(text_words(p->text, arena, &query, NULL) == TEXT_OK && query.count <= 8, "the query has words");
    for (size_t i = 0; i < query.count; i++) {
        const char *behind = query.at[i].surface.p + query.at[i].surface.n;
        for (int l = 0; l < 2; l++) {
            wanted[l][i] = (struct wanted){query.at[i].folded, stem_of(l, query.at[i].folded),
                                           p->prefixes || (behind < p->text.p + p->text.n && *behind == '*')};
        }
    }
    for (size_t u = 0; u < count; u++) {
        for (int side = 0; side < 2; side++) {
            struct text_span text = text_span_of(side ? units[u].target : units[u].source);
            if (units[u].status == TM_REJECTED ||
                (p->language.n && !text_span_equal(p->language, text_span_of(codes[side])))) {
                continue;
            }
            check(text_words(text, arena, &words, NULL) == TEXT_OK, "a text has words");
            if (!find(p, side, wanted[side], query.count, &words, marked, begins)) {
                continue;
            }
            struct expected *e = &expected[expected_count++];
            *e = (struct expected){.unit = u, .length = words.count, .side = side};
            for (size_t k = 0; k < words.count; k++) {
                size_t end = (size_t)(words.at[k].surface.p - text.p) + words.at[k].surface.n;
                if (marked[k] && begins[k] == k) {
                    e->marks[e->mark_count++] = (struct text_range){(size_t)(words.at[k].surface.p - text.p), end};
                } else if (marked[k]) {
                    e->marks[e->mark_count - 1].end = end;
                }
            }
        }
    }
    qsort(expected, expected_count, sizeof *expected, by_length);
}

static bool is_as_expected(const struct tm_hit *hit, const struct expected *e)
{
    const struct unit *u = &units[e->unit];
    bool good = text_span_equal(hit->unit.language.source, text_span_of(codes[e->side])) &&
                text_span_equal(hit->unit.text.source, text_span_of(e->side ? u->target : u->source)) &&
                text_span_equal(hit->unit.text.target, text_span_of(e->side ? u->source : u->target)) &&
                hit->mark_count == e->mark_count;
    for (size_t i = 0; good && i < e->mark_count; i++) {
        good = hit->marks[i].begin == e->marks[i].begin && hit->marks[i].end == e->marks[i].end;
    }
    return good;
}

static void compare(struct tm_memory *m, size_t count)
{
    char text[TEXT_MOST];
    write_words(text, 1 + below(below(3) ? 2 : 4), true);
    struct tm_phrase p = {.text = text_span_of(text), .language = text_span_of(below(3) ? "" : codes[below(2)])};
    struct tm_hits hits;
    struct text_error err = {0};
    p.scattered = below(2);
    p.stems = below(2);
    p.prefixes = below(6) == 0;
    p.most = below(3) ? 1 + below(40) : 1000;
    char name[TEXT_MOST + 100];
    snprintf(name, sizeof name, "\"%s\"%s%s%s in \"%s\", %zu a page", text, p.scattered ? " scattered" : "",
             p.stems ? " stems" : "", p.prefixes ? " prefixes" : "", p.language.n ? p.language.p : "", p.most);
    text_arena_reset(arena);
    expect(&p, count);
    do {
        enum text_status status = tm_concordance(m, &p, arena, &hits, &err);
        size_t left = expected_count - p.skip, wanted = left < p.most ? left : p.most;
        check(status == TEXT_OK, "%s: %s", name, err.message);
        if (status != TEXT_OK) {
            return;
        }
        check(hits.count == wanted && hits.more == (left > p.most), "%s: %zu hits from %zu on, not %zu%s", name,
              hits.count, p.skip, wanted, hits.more ? ", and more" : "");
        for (size_t i = 0; i < hits.count && i < wanted; i++) {
            check(is_as_expected(&hits.at[i], &expected[p.skip + i]), "%s: hit %zu is \"%.*s\", not unit %zu", name,
                  p.skip + i, TEXT_PRINT(hits.at[i].unit.text.source), expected[p.skip + i].unit);
        }
        p.skip += p.most;
    } while (hits.more && p.skip <= expected_count);
    check(p.skip >= expected_count, "%s: the pages end too early", name);
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    arena = text_arena_new();
    for (int l = 0; l < 2; l++) {
        check(text_stemmer_for(codes[l], &stemmers[l], NULL) == TEXT_OK, "a stemmer for %s", codes[l]);
    }
    memory_start();
    struct tm_memory *m = memory_open(memory_path("concordance.db"), TM_CREATE);
    struct text_error err = {0};
    size_t count = 0;
    for (int round = 1; round <= 5; round++) {
        check(tm_begin(m, &err) == TEXT_OK, "begin: %s", err.message);
        for (; count < UNITS * (size_t)round / 5; count++) {
            struct unit *u = &units[count];
            /* The number keeps each text one of its own: what is stored once stands where it was first added. */
            size_t n = (size_t)snprintf(u->source, sizeof u->source, "%c%zu ", below(3) ? 'x' : 'w', count);
            write_words(u->source + n, 1 + below(below(2) ? 6 : below(5) ? 20 : WORDS_MOST - 2), false);
            n = (size_t)snprintf(u->target, sizeof u->target, "y%zu ", count);
            write_words(u->target + n, 1 + below(below(2) ? 6 : 20), false);
            struct tm_unit unit = memory_unit(u->source, u->target, "f");
            unit.status = u->status = (enum tm_status)below(below(4) ? 2 : 3);
            memory_add(m, &unit);
            if (below(UNITS) < 2) {
                compare(m, count + 1); /* what is not yet committed is found */
            }
        }
        check(tm_commit(m, &err) == TEXT_OK, "commit: %s", err.message);
        for (int i = 0; i < QUERIES / 5; i++) {
            compare(m, count);
        }
    }
    memory_whole(m, "after it grew");
    tm_close(m);
    memory_end();
    for (int l = 0; l < 2; l++) {
        text_stemmer_free(stemmers[l]);
    }
    text_arena_free(arena);
    return check_report();
}
