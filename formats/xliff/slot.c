/* The slots of a unit: of version 2 its segments; of version 1 the pieces into which seg-source is cut, else all of it.
 * See document-private.h. */
#include "formats/xliff/document-private.h"

#include <string.h>

enum { PIECES = 1000 }; /* of a unit: each is looked for in the target */

static struct text_span resolved(struct text_span text, const struct formats_token *tag, const char *name,
                                 struct text_arena *arena)
{
    struct text_buffer value = {0};
    formats_token_resolve(formats_token_value(text, tag, name), true, &value);
    struct text_span copy = text_arena_copy(arena, text_buffer_span(&value));
    text_buffer_free(&value);
    return copy.p ? copy : (struct text_span){"", 0};
}

static struct formats_token tag_at(struct text_span text, struct text_range tag)
{
    struct formats_tokens tokens = {.text = text, .at = tag.begin, .end = tag.end};
    struct formats_token token = {.name = {text.p + tag.begin, 0}, .bytes = tag};
    formats_token_next(&tokens, &token);
    return token;
}

bool formats_xliff_next_piece(struct text_span text, struct text_span prefix, struct formats_tokens *tokens,
                              struct formats_element *out, struct text_span *mid)
{
    struct formats_token token, end;
    while (formats_token_next(tokens, &token)) {
        struct text_span name = token.name;
        if ((token.kind != FORMATS_TOKEN_OPEN && token.kind != FORMATS_TOKEN_EMPTY) ||
            !text_span_starts(name, prefix) ||
            !text_span_equal((struct text_span){name.p + prefix.n, name.n - prefix.n}, TEXT_LITERAL("mrk")) ||
            !text_span_equal(formats_token_value(text, &token, "mtype"), TEXT_LITERAL("seg"))) {
            continue; /* a piece may stand in codes */
        }
        end = token;
        if (token.kind == FORMATS_TOKEN_OPEN && !formats_token_skip(tokens, &end)) {
            return false;
        }
        *mid = formats_token_value(text, &token, "mid");
        *out = (struct formats_element){.there = true,
                                        .empty = token.kind == FORMATS_TOKEN_EMPTY,
                                        .tag = token.bytes,
                                        .inner = {token.bytes.end, end.bytes.begin},
                                        .whole = {token.bytes.begin, end.bytes.end}};
        out->inner.end = out->empty ? out->inner.begin : out->inner.end;
        return true;
    }
    return false;
}

bool formats_xliff_find_piece(struct text_span text, struct text_span prefix, const struct formats_element *in,
                              struct text_span mid, struct formats_element *out)
{
    struct formats_tokens tokens = {.text = text, .at = in->inner.begin, .end = in->inner.end};
    struct text_span other;
    while (in->there && mid.n && formats_xliff_next_piece(text, prefix, &tokens, out, &other)) {
        if (text_span_equal(mid, other)) {
            return true;
        }
    }
    *out = (struct formats_element){0};
    return false;
}

/* The slots of a unit of version 1; those of version 2 are there. */
static enum text_status find_slots(const struct formats_scan *scan, struct formats_xliff_document_unit *u,
                                   struct text_error *err)
{
    struct text_span text = scan->document->text, mid;
    struct formats_tokens tokens = {.text = text, .at = u->pieces.inner.begin, .end = u->pieces.inner.end};
    struct formats_element piece;
    size_t count = 0;
    while (u->pieces.there && formats_xliff_next_piece(text, u->prefix, &tokens, &piece, &mid)) {
        count++;
    }
    if (count > PIECES) {
        return text_fail(err, TEXT_INVALID, "it is cut into more than %d segments", PIECES);
    }
    u->count = count ? count : 1;
    u->slots = text_arena_alloc(scan->arena, u->count, sizeof *u->slots);
    if (!u->slots) {
        return text_fail_memory(err, scan->document->name);
    }
    if (count == 0) {
        u->pieces.there = false;
        u->slots[0].source = u->source;
        u->slots[0].target = u->target;
        return TEXT_OK;
    }
    tokens = (struct formats_tokens){.text = text, .at = u->pieces.inner.begin, .end = u->pieces.inner.end};
    for (size_t i = 0; i < count && formats_xliff_next_piece(text, u->prefix, &tokens, &piece, &mid); i++) {
        u->slots[i].source = piece;
        u->slots[i].mid = mid;
        formats_xliff_find_piece(text, u->prefix, &u->target, mid, &u->slots[i].target);
    }
    return TEXT_OK;
}

