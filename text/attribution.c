/* See quote-private.h. An attribution is read as a row of words, at most WORDS of them: the speech verb is found, then
 * the name beside it, then the source behind a word like "dikutip". A name is a run of capitalised words less the
 * title before it. Everything about single words comes from the language's data.
 */
#include "text/quote-private.h"
#include "text/scan-private.h"
#include "text/shape-private.h"

#include <string.h>

enum {
    WORDS = 48,      /* of an attribution, on either side of a quotation */
    VERB_WORDS = 16, /* how far from the quotation the speech verb may stand */
    LOWER_WORDS = 8, /* of a title in lower case before the name: "juru bicara kementerian" */
    COMMON = 20      /* occurrences in a million that make a word a common one */
};

struct word {
    struct text_span s; /* without the marks around it */
    uint32_t parts;
    bool capital;
    bool ends; /* a comma, stop or other mark divides it from the next word */
    bool stop; /* that mark ends a sentence */
};

struct row {
    const struct text_language *language;
    struct word at[WORDS];
    size_t count;
};

/* Half-open numbers of words in a row. */
struct run {
    size_t begin, end;
};

static bool has(const struct row *r, size_t i, uint32_t parts)
{
    return i < r->count && (r->at[i].parts & parts) != 0;
}

/* "W." and "Dr." have a full stop that divides nothing. */
static bool keeps_stop(const struct text_language *language, struct text_span word)
{
    size_t i = 0;
    text_char_next(word, &i);
    return i == word.n || text_language_abbreviation(language, word) == TEXT_NEVER_ENDS;
}

static void add_word(struct row *r, struct text_span raw)
{
    struct text_span s = text_shape_bare(raw);
    if (!s.n) {
        if (r->count) {
            r->at[r->count - 1].ends = true; /* a lone dash */
        }
        return;
    }
    size_t i = 0, tail = (size_t)(raw.p + raw.n - (s.p + s.n));
    unsigned class = text_char_class(text_char_next(s, &i));
    const char *mark = s.p + s.n;
    bool stop = tail && (*mark == '.' || *mark == '?' || *mark == '!') && !(*mark == '.' && keeps_stop(r->language, s));
    if (s.p > raw.p && r->count) {
        r->at[r->count - 1].ends = true; /* a bracket opens */
    }
    r->at[r->count++] = (struct word){.s = s,
                                      .parts = text_language_parts(r->language, s),
                                      .capital = (class & TEXT_CHAR_UPPER) != 0,
                                      .ends = stop || (tail && *mark != '.' && *mark != '\''),
                                      .stop = stop};
}

/* The first WORDS words of s. */
static void read_row(struct row *r, struct text_span s)
{
    struct text_span raw;
    while (r->count < WORDS && text_span_cut(&s, ' ', &raw)) {
        if (raw.n) {
            add_word(r, raw);
        }
    }
}

static struct text_span span_of(const struct row *r, struct run run)
{
    if (run.begin >= run.end) {
        return (struct text_span){NULL, 0};
    }
    const char *begin = r->at[run.begin].s.p;
    const struct text_span *last = &r->at[run.end - 1].s;
    return (struct text_span){begin, (size_t)(last->p + last->n - begin)};
}

/* The capitalised words from i on, with what joins titles or names among them; empty when i is in lower case. */
static struct run capital_run(const struct row *r, size_t i)
{
    struct run run = {i, i};
    for (size_t at = i; at < r->count; at++) {
        if (r->at[at].capital) {
            run.end = at + 1;
        } else if (at == i || !has(r, at, TEXT_PART_OF | TEXT_PART_PARTICLE)) {
            break;
        }
        if (r->at[at].ends) {
            break;
        }
    }
    return run;
}

static bool is_common(const struct row *r, size_t i)
{
    const struct text_word_facts *facts = text_language_facts(r->language, r->at[i].s);
    return facts && facts->per_million >= COMMON;
}

