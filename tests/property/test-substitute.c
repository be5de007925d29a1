/* Suggestions for random units made of what placeables are made of, and for random texts. Of sentences whose words are
 * the same in query and source, and whose values each language writes in its own way: the suggestion is the sentence
 * made with the query's values, or it is said why not; turned round, query for source and suggestion for target, it
 * gives the target back. Of any texts: the suggestion differs from the target inside the marked ranges only, what was
 * stored put there gives the target back, and the placeables outside are the same. A run is repeated by giving its
 * seed. */
#include "tm/tm.h"

#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "tests/unit/language.h"

enum { ROUNDS = 4000, SLOTS = 4, LONGEST = 800, PIECES = 14 };

static struct text_arena *arena;

/* Values of one form, in both languages; `kind` of them is what a sentence has in one place. */
static const char *const months[2][12] = {{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                                           "September", "Oktober", "November", "Desember"},
                                          {"January", "February", "March", "April", "May", "June", "July", "August",
                                           "September", "October", "November", "December"}};

enum { FORMS = 9 };

/* The value of number n in a form, in a language; what is more than 1 in value only, so that no word changes. */
static int write_value(int form, int language, unsigned n, char *out, size_t size)
{
    unsigned day = 1 + n % 28, month = n / 28 % 12, hour = n % 24, minute = n / 24 % 60;
    switch (form) {
    case 0: return snprintf(out, size, "%u", 2 + n % 900);
    case 1: return snprintf(out, size, language ? "%u.%u percent" : "%u,%u persen", n % 90, 1 + n % 9);
    case 2: return snprintf(out, size, language ? "Rp%u trillion" : "Rp %u triliun", 2 + n % 700);
    case 3: return language ? snprintf(out, size, "on %s %u, 2023", months[1][month], day)
                            : snprintf(out, size, "pada %u/%u/2023", day, month + 1);
    case 4: return language ? snprintf(out, size, "on %s %u", months[1][month], day)
                            : snprintf(out, size, "pada %u %s", day, months[0][month]);
    case 5: return language ? snprintf(out, size, "at %u:%02u %s", (hour + 11) % 12 + 1, minute,
                                       hour < 12 ? "a.m." : "p.m.")
                            : snprintf(out, size, "pukul %02u.%02u", hour, minute);
    case 6: return snprintf(out, size, language ? "%uth" : "ke-%u", 4 + n % 16);
    case 7: return snprintf(out, size, "https://a.id/%u", n);
    default: return snprintf(out, size, language ? "%u,%03u" : "%u.%03u", 1 + n % 900, n % 1000);
    }
}

static const char *const words[2][6] = {{"kapal", "tiba", "menurut", "dan", "harga", "dari"},
                                        {"ships", "came", "says", "and", "price", "from"}};

struct plan {
    int forms[SLOTS];
    unsigned words[SLOTS];
    unsigned source[SLOTS], query[SLOTS]; /* values */
    int count;
};

static struct text_span sentence(const struct plan *p, const unsigned *values, int language, char *out)
{
    int n = snprintf(out, LONGEST, "%s", words[language][p->words[0]]);
    for (int i = 0; i < p->count; i++) {
        n += snprintf(out + n, LONGEST - (size_t)n, " ");
        n += write_value(p->forms[i], language, values[i], out + n, LONGEST - (size_t)n);
        n += snprintf(out + n, LONGEST - (size_t)n, " (%s)", words[language][p->words[i]]);
    }
    return (struct text_span){out, (size_t)n};
}

static struct tm_suggestion suggest(const struct tm_knowledge *known, struct text_span query, struct text_pair unit)
{
    struct tm_suggestion s = {0};
    struct text_error err = {0};
    check(tm_substitute(known, query, &unit, arena, &s, &err) == TEXT_OK, "%s", err.message);
    return s;
}

static void check_plan(int from)
{
    char texts[4][LONGEST];
    struct plan p = {.count = 1 + (int)below(SLOTS)};
    bool same = true;
    for (int i = 0; i < p.count; i++) {
        p.forms[i] = (int)below(FORMS);
        p.words[i] = below(6);
        p.source[i] = below(40000);
        p.query[i] = below(3) ? below(40000) : p.source[i];
        same = same && p.source[i] == p.query[i];
    }
    struct tm_knowledge known = {languages[from], languages[!from]};
    struct text_span query = sentence(&p, p.query, from, texts[0]), source = sentence(&p, p.source, from, texts[1]);
    struct text_span target = sentence(&p, p.source, !from, texts[2]), wanted = sentence(&p, p.query, !from, texts[3]);
    struct tm_suggestion s = suggest(&known, query, (struct text_pair){source, target});
    check(s.status == TM_UNCERTAIN || text_span_equal(s.text, wanted),
          "\"%.*s\" for \"%.*s\" makes of \"%.*s\" \"%.*s\"", TEXT_PRINT(query), TEXT_PRINT(source), TEXT_PRINT(target),
          TEXT_PRINT(s.text));
    check(!same || s.status == TM_AS_STORED, "\"%.*s\" is what is stored", TEXT_PRINT(query));
    /* Only where one value stands twice may it be uncertain; or a text be read otherwise than it was meant. */
    check(s.status != TM_UNCERTAIN || p.count > 1, "\"%.*s\" for \"%.*s\" and \"%.*s\": %.*s", TEXT_PRINT(query),
          TEXT_PRINT(source), TEXT_PRINT(target), TEXT_PRINT(s.reason));
    if (s.status == TM_SUBSTITUTED) {
        struct tm_suggestion back = suggest(&known, source, (struct text_pair){query, s.text});
        check(back.status == TM_UNCERTAIN || text_span_equal(back.text, target),
              "\"%.*s\" turned round gives \"%.*s\", not \"%.*s\"", TEXT_PRINT(s.text), TEXT_PRINT(back.text),
              TEXT_PRINT(target));
    }
}

