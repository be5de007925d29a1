/* See name-private.h. A name is a run of capitalised words less the title in front of it. Which words are of titles,
 * of countries and offices, and which are common ones, the language's data says; where a title holds words that
 * no list has, the name keeps them.
 */
#include "text/quote/name-private.h"

#include "text/word/shape-private.h"

enum {
    LOWER_WORDS = 8, /* of a title in lower case before the name: "juru bicara kementerian" */
    COMMON = 20,     /* occurrences in a million that make a word a common one */
    TITLE = TEXT_PART_TITLE | TEXT_PART_PLACE | TEXT_PART_OF
};

bool text_row_has(const struct text_row *r, size_t i, uint32_t parts)
{
    return i < r->count && (r->at[i].parts & parts) != 0;
}

static void add_word(struct text_row *r, struct text_span raw)
{
    struct text_span s = text_shape_bare(raw);
    struct text_row_word *last = r->count ? &r->at[r->count - 1] : NULL;
    if (last && (!s.n || s.p > raw.p) && !text_span_equal(raw, TEXT_LITERAL("&"))) {
        last->ends = true; /* a lone dash, or a bracket opens */
    }
    if (!s.n) {
        return;
    }
    char mark = s.p + s.n < raw.p + raw.n ? s.p[s.n] : ' ';
    uint32_t parts = text_language_parts(r->language, s);
    bool abbreviated = mark == '.' && text_language_abbreviation(r->language, s) == TEXT_NEVER_ENDS;
    bool stop = mark == '?' || mark == '!' || (mark == '.' && !abbreviated && !text_shape_letter(s));
    r->at[r->count++] = (struct text_row_word){
        .s = s,
        .parts = abbreviated ? parts | TEXT_PART_TITLE : parts,
        .capital = text_shape_begins(s, TEXT_CHAR_UPPER),
        .ends = stop || (mark != ' ' && mark != '.' && mark != '\''),
        .stop = stop,
    };
}

void text_row_read(struct text_row *r, const struct text_language *language, struct text_span s)
{
    struct text_span raw;
    r->language = language;
    r->count = 0;
    while (r->count < TEXT_ROW_WORDS && text_span_cut(&s, ' ', &raw)) {
        if (raw.n) {
            add_word(r, raw);
        }
    }
}

struct text_span text_row_span(const struct text_row *r, struct text_run run)
{
    if (run.begin >= run.end) {
        return (struct text_span){NULL, 0};
    }
    const char *begin = r->at[run.begin].s.p;
    const struct text_span *last = &r->at[run.end - 1].s;
    return (struct text_span){begin, (size_t)(last->p + last->n - begin)};
}

static bool is_common(const struct text_row *r, size_t i)
{
    const struct text_word_facts *facts = text_language_facts(r->language, r->at[i].s);
    return facts && facts->per_million >= COMMON;
}

/* Words of titles, countries, offices, and what may stand among them; at least one of the first. */
static bool is_title(const struct text_row *r, struct text_run run)
{
    bool titled = false;
    for (size_t i = run.begin; i < run.end; i++) {
        titled = titled || text_row_has(r, i, TEXT_PART_TITLE | TEXT_PART_PLACE);
        if (!text_row_has(r, i, TITLE) && !text_shape_acronym(r->at[i].s) && !is_common(r, i)) {
            return false;
        }
    }
    return titled;
}

/* The name within a run: what follows the last word of a title, less common words and acronyms before it. The whole
 * run when nothing would be left: "kata Kremlin", "kata Presiden". */
static struct text_run strip_title(const struct text_row *r, struct text_run run)
{
    size_t name = run.begin;
    for (size_t i = run.begin; i < run.end; i++) {
        if (text_row_has(r, i, TITLE)) {
            name = i + 1;
        }
    }
    while (name > run.begin && name + 1 < run.end && (text_shape_acronym(r->at[name].s) || is_common(r, name))) {
        name++;
    }
    return name < run.end ? (struct text_run){name, run.end} : run;
}

/* The capitalised words from i on, with what joins titles or names among them; empty when i is in lower case. */
static struct text_run capital_run(const struct text_row *r, size_t i)
{
    struct text_run run = {i, i};
    for (size_t at = i; at < r->count; at++) {
        if (r->at[at].capital) {
            run.end = at + 1;
        } else if (at == i || !text_row_has(r, at, TEXT_PART_OF | TEXT_PART_PARTICLE)) {
            break;
        } else if (text_row_has(r, at, TEXT_PART_OF)) {
            /* "Menteri Pariwisata dan Ekonomi ..." goes on, "Seo Min-gyeol of Garam Securities" has its name. */
            struct text_run name = strip_title(r, run);
            if (name.begin == run.begin ? !is_title(r, run) : name.end - name.begin > 1) {
                break;
            }
        }
        if (r->at[at].ends) {
            break;
        }
    }
    return run;
}