/* The name within a run: what follows the last word of a title, less common words and acronyms before it. The whole
 * run when nothing would be left: "kata Kremlin", "kata Presiden". */
static struct run strip_title(const struct row *r, struct run run)
{
    const uint32_t title = TEXT_PART_TITLE | TEXT_PART_PLACE | TEXT_PART_OF;
    size_t name = run.begin;
    for (size_t i = run.begin; i < run.end; i++) {
        if (has(r, i, title)) {
            name = i + 1;
        }
    }
    while (name > run.begin && name + 1 < run.end && (text_shape_acronym(r->at[name].s) || is_common(r, name))) {
        name++;
    }
    return name < run.end ? (struct run){name, run.end} : run;
}

static bool only_title(const struct row *r, struct run run)
{
    for (size_t i = run.begin; i < run.end; i++) {
        if (!has(r, i, TEXT_PART_TITLE | TEXT_PART_PLACE | TEXT_PART_OF) && !text_shape_acronym(r->at[i].s)) {
            return false;
        }
    }
    return run.begin < run.end;
}

/* The name that begins at i, perhaps behind a title in lower case; empty when there is none. */
static struct run name_from(const struct row *r, size_t i)
{
    struct run none = {i, i};
    for (int lower = 0; i < r->count && !r->at[i].capital; i++, lower++) {
        bool titled = has(r, i, TEXT_PART_TITLE | TEXT_PART_OF | TEXT_PART_PLACE);
        if (has(r, i, TEXT_PART_PRONOUN) || r->at[i].ends || lower == LOWER_WORDS || (!titled && !is_common(r, i)) ||
            has(r, i, TEXT_PART_SOURCE | TEXT_PART_HEARER)) {
            return none;
        }
    }
    struct run run = capital_run(r, i);
    /* "kata Menteri Luar Negeri Rusia, Sergey Lavrov": the name is behind the comma. */
    if (only_title(r, run) && run.end < r->count && r->at[run.end - 1].ends && !r->at[run.end - 1].stop) {
        struct run behind = capital_run(r, run.end);
        if (behind.end > behind.begin + 1 && !only_title(r, behind) && !has(r, behind.begin, TEXT_PART_DAY)) {
            run = behind;
        }
    }
    return strip_title(r, run);
}

/* The name that ends before word i. */
static struct run name_until(const struct row *r, size_t i)
{
    struct run run = {i, i};
    for (size_t at = i; at > 0; at--) {
        if (r->at[at - 1].ends && at < i) {
            break;
        }
        if (r->at[at - 1].capital) {
            run.begin = at - 1;
        } else if (!has(r, at - 1, TEXT_PART_OF | TEXT_PART_PARTICLE)) {
            break;
        }
    }
    return strip_title(r, run);
}

static bool is_medium(const struct row *r, struct run run)
{
    for (size_t i = run.begin; i < run.end; i++) {
        if (has(r, i, TEXT_PART_MEDIUM)) {
            return true;
        }
    }
    return false;
}

/* The name of a medium at i: capitalised words, or an address like kompas.com. */
static struct run medium_at(const struct row *r, size_t i)
{
    while (i < r->count && !r->at[i].capital && has(r, i, TEXT_PART_LINK) && !r->at[i].ends) {
        i++;
    }
    struct run run = {i, i};
    if (i < r->count && !r->at[i].capital) {
        run.end += memchr(r->at[i].s.p, '.', r->at[i].s.n) != NULL;
        return run;
    }
    while (run.end < r->count && r->at[run.end].capital && !has(r, run.end, TEXT_PART_DAY | TEXT_PART_MONTH)) {
        run.end++;
        if (r->at[run.end - 1].ends) {
            break;
        }
    }
    return run;
}

