/* The texts before and after a unit's, as other programs write them into TMX, which has no place of its own for them:
 *
 *   x-context-pre, x-context-post     memoQ, in the tuv: "<seg>...</seg>" as text; MyMemory, in the tu: the text
 *   context_prev, context_next        Phrase, in the tuv
 *   x-previous-source-text, x-next-source-text, x-previous-target-text, x-next-target-text     XTM, in the tu
 *   previousMd5Segment, nextMd5Segment     GlobalLink, in the tu
 *   prev, next                        OmegaT, in the tu
 *
 * What stands in the tu speaks of the text in the source language of the file. An empty value says that there is no
 * such text. Padan writes the first form. The properties stay properties of the unit, so that they are written as they
 * came.
 */
#include "formats/tmx/tmx-private.h"

struct form {
    const char *type;
    bool after, target;
};

static const struct form forms[] = {
    {"x-context-pre", false, false},
    {"x-context-post", true, false},
    {"context_prev", false, false},
    {"context_next", true, false},
    {"x-previous-source-text", false, false},
    {"x-next-source-text", true, false},
    {"x-previous-target-text", false, true},
    {"x-next-target-text", true, true},
    {"previousMd5Segment", false, false},
    {"nextMd5Segment", true, false},
    {"prev", false, false},
    {"next", true, false},
};

static const struct form *form_of(struct text_span type)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (type.n && type.p[0] == forms[i].type[0] && text_span_equal(type, text_span_of(forms[i].type))) {
            return &forms[i];
        }
    }
    return NULL;
}

/* Markup where it is well-formed, else a text. Never without a pointer: that would mean that nothing is known. */
static enum text_status read_value(struct text_span value, struct text_arena *arena, struct text_span *out,
                                   struct text_error *err)
{
    struct text_span open = TEXT_LITERAL("<seg>"), close = TEXT_LITERAL("</seg>");
    struct formats_markup markup;
    enum text_status status = TEXT_INVALID;
    value = text_span_trim(value);
    if (value.n >= open.n + close.n && text_span_starts(value, open) && text_span_ends(value, close)) {
        value = (struct text_span){value.p + open.n, value.n - open.n - close.n};
        status = formats_markup_read(value, arena, &markup, err);
        *out = markup.text;
    }
    if (status == TEXT_INVALID) {
        status = formats_unit_text(value, arena, out, err);
    }
    out->p = out->p ? out->p : "";
    return status == TEXT_INVALID ? TEXT_OK : status;
}

enum text_status formats_tmx_context(struct formats_unit *u, bool turned, struct text_arena *arena,
                                     struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < u->property_count && status == TEXT_OK; i++) {
        const struct formats_property *p = &u->properties[i];
        const struct form *form = p->note ? NULL : form_of(p->type);
        if (form) {
            bool target = p->side == FORMATS_WHOLE ? form->target != turned : p->side == FORMATS_TARGET;
            struct text_pair *pair = form->after ? &u->after : &u->before;
            struct text_span *neighbour = target ? &pair->target : &pair->source;
            status = neighbour->p ? TEXT_OK : read_value(p->value, arena, neighbour, err); /* the first one counts */
        }
    }
    return status;
}
