/* What the parts of tm_substitute share: side.c lays the query beside the source, place.c finds what in the target a
 * changed placeable stands for, substitute.c writes it there. */
#ifndef TM_MATCH_SUBSTITUTE_PRIVATE_H
#define TM_MATCH_SUBSTITUTE_PRIVATE_H

#include "tm/match/substitute.h"

/* A text and its placeables. */
struct tm_reading {
    struct text_span text;
    struct text_placeables found;
};

/* tm_substitute for a query that is read already and is not the same as the unit's source; both languages are known. */
enum text_status tm_suggest(const struct tm_knowledge *, const struct tm_reading *query, const struct text_pair *unit,
                            struct text_arena *, struct tm_suggestion *out, struct text_error *err);

/* Why nothing can be substituted, and about what: the texts of up to two placeables. */
struct tm_objection {
    enum tm_doubt doubt;
    struct text_span about, beside;
};

/* A placeable of the target and what it is to become. */
struct tm_place {
    const struct text_placeable *stored;
    struct text_value value; /* the new one, where `said` */
    bool said;               /* something in the source stands for it */
    const struct text_placeable *wanted; /* of the query, instead of one of those; NULL: none of them changed */
};

enum { TM_CELLS_MOST = 1 << 18 };

/* Whether the placeables of the query belong to those of the source one by one, and no others could. They are of the
 * same kinds in the same order. */
enum text_status tm_beside(const struct tm_reading *query, const struct tm_reading *source, struct text_arena *,
                           struct tm_objection *out, struct text_error *err);

/* The values that the places of the target are to have. Query and source go together one by one. places: as many as the
 * target has placeables, with `stored` set. */
struct tm_objection tm_places(const struct text_placeables *query, const struct text_placeables *source,
                              struct tm_place *places, size_t count);

/* partial.c: what of a value another one of its kind says. A date says up to four parts, one bit each; everything else
 * is one. */
enum { TM_SAYS_YEAR = 1, TM_SAYS_MONTH = 2, TM_SAYS_DAY = 4, TM_SAYS_WEEKDAY = 8 };
unsigned tm_value_says(const struct text_value *);
/* Whether all that `less` says follows from `more`: the same, or less of it, or the same instant at another zone. */
bool tm_value_follows(const struct text_value *more, const struct text_value *less);
/* What `form`, which follows from `old`, says when `old` becomes `now`. False when it is not to be said in its form. */
bool tm_value_turn(const struct text_value *old, const struct text_value *now, const struct text_value *form,
                   struct text_value *out);
/* The stated weekday is not that of the stated date. */
bool tm_value_contradicts(const struct text_value *);
/* The same, a stated weekday included. */
bool tm_value_same(const struct text_value *, const struct text_value *);

#endif