static struct text_span find_source(const struct row *r)
{
    struct text_span none = {NULL, 0};
    for (size_t i = 0; i < r->count; i++) {
        if (!has(r, i, TEXT_PART_SOURCE | TEXT_PART_HEARER | TEXT_PART_LEADS) || r->at[i].ends) {
            continue;
        }
        struct run run = medium_at(r, i + 1);
        if (run.begin == run.end || (!has(r, i, TEXT_PART_SOURCE) && !is_medium(r, run))) {
            continue;
        }
        /* "dikutip Kompas.com dari Reuters": the one farther back said it first. */
        if (has(r, run.end, TEXT_PART_LINK) && !r->at[run.end - 1].ends) {
            struct run farther = medium_at(r, run.end);
            if (is_medium(r, farther)) {
                run = farther;
            }
        }
        return span_of(r, run);
    }
    for (size_t i = 0; i < r->count; i++) {
        /* "/TASS/" */
        if (has(r, i, TEXT_PART_MEDIUM) && r->at[i].ends && i && r->at[i - 1].ends && r->at[i].s.p[-1] == '/' &&
            r->at[i].s.p[r->at[i].s.n] == '/') {
            return r->at[i].s;
        }
    }
    return none;
}

/* The speaker around the speech verb at i. */
static struct run speaker_at(const struct row *r, size_t i)
{
    struct run none = {i, i};
    if (has(r, i, TEXT_PART_SAYS_SELF)) {
        return none;
    }
    if (i > 0 && !r->at[i - 1].ends && !has(r, i, TEXT_PART_LEADS)) {
        struct run before = name_until(r, i);
        if (before.begin < before.end) {
            return before;
        }
        if (has(r, i - 1, TEXT_PART_PRONOUN | TEXT_PART_TITLE)) {
            return none;
        }
    }
    return has(r, i, TEXT_PART_TELLS) ? none : name_from(r, i + 1);
}

static struct text_attribution attribution_at(const struct row *r, size_t verb)
{
    struct text_attribution found = {.found = true, .source = find_source(r)};
    struct run speaker = speaker_at(r, verb);
    if (!is_medium(r, speaker)) {
        found.speaker = span_of(r, speaker);
    } else if (!found.source.n) {
        found.source = span_of(r, speaker);
    }
    return found;
}

struct text_attribution text_attribution_behind(const struct text_language *language, struct text_span rest)
{
    const uint32_t speech = TEXT_PART_SAYS | TEXT_PART_SAYS_SELF | TEXT_PART_TELLS | TEXT_PART_LEADS;
    struct row r = {.language = language};
    read_row(&r, rest);
    for (size_t i = 0; i < r.count && i < VERB_WORDS; i++) {
        if (has(&r, i, speech) && !r.at[i].capital) {
            return attribution_at(&r, i);
        }
        if (r.at[i].stop) {
            break;
        }
    }
    return (struct text_attribution){.source = find_source(&r)};
}

struct text_attribution text_attribution_before(const struct text_language *language, struct text_span head)
{
    enum { HEAD_BYTES = 400 };
    const uint32_t speech = TEXT_PART_SAYS | TEXT_PART_SAYS_SELF | TEXT_PART_TELLS | TEXT_PART_LEADS;
    struct row r = {.language = language};
    if (head.n > HEAD_BYTES) {
        const char *blank = memchr(head.p + head.n - HEAD_BYTES, ' ', HEAD_BYTES);
        size_t skipped = blank ? (size_t)(blank - head.p) : head.n;
        head = (struct text_span){head.p + skipped, head.n - skipped};
    }
    read_row(&r, head);
    for (size_t i = r.count; i > 0; i--) {
        if (has(&r, i - 1, speech) && (!r.at[i - 1].capital || has(&r, i - 1, TEXT_PART_LEADS))) {
            return attribution_at(&r, i - 1);
        }
        if (i < r.count && r.at[i - 1].stop) {
            break;
        }
    }
    return (struct text_attribution){.source = find_source(&r)};
}
