/* See quote-private.h. An attribution is read as a row of words: the speech verb is found, then the name beside it,
 * then the source behind a word like "dikutip". Everything about single words comes from the language's data.
 */
#include "text/quote/quote-private.h"

#include <string.h>

#include "text/quote/name-private.h"

enum {
    VERB_WORDS = 16,  /* how far behind the quotation the speech verb may stand */
    HEAD_BYTES = 400, /* what is read before a quotation */
    SPEECH = TEXT_PART_SAYS | TEXT_PART_SAYS_SELF | TEXT_PART_TELLS | TEXT_PART_LEADS
};

static bool is_medium(const struct text_row *r, struct text_run run)
{
    for (size_t i = run.begin; i < run.end; i++) {
        if (text_row_has(r, i, TEXT_PART_MEDIUM)) {
            return true;
        }
    }
    return false;
}

/* The name of a medium at i: capitalised words, or an address like kompas.com. */
static struct text_run medium_at(const struct text_row *r, size_t i)
{
    while (i < r->count && !r->at[i].capital && text_row_has(r, i, TEXT_PART_LINK) && !r->at[i].ends) {
        i++;
    }
    struct text_run run = {i, i};
    if (i < r->count && !r->at[i].capital) {
        run.end += memchr(r->at[i].s.p, '.', r->at[i].s.n) != NULL;
        return run;
    }
    while (run.end < r->count && r->at[run.end].capital && !text_row_has(r, run.end, TEXT_PART_DAY | TEXT_PART_MONTH)) {
        run.end++;
        if (r->at[run.end - 1].ends) {
            break;
        }
    }
    return run;
}

/* "/TASS/" */
static bool is_between_slashes(const struct text_row *r, size_t i)
{
    struct text_span s = r->at[i].s;
    return text_row_has(r, i, TEXT_PART_MEDIUM) && i && r->at[i - 1].ends && r->at[i].ends && s.p[-1] == '/' &&
           s.p[s.n] == '/';
}

static struct text_span find_source(const struct text_row *r)
{
    for (size_t i = 0; i < r->count; i++) {
        if (is_between_slashes(r, i)) {
            return r->at[i].s;
        }
        if (!text_row_has(r, i, TEXT_PART_SOURCE | TEXT_PART_HEARER | TEXT_PART_LEADS) || r->at[i].ends) {
            continue;
        }
        struct text_run run = medium_at(r, i + 1);
        if (run.begin == run.end || (!text_row_has(r, i, TEXT_PART_SOURCE) && !is_medium(r, run))) {
            continue;
        }
        /* "dikutip Kompas.com dari Reuters": the one farther back said it first. */
        if (text_row_has(r, run.end, TEXT_PART_LINK) && !r->at[run.end - 1].ends) {
            struct text_run farther = medium_at(r, run.end);
            run = is_medium(r, farther) ? farther : run;
        }
        return text_row_span(r, run);
    }
    return (struct text_span){NULL, 0};
}

/* The speaker beside the speech verb at i. */
static struct text_run speaker_at(const struct text_row *r, size_t i)
{
    const struct text_run none = {i, i};
    if (text_row_has(r, i, TEXT_PART_SAYS_SELF)) {
        return none;
    }
    size_t subject = i; /* "Brevik juga menegaskan": where the words before the verb end */
    while (subject > 0 && text_row_has(r, subject - 1, TEXT_PART_ADVERB) && !r->at[subject - 1].ends) {
        subject--;
    }
    struct text_run before = subject && !text_row_has(r, i, TEXT_PART_LEADS) ? text_name_until(r, subject) : none;
    bool beside = subject > 0 && !r->at[subject - 1].ends;
    if (beside && (before.begin < before.end || text_row_has(r, subject - 1, TEXT_PART_PRONOUN | TEXT_PART_TITLE))) {
        return before;
    }
    struct text_run behind = text_row_has(r, i, TEXT_PART_TELLS) ? none : text_name_from(r, i + 1);
    return behind.begin < behind.end ? behind : before;
}

static struct text_attribution attribution_at(const struct text_row *r, size_t verb)
{
    struct text_attribution found = {.found = true, .source = find_source(r)};
    struct text_run speaker = speaker_at(r, verb);
    if (!is_medium(r, speaker)) {
        found.speaker = text_row_span(r, speaker);
    } else if (!found.source.n) {
        found.source = text_row_span(r, speaker);
    }
    return found;
}

struct text_attribution text_attribution_behind(const struct text_language *language, struct text_span rest)
{
    struct text_row r;
    text_row_read(&r, language, rest);
    for (size_t i = 0; i < r.count && i < VERB_WORDS; i++) {
        if (text_row_has(&r, i, SPEECH) && !r.at[i].capital) {
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
    struct text_row r;
    if (head.n > HEAD_BYTES) {
        const char *blank = memchr(head.p + head.n - HEAD_BYTES, ' ', HEAD_BYTES);
        size_t skipped = blank ? (size_t)(blank - head.p) : head.n;
        head = (struct text_span){head.p + skipped, head.n - skipped};
    }
    text_row_read(&r, language, head);
    for (size_t i = r.count; i > 0; i--) {
        if (text_row_has(&r, i - 1, SPEECH) && (!r.at[i - 1].capital || text_row_has(&r, i - 1, TEXT_PART_LEADS))) {
            return attribution_at(&r, i - 1);
        }
        if (i < r.count && r.at[i - 1].stop) {
            break;
        }
    }
    return (struct text_attribution){.source = find_source(&r)};
}
