/* See pattern-private.h. A rule is one expression, (?:before)(?=after): that way the before half gives way where the
 * after half needs it, and ICU's own search goes on where the before half ended.
 *
 * Of most rules it can be told where a match may end and how far before that it may begin (outline-private.h). Then
 * only these windows of a text are searched, which finds the same matches.
 *
 * Bounds: ICU counts the states it saves, in ticks of 10,000; a search may use TICKS and some for each character of
 * the text. What it does without saving a state (possessive loops) is bounded by the clock. Its stack has a limit of
 * its own.
 */
#define _POSIX_C_SOURCE 200809L
#include "text/srx/pattern-private.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/buffer.h"
#include "text/character/character-private.h"
#include "text/icu-private.h"
#include "text/srx/outline-private.h"

enum {
    TICKS = 500,           /* some 20 milliseconds */
    CHARACTERS_A_TICK = 5, /* 2,000 saved states a character: a list of so many alternatives */
    SECONDS = 2,           /* the same by the clock, far more than the ticks take */
    CHARACTERS_A_MILLISECOND = 50,
    STARTS = 1024,          /* how often the clock is looked at */
    STACK_BYTES = 16 << 20, /* ICU's default is 8 MB */
    SHOWN_BYTES = 60        /* of a pattern in a message */
};

/* Where matches may be: they begin and end within, and what stands around is seen. */
struct window {
    int32_t begin, end;
};

struct text_pattern {
    URegularExpression *regex;
    struct text_outline outline;
    const uint16_t *text;
    struct window window, next; /* being searched; and the one behind it, as far as it is known, end 0: none */
    int32_t scanned;            /* ends of matches are looked for from here on */
    bool searching;             /* in window */
    bool whole;                 /* the text is searched as one: nothing is known of where matches may be */
    int32_t n, starts;
    int64_t ticks;         /* left for this search */
    struct timespec until; /* by the clock */
};

/* What ICU says, in words. */
static const char *reason_of(UErrorCode code)
{
    static const struct {
        UErrorCode code;
        const char *reason;
    } reasons[] = {
        {U_REGEX_RULE_SYNTAX, "its syntax is wrong"},
        {U_REGEX_BAD_ESCAPE_SEQUENCE, "there is no such escape sequence"},
        {U_REGEX_PROPERTY_SYNTAX, "there is no such property"},
        {U_REGEX_UNIMPLEMENTED, "it uses what is not implemented"},
        {U_REGEX_MISMATCHED_PAREN, "a parenthesis is not closed, or not opened"},
        {U_REGEX_NUMBER_TOO_BIG, "a number is too large"},
        {U_REGEX_BAD_INTERVAL, "what stands in {} is wrong"},
        {U_REGEX_MAX_LT_MIN, "in {} the greater number comes first"},
        {U_REGEX_INVALID_BACK_REF, "it refers back to a group that is not there"},
        {U_REGEX_INVALID_FLAG, "there is no such flag"},
        {U_REGEX_LOOK_BEHIND_LIMIT, "a look-behind has no greatest length"},
        {U_REGEX_MISSING_CLOSE_BRACKET, "a [ is not closed"},
        {U_REGEX_INVALID_RANGE, "in [] the greater character of a range comes first"},
        {U_REGEX_PATTERN_TOO_BIG, "it is too large"},
        {U_REGEX_INVALID_CAPTURE_GROUP_NAME, "the name of a group is wrong"},
        {U_REGEX_STACK_OVERFLOW, "it needs too much memory on this text"},
        {U_REGEX_TIME_OUT, "it takes too long on this text"},
        {U_REGEX_STOPPED_BY_CALLER, "it takes too long on this text"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].code == code) {
            return reasons[i].reason;
        }
    }
    return text_icu_load(NULL) == TEXT_OK ? text_icu.u_errorName(code) : "unknown reason";
}

/* s as UTF-16 in a new array; NULL when out of memory or beyond what ICU can count. */
static UChar *widen(struct text_span s, int32_t *n)
{
    UChar *wide = s.n < INT32_MAX / 4 ? malloc((s.n + 1) * sizeof *wide) : NULL;
    int32_t at = 0;
    for (size_t i = 0; wide && i < s.n;) {
        uint32_t c = text_char_next(s, &i);
        U16_APPEND_UNSAFE(wide, at, c);
    }
    *n = at;
    return wide;
}

/* As much of a pattern as a message can show. */
static struct text_span shown(struct text_span s)
{
    if (s.n > SHOWN_BYTES) {
        s.n = SHOWN_BYTES;
        while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80) {
            s.n--;
        }
    }
    return s;
}