/* What the file says of a target: by the state, where there is one, else by whether something is in it. The state is
 * that of the whole target: of pieces some may be a person's when others need translation. */
static void tell_state(struct text_span state, bool approved, bool empty, bool piece, struct formats_slot *out)
{
    static const char *const drafts[] = {"new", "needs-translation", "initial"}, *const finals[] = {
                                                                                     "final", "signed-off", "reviewed"};
    bool draft = false, whole_only = text_span_equal(state, text_span_of(drafts[1]));
    out->approved = approved;
    for (size_t i = 0; i < 3; i++) {
        draft = draft || text_span_equal(state, text_span_of(drafts[i]));
        out->approved = out->approved || text_span_equal(state, text_span_of(finals[i]));
    }
    out->state = out->approved || (state.n && !draft) ? FORMATS_SLOT_HUMAN
                 : empty                              ? FORMATS_SLOT_EMPTY
                 : draft && !(piece && whole_only)    ? FORMATS_SLOT_DRAFT
                                                      : FORMATS_SLOT_HUMAN;
}

static enum text_status fill_slot(struct formats_scan *scan, const struct formats_xliff_document_unit *u,
                                  const struct formats_token *unit, struct formats_xliff_slot *slot,
                                  struct formats_slot *out, struct text_error *err)
{
    struct text_span text = scan->document->text;
    struct formats_content target = {0};
    const struct formats_element *says = u->second ? &slot->segment : &u->target;
    struct formats_token tag = tag_at(text, says->tag);
    struct text_span state = says->there ? formats_token_value(text, &tag, "state") : (struct text_span){0};
    enum text_status status =
        formats_content_read(text, slot->source.inner, u->prefix, scan->arena, &slot->content, err);
    if (status == TEXT_OK && slot->target.there) {
        status = formats_content_read(text, slot->target.inner, u->prefix, scan->arena, &target, err);
    }
    if (status == TEXT_OK) {
        bool approved = text_span_equal(formats_token_value(text, unit, "approved"), TEXT_LITERAL("yes"));
        out->source = slot->content.text;
        out->source_markup = slot->content.markup;
        out->target = target.text;
        out->target_markup = target.markup;
        out->id = resolved(text, unit, "id", scan->arena);
        tell_state(state, approved && !u->second, target.text.n == 0 && target.code_count == 0, u->pieces.there, out);
    }
    return status;
}

enum text_status formats_xliff_deliver(struct formats_scan *scan, struct formats_xliff_document_unit *u,
                                       const struct formats_token *tag, const struct formats_xliff_where *where,
                                       bool *delivered, struct text_error *err)
{
    struct text_error why;
    size_t count = 0;
    formats_scan_line(scan, tag->bytes.begin, where->line_at, where->line);
    enum text_status status = !u->second && u->source.there ? find_slots(scan, u, &why) : TEXT_OK;
    if (status == TEXT_INVALID) {
        formats_scan_warn(scan, *where->line, "the unit cannot be used: %s", why.message);
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return text_fail_memory(err, scan->document->name);
    }
    struct formats_slot *slots = text_arena_alloc(scan->arena, u->count + 1, sizeof *slots);
    struct formats_xliff_document_unit *unit = text_arena_alloc(scan->arena, 1, sizeof *unit);
    if (!slots || !unit) {
        return text_fail_memory(err, scan->document->name);
    }
    for (size_t i = 0; i < u->count; i++) {
        struct formats_slot *slot = &slots[count];
        *slot = (struct formats_slot){.source_language = where->source_language,
                                      .target_language = where->target_language,
                                      .translatable = !where->fixed};
        if (u->second) {
            formats_scan_line(scan, u->slots[i].segment.tag.begin, where->line_at, where->line);
        }
        slot->line = *where->line;
        if (!u->slots[i].source.there) {
            continue;
        }
        status = fill_slot(scan, u, tag, &u->slots[i], slot, &why);
        if (status == TEXT_NOMEM) {
            return text_fail_memory(err, scan->document->name);
        }
        if (status != TEXT_OK) {
            formats_scan_warn(scan, *where->line, "the unit cannot be used: %s", why.message);
            return TEXT_OK;
        }
        u->slots[count] = u->slots[i];
        count += slot->source.n > 0;
    }
    u->count = count;
    *unit = *u;
    *delivered = count > 0;
    const struct formats_group group = {.slots = slots, .count = count, .begins = where->begins, .detail = unit};
    return formats_scan_deliver(scan, &group, err);
}