/* Four of a kind each, so that a text can be varied without becoming quite another. */
enum { OF_A_KIND = 4 };
static const char *const pieces[] = {
    "Senin", "Selasa", "Rabu", "pada Minggu",
    "Monday", "Tuesday", "Wednesday", "on Sunday",
    "Tuesday (March 7, 2023)", "Monday (March 6, 2023)", "March 7, 2023", "March 8, 2024",
    "Selasa (7/3/2023)", "Senin (6/3/2023)", "7/3/2023", "8 Maret 2024",
    "6", "7", "1", "2.023",
    "1.000,5", "5,2", "5.2", "1,000.5",
    "dua", "two", "lima", "Five",
    "ke-20", "20th", "pertama", "first",
    "5 persen", "6 persen", "5 percent", "6%",
    "Rp 2 triliun", "Rp3 trillion", "US$5", "5 dolar AS",
    "pukul 12.15 WIB", "at 5:15 a.m.", "12.15 GMT", "1215 GMT",
    "Bab II", "Pope X", "Bab V", "XLIV",
    "<b>", "</b>", "{0}", "%s",
    "http://a.b/c", "http://a.b/d", "x@y.co", "www.z.id",
    "(", ")", ",", ".",
    "-", "dan", "of", "\xFF",
};

struct choice {
    unsigned at[PIECES];
    size_t count;
};

static struct choice choose(void)
{
    struct choice c = {.count = below(PIECES)};
    for (size_t i = 0; i < c.count; i++) {
        c.at[i] = below(sizeof pieces / sizeof pieces[0]);
    }
    return c;
}

/* One in `often` pieces becomes another of its kind, and few are left out or another one. */
static struct choice vary(const struct choice *from, unsigned often)
{
    struct choice c = {.count = 0};
    for (size_t i = 0; i < from->count; i++) {
        unsigned piece = from->at[i];
        if (below(120) == 0) {
            continue;
        }
        if (below(often) == 0) {
            piece = piece / OF_A_KIND * OF_A_KIND + below(OF_A_KIND);
        } else if (below(120) == 0) {
            piece = below(sizeof pieces / sizeof pieces[0]);
        }
        c.at[c.count++] = piece;
    }
    return c;
}

static struct text_span text_of(const struct choice *c, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++) {
        n += (size_t)snprintf(out + n, LONGEST - n, "%s%s", pieces[c->at[i]], below(20) ? " " : "");
    }
    return (struct text_span){out, n};
}

/* What was stored, put back where it was marked, gives the target; between the marks nothing differs. */
static void check_back(struct text_span target, const struct tm_suggestion *s)
{
    struct text_buffer back = {0};
    size_t at = 0, stored = 0;
    bool right = true;
    for (size_t i = 0; i < s->count; i++) {
        const struct tm_passage *now = &s->at[i].suggested, *old = &s->at[i].stored;
        right = right && now->range.begin >= at && old->range.begin >= stored && now->range.end <= s->text.n;
        text_buffer_add(&back, (struct text_span){s->text.p + at, now->range.begin - at});
        right = right && back.n == old->range.begin;
        text_buffer_add(&back, old->text);
        at = now->range.end;
        stored = old->range.end;
    }
    text_buffer_add(&back, (struct text_span){s->text.p + at, s->text.n - at});
    check(right && !back.failed && text_span_equal(text_buffer_span(&back), target),
          "\"%.*s\" put back is \"%.*s\", not \"%.*s\"", TEXT_PRINT(s->text), TEXT_PRINT(text_buffer_span(&back)),
          TEXT_PRINT(target));
    text_buffer_free(&back);
}

static void check_random(int from)
{
    char texts[3][LONGEST];
    struct tm_knowledge known = {languages[from], languages[!from]};
    struct choice choices[3];
    choices[0] = choose();
    choices[1] = vary(&choices[0], 6);
    choices[2] = vary(&choices[0], 12);
    struct text_span source = text_of(&choices[0], texts[0]), query = text_of(&choices[1], texts[1]);
    struct text_span target = text_of(&choices[2], texts[2]);
    struct tm_suggestion s = suggest(&known, query, (struct text_pair){source, target});
    struct text_placeables before = {0}, after = {0};
    bool same = s.status == TM_SUBSTITUTED || text_span_equal(s.text, target);
    check(same && (s.status == TM_UNCERTAIN) == (s.doubt != TM_NO_DOUBT) &&
              (s.status == TM_SUBSTITUTED) == (s.count > 0),
          "\"%.*s\" for \"%.*s\": a status that fits", TEXT_PRINT(query), TEXT_PRINT(source));
    check_back(target, &s);
    text_placeables(known.target, target, arena, &before, NULL);
    text_placeables(known.target, s.text, arena, &after, NULL);
    check(before.count == after.count, "\"%.*s\" has not the placeables of \"%.*s\"", TEXT_PRINT(s.text),
          TEXT_PRINT(target));
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    languages_load();
    arena = text_arena_new();
    for (int round = 0; arena && round < ROUNDS && check_failed < 10; round++) {
        check_plan(round % 2);
        check_random(round % 2);
        text_arena_reset(arena);
    }
    text_arena_free(arena);
    languages_free();
    return check_report();
}