/* *out is NULL when out of memory or wrong; `what` is how a message calls it. */
static enum text_status open_regex(struct text_span pattern, uint32_t flags, const char *what, URegularExpression **out,
                                   struct text_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UParseError where = {.offset = -1};
    int32_t n;
    UChar *wide = widen(pattern, &n);
    if (!wide) {
        return text_fail_memory(err, "a regular expression");
    }
    /* ICU takes an empty pattern for a mistake. */
    *out = n ? text_icu_search.uregex_open(wide, n, flags, &where, &code)
             : text_icu_search.uregex_openC("(?:)", flags, &where, &code);
    free(wide);
    if (U_SUCCESS(code)) {
        return TEXT_OK;
    }
    text_icu_search.uregex_close(*out);
    *out = NULL;
    if (code == U_MEMORY_ALLOCATION_ERROR) {
        return text_fail_memory(err, "a regular expression");
    }
    char place[40] = "";
    if (where.offset > 0) {
        snprintf(place, sizeof place, ", at character %d", (int)where.offset);
    }
    struct text_span s = shown(pattern);
    return text_fail(err, TEXT_INVALID, "%s is no regular expression: %s%s: %.*s%s", what, reason_of(code), place,
                     TEXT_PRINT(s), s.n < pattern.n ? "..." : "");
}

/* Whether \1 or the like stands in it. */
static bool refers_back(struct text_span s)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] == '\\') {
            i++;
            if (s.p[i] >= '1' && s.p[i] <= '9') {
                return true;
            }
        }
    }
    return false;
}