/* What stands between commas behind a title: ", Sergey Brevik,". Not a day, nor the rest of the sentence. */
static struct text_run apposed(const struct text_row *r, size_t i)
{
    while (i + 1 < r->count && !r->at[i].capital && text_row_has(r, i, TEXT_PART_TITLE)) {
        i++; /* "dr." */
    }
    struct text_run run = capital_run(r, i);
    bool closed = run.end > i && (run.end == r->count || r->at[run.end - 1].ends);
    bool name = closed && !is_title(r, run) && !text_row_has(r, i, TEXT_PART_DAY | TEXT_PART_MONTH);
    return name ? strip_title(r, run) : (struct text_run){i, i};
}

/* Behind a title that ends before i, or goes on there in at most two words up to a comma. */
static struct text_run behind_title(const struct text_row *r, struct text_run title)
{
    size_t i = title.end;
    while (!r->at[i - 1].ends && i < r->count && i < title.end + 2 && !r->at[i].capital) {
        i++;
    }
    if (r->at[i - 1].ends && !r->at[i - 1].stop && i < r->count) {
        struct text_run name = apposed(r, i);
        if (name.begin < name.end) {
            return name;
        }
    }
    return strip_title(r, title);
}

/* "CEO Corvana, Leonor Sacadura-Brandt,": an office with a house that no list has, and then the name. One word alone
 * between the commas is more often a place. */
static struct text_run behind_office(const struct text_row *r, struct text_run run)
{
    bool office = text_row_has(r, run.begin, TEXT_PART_TITLE) && r->at[run.end - 1].ends && !r->at[run.end - 1].stop;
    struct text_run name = office && run.end < r->count ? apposed(r, run.end) : (struct text_run){0, 0};
    return name.end - name.begin > 1 ? name : strip_title(r, run);
}

struct text_run text_name_from(const struct text_row *r, size_t i)
{
    const struct text_run none = {i, i};
    bool titled = false;
    for (size_t at = i; at < r->count && at < i + LOWER_WORDS; at++) {
        if (r->at[at].capital) {
            struct text_run run = capital_run(r, at);
            return is_title(r, run) ? behind_title(r, run) : behind_office(r, run);
        }
        if (text_row_has(r, at, TEXT_PART_PRONOUN | TEXT_PART_SOURCE | TEXT_PART_HEARER) || r->at[at].stop ||
            (!titled && !text_row_has(r, at, TITLE) && !is_common(r, at) &&
             !text_row_has(r, at + 1, TEXT_PART_TITLE))) {
            return none;
        }
        titled = titled || text_row_has(r, at, TEXT_PART_TITLE);
        if (r->at[at].ends) {
            return titled && at + 1 < r->count ? apposed(r, at + 1) : none;
        }
    }
    return none;
}

/* The capitalised words that end before i. */
static struct text_run capital_run_until(const struct text_row *r, size_t i)
{
    struct text_run run = {i, i};
    for (size_t at = i; at > 0 && (at == i || !r->at[at - 1].ends); at--) {
        if (r->at[at - 1].capital) {
            run.begin = at - 1;
        } else if (at == i || !text_row_has(r, at - 1, TEXT_PART_OF | TEXT_PART_PARTICLE)) {
            break;
        }
    }
    return run;
}

struct text_run text_name_until(const struct text_row *r, size_t i)
{
    const struct text_run none = {i, i};
    struct text_run run = capital_run_until(r, i);
    if (i == 0 || (!r->at[i - 1].ends && run.begin < run.end)) {
        return strip_title(r, run);
    }
    if (!r->at[i - 1].ends || r->at[i - 1].stop) {
        return none;
    }
    if (run.begin < run.end && !is_title(r, run)) {
        return strip_title(r, run);
    }
    /* "passenger John Roe, 41, said", "Brevik, Russia's foreign minister, said" */
    size_t comma = i - 1;
    while (comma > 0 && !r->at[comma - 1].ends) {
        comma--;
    }
    run = capital_run_until(r, comma);
    return run.begin < run.end && !is_title(r, run) ? strip_title(r, run) : none;
}
