/* What in the target stands for a placeable of the source: see substitute-private.h.
 *
 * A place of the target is accounted for by all of the source that it follows from, and each of them says what it is to
 * become; they must agree. What changed must account for as many places as there are of its value in the source, or
 * for one only, said once or in parts that have nothing in common; or be implied by a place that another one accounts
 * for, as a weekday is by "March 7, 2023".
 */
#include "tm/match/substitute-private.h"

static struct tm_objection object(enum tm_doubt doubt, const struct text_placeable *about,
                                  const struct text_placeable *beside)
{
    return (struct tm_objection){doubt, about->text, beside ? beside->text : (struct text_span){NULL, 0}};
}

static bool is_changed(const struct text_placeables *query, const struct text_placeables *source, size_t j)
{
    return !tm_value_same(&query->at[j].value, &source->at[j].value);
}

/* Source j says what a place becomes, where it accounts for it. */
static struct tm_objection account(const struct text_placeables *query, const struct text_placeables *source, size_t j,
                                   struct tm_place *place)
{
    const struct text_value *stored = &place->stored->value;
    struct text_value value = *stored;
    bool changed = is_changed(query, source, j);
    if (!tm_value_follows(&source->at[j].value, stored)) {
        return (struct tm_objection){0};
    }
    if (changed && !tm_value_turn(&source->at[j].value, &query->at[j].value, stored, &value)) {
        return object(TM_NOT_WRITABLE, &query->at[j], place->stored);
    }
    if (place->said && !tm_value_same(&place->value, &value)) {
        return object(TM_MANY_PLACES, &source->at[j], NULL);
    }
    place->value = value;
    place->said = true;
    if (changed && !place->wanted) {
        place->wanted = &query->at[j];
    }
    return (struct tm_objection){0};
}

static size_t count_equal(const struct text_placeables *source, size_t j)
{
    size_t n = 0;
    for (size_t i = 0; i < source->count; i++) {
        n += text_value_equal(&source->at[i].value, &source->at[j].value);
    }
    return n;
}

/* What accounts for no place may be implied by one that becomes something else; then it must be so still. */
static struct tm_objection check_implied(const struct text_placeables *query, const struct text_placeables *source,
                                         size_t j, const struct tm_place *places, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (places[k].wanted && tm_value_follows(&places[k].stored->value, &source->at[j].value)) {
            bool still = tm_value_follows(&places[k].value, &query->at[j].value);
            return still ? (struct tm_objection){0} : object(TM_CONTRADICTION, &query->at[j], NULL);
        }
    }
    return is_changed(query, source, j) ? object(TM_NO_PLACE, &source->at[j], NULL) : (struct tm_objection){0};
}

static struct tm_objection check_places(const struct text_placeables *query, const struct text_placeables *source,
                                        size_t j, const struct tm_place *places, size_t count)
{
    size_t found = 0, equal = 0, wanted;
    unsigned said = 0;
    bool twice = false;
    for (size_t k = 0; k < count; k++) {
        const struct text_value *v = &places[k].stored->value;
        if (tm_value_follows(&source->at[j].value, v)) {
            found++;
            equal += text_value_equal(&source->at[j].value, v);
            twice = twice || (said & tm_value_says(v));
            said |= tm_value_says(v);
        }
    }
    if (found == 0) {
        return check_implied(query, source, j, places, count);
    }
    if (!is_changed(query, source, j)) {
        return (struct tm_objection){0};
    }
    wanted = count_equal(source, j);
    if (wanted > 1 ? equal != wanted || found != wanted : twice) {
        return object(found < wanted ? TM_NO_PLACE : TM_MANY_PLACES, &source->at[j], NULL);
    }
    return (struct tm_objection){0};
}

struct tm_objection tm_places(const struct text_placeables *query, const struct text_placeables *source,
                              struct tm_place *places, size_t count)
{
    struct tm_objection objection = {0};
    if (count > TM_CELLS_MOST / (source->count + 1)) {
        return object(TM_UNALIGNED, &source->at[0], NULL);
    }
    for (size_t j = 0; j < source->count; j++) {
        if (tm_value_contradicts(&query->at[j].value) && is_changed(query, source, j)) {
            return object(TM_CONTRADICTION, &query->at[j], NULL);
        }
        for (size_t k = 0; k < count && !objection.doubt; k++) {
            objection = account(query, source, j, &places[k]);
        }
    }
    for (size_t j = 0; j < source->count && !objection.doubt; j++) {
        objection = check_places(query, source, j, places, count);
    }
    return objection;
}