/* Each half has to be an expression by itself, so that no parenthesis of one closes in the other. */
static enum text_status check_halves(struct text_span before, struct text_span after, struct text_error *err)
{
    URegularExpression *regex = NULL;
    UErrorCode code = U_ZERO_ERROR;
    enum text_status status = text_icu_search_load(err);
    if (status == TEXT_OK) {
        status = open_regex(before, 0, "<beforebreak>", &regex, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    bool groups = text_icu_search.uregex_groupCount(regex, &code) > 0;
    text_icu_search.uregex_close(regex);
    status = open_regex(after, 0, "<afterbreak>", &regex, err);
    if (status != TEXT_OK) {
        return status;
    }
    text_icu_search.uregex_close(regex);
    if (groups && refers_back(after)) {
        return text_fail(err, TEXT_INVALID,
                         "<afterbreak> refers back by number while <beforebreak> has groups too;"
                         " name the group, (?<name>...), and refer to it by \\k<name>");
    }
    return TEXT_OK;
}

/* Whether the search may go on; asked now and then. */
static bool has_time(const struct text_pattern *p)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec < p->until.tv_sec || (now.tv_sec == p->until.tv_sec && now.tv_nsec < p->until.tv_nsec);
}

static UBool U_CALLCONV on_tick(const void *context, int32_t ticks)
{
    struct text_pattern *p = (struct text_pattern *)context;
    (void)ticks; /* of this match; ours are of the search */
    return p->ticks-- > 0;
}

static UBool U_CALLCONV on_start(const void *context, int64_t at)
{
    struct text_pattern *p = (struct text_pattern *)context;
    (void)at;
    return ++p->starts % STARTS != 0 || has_time(p);
}

static enum text_status new_pattern(struct text_span whole, uint32_t flags, const char *what, struct text_pattern **out,
                                    struct text_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    struct text_pattern *p = calloc(1, sizeof *p);
    if (!p) {
        return text_fail_memory(err, "a regular expression");
    }
    enum text_status status = open_regex(whole, flags, what, &p->regex, err);
    if (status == TEXT_OK) {
        text_icu_search.uregex_setStackLimit(p->regex, STACK_BYTES, &code);
        text_icu_search.uregex_setMatchCallback(p->regex, on_tick, p, &code);
        text_icu_search.uregex_setFindProgressCallback(p->regex, on_start, p, &code);
        /* A window hides nothing from what looks ahead or back, and its ends are not those of the text. */
        text_icu_search.uregex_useTransparentBounds(p->regex, true, &code);
        text_icu_search.uregex_useAnchoringBounds(p->regex, false, &code);
        status = U_SUCCESS(code) ? TEXT_OK : text_fail(err, TEXT_INVALID, "%s: %s", what, reason_of(code));
    }
    if (status != TEXT_OK) {
        text_pattern_free(p);
        return status;
    }
    *out = p;
    return TEXT_OK;
}

enum text_status text_pattern_of_rule(struct text_span before, struct text_span after, struct text_pattern **out,
                                      struct text_error *err)
{
    struct text_buffer whole = {0};
    enum text_status status = check_halves(before, after, err);
    if (status != TEXT_OK) {
        return status;
    }
    text_buffer_add_string(&whole, "(?:");
    text_buffer_add(&whole, before);
    text_buffer_add_string(&whole, ")(?=");
    text_buffer_add(&whole, after);
    text_buffer_add_char(&whole, ')');
    status = whole.failed ? text_fail_memory(err, "a regular expression")
                          : new_pattern(text_buffer_span(&whole), 0,
                                        "what <beforebreak> and <afterbreak> make together", out, err);
    text_buffer_free(&whole);
    if (status == TEXT_OK) {
        (*out)->outline = text_outline_of(before, after);
    }
    return status;
}

enum text_status text_pattern_of_code(struct text_span pattern, struct text_pattern **out, struct text_error *err)
{
    enum text_status status = text_icu_search_load(err);
    return status == TEXT_OK ? new_pattern(pattern, UREGEX_CASE_INSENSITIVE, "languagepattern", out, err) : status;
}

void text_pattern_free(struct text_pattern *p)
{
    if (p) {
        text_icu_search.uregex_close(p->regex);
        free(p);
    }
}

/* Gives the text to ICU. */
static void begin_search(struct text_pattern *p)
{
    UErrorCode code = U_ZERO_ERROR;
    text_icu_search.uregex_setText(p->regex, p->text, p->n, &code);
    p->starts = 0;
    p->ticks = TICKS + p->n / CHARACTERS_A_TICK;
    clock_gettime(CLOCK_MONOTONIC, &p->until);
    p->until.tv_sec += SECONDS + p->n / CHARACTERS_A_MILLISECOND / 1000;
}

void text_pattern_start(struct text_pattern *p, const uint16_t *text, int32_t n)
{
    p->text = text;
    p->n = n;
    p->scanned = 1;
    p->next = (struct window){0, 0};
    p->whole = !p->outline.known;
    p->searching = p->whole;
    if (p->whole) {
        begin_search(p);
    }
}

/* Whether the place is between the two units of one character. */
static bool is_amid(const struct text_pattern *p, int32_t at)
{
    return at > 0 && at < p->n && U16_IS_TRAIL(p->text[at]) && U16_IS_LEAD(p->text[at - 1]);
}

/* The next place from p->scanned on where a match may end, or -1. */
static int32_t next_end(struct text_pattern *p)
{
    const struct text_outline *o = &p->outline;
    for (int32_t at = p->scanned; at <= p->n; at++) {
        if (text_units_have(&o->last, p->text[at - 1]) &&
            (at < p->n ? text_units_have(&o->next, p->text[at]) && !is_amid(p, at) : o->at_end)) {
            p->scanned = at + 1;
            return at;
        }
    }
    p->scanned = p->n + 1;
    return -1;
}

/* How far back a match that ends at `end` may begin, but not before `least`. */
static int32_t begin_of(const struct text_pattern *p, int32_t end, int32_t least)
{
    int32_t begin = end, others = p->outline.longest;
    while (begin > least && (text_units_have(&p->outline.loops, p->text[begin - 1]) || others-- > 0)) {
        begin--;
    }
    return begin - is_amid(p, begin);
}

/* The next window: what the matches may take that end at places near each other. Matches that end in one begin in it,
 * so that they are found as they would be in the whole text. Cost of all: linear, each place is passed over twice. */
static bool next_window(struct text_pattern *p)
{
    struct window w = p->next;
    int32_t end;
    while ((end = next_end(p)) > 0) {
        int32_t begin = begin_of(p, end, w.end);
        if (w.end > 0 && begin > w.end) {
            p->window = w;
            p->next = (struct window){begin, end};
            return true;
        }
        w = (struct window){w.end > 0 ? w.begin : begin, end};
    }
    p->window = w;
    p->next = (struct window){0, 0};
    return w.end > 0;
}

/* Moves on to the next window. False when there is none. */
static bool move_on(struct text_pattern *p, UErrorCode *code)
{
    bool first = p->scanned == 1;
    if (p->whole || !next_window(p)) {
        return false;
    }
    if (first) {
        begin_search(p);
    }
    text_icu_search.uregex_setRegion(p->regex, p->window.begin, p->window.end, code);
    return true;
}

bool text_pattern_fits(struct text_pattern *p, const char *code)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t n;
    UChar *wide = widen(text_span_of(code), &n);
    if (!wide) {
        return false;
    }
    text_pattern_start(p, wide, n);
    bool fits = text_icu_search.uregex_matches(p->regex, 0, &error) && U_SUCCESS(error);
    text_pattern_start(p, wide, 0);
    free(wide);
    return fits;
}

enum text_status text_pattern_next(struct text_pattern *p, int32_t *at, struct text_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    *at = -1;
    while (U_SUCCESS(code) && (p->searching || (p->searching = move_on(p, &code)))) {
        p->searching = text_icu_search.uregex_findNext(p->regex, &code);
        if (p->searching) {
            *at = text_icu_search.uregex_end(p->regex, 0, &code);
            break;
        }
        if (p->whole) {
            break;
        }
    }
    if (U_SUCCESS(code) && *at >= 0 && ++p->starts % STARTS == 0 && !has_time(p)) {
        code = U_REGEX_TIME_OUT;
    }
    if (U_SUCCESS(code)) {
        return TEXT_OK;
    }
    *at = -1;
    return code == U_MEMORY_ALLOCATION_ERROR ? text_fail_memory(err, "a regular expression")
                                             : text_fail(err, TEXT_INVALID, "%s", reason_of(code));
}
