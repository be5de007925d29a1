/* The target of a fuzzy match with the query's numbers, dates and other placeables already put in.
 *
 * The query differs from the unit's source in a placeable; the one in the target that has the same value as the
 * source's is written anew, with the query's value, in its own form: "Senin (6/3/2023)" against "Selasa (7/3/2023)"
 * makes "Monday (March 6, 2023)" of "Tuesday (March 7, 2023)". All or nothing: when one of them cannot be mapped with
 * certainty the target stays as it is stored, and it is said why.
 *
 * What is certain:
 * - The query and the source have placeables of the same kinds in the same order, and no other way to lay the two texts
 *   side by side is as short (words equal when folded).
 * - What changed has its place in the target: as many of the same value as in the source. A date or a time of which the
 *   target says only a part ("on Tuesday"), or says at another zone, is the same too, if every part is said once only;
 *   a weekday follows the date it belongs to. Whatever else in the source has that place agrees.
 * - The new value can be written there exactly, and the whole is read again as meant.
 * - The number does not turn from 1 to another or back with a word behind it, which might need another form.
 *
 * Pure: nothing is asked but what is given. Cost: linear in the texts, and where placeables differ words of the query
 * times words of the source.
 */
#ifndef TM_MATCH_SUBSTITUTE_H
#define TM_MATCH_SUBSTITUTE_H

#include "text/text.h"

/* What is known of the language of the query and of the other, borrowed. One is NULL: nothing is substituted. */
struct tm_knowledge {
    const struct text_language *source, *target;
};

enum tm_suggestion_status {
    TM_AS_STORED,   /* query and source have the same placeables, or are the same, or nothing is known */
    TM_SUBSTITUTED, /* all that differ are put in */
    TM_UNCERTAIN    /* they differ, and what that means for the target is not certain */
};
const char *tm_suggestion_status_name(enum tm_suggestion_status); /* "stored", "substituted", "uncertain" */

enum tm_doubt {
    TM_NO_DOUBT,
    TM_UNEVEN,       /* one of query and source has more placeables than the other, or one of another kind */
    TM_UNALIGNED,    /* which belongs to which can be seen in several ways */
    TM_NO_PLACE,     /* nothing in the target has the value */
    TM_MANY_PLACES,  /* several have it, or several in the source might belong to one */
    TM_NOT_WRITABLE, /* what stands in the target cannot be written with the new value exactly */
    TM_CONTRADICTION, /* the query's weekday is not that of its date */
    TM_INFLECTION    /* 1 to another number, or back, with a word behind */
};
const char *tm_doubt_name(enum tm_doubt); /* "none", "uneven", "unaligned", "no-place", "many-places", ... */

struct tm_passage {
    struct text_range range; /* bytes of the text it is in */
    struct text_span text;   /* what stands there */
};

struct tm_substitution {
    enum text_value_kind kind;
    struct tm_passage stored, suggested; /* in the unit's target; in the suggestion. They may be the same: "on Tuesday"
                                            for a Tuesday a week later */
};

struct tm_suggestion {
    enum tm_suggestion_status status;
    struct text_span text;      /* the target to offer; the unit's own unless TM_SUBSTITUTED */
    struct tm_substitution *at; /* in the order of the text; it differs from the unit's target inside of them only */
    size_t count;               /* 0 unless TM_SUBSTITUTED */
    enum tm_doubt doubt;        /* TM_UNCERTAIN: why */
    struct text_span reason;    /* the same for a person, without a full stop; else empty */
};

/* What comes out is in the arena or borrowed from the unit. Any bytes may come. Two texts whose words multiply to more
 * than 260,000 are TM_UNALIGNED where their placeables differ. */
enum text_status tm_substitute(const struct tm_knowledge *, struct text_span query, const struct text_pair *unit,
                               struct text_arena *, struct tm_suggestion *out, struct text_error *err);

#endif
