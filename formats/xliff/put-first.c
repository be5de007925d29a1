/* Translations into a unit of XLIFF 1.x: a target, or alt-trans elements, which stand behind it and before all other
 * elements that the schema has behind a target. */
#include "formats/xliff/document-private.h"

#include "formats/xml/xml-write-private.h"

struct writer {
    struct formats_edits *edits;
    struct text_span text;
    const struct formats_xliff_document_unit *unit;
    const struct formats_fill *fills;
    struct formats_fill_result *results;
    struct text_buffer *finals; /* of each slot; empty where it is not filled in */
    struct text_buffer out;
};

static const char *const drop[] = {"state", "state-qualifier", NULL};

static struct text_span bytes(const struct writer *w, size_t begin, size_t end)
{
    return (struct text_span){w->text.p + begin, end - begin};
}

static void add_name(struct writer *w, const char *before, const char *name)
{
    text_buffer_add_string(&w->out, before);
    text_buffer_add(&w->out, w->unit->prefix);
    text_buffer_add_string(&w->out, name);
}

/* The start tag of the target, with its other attributes if there is one. */
static void add_target_tag(struct writer *w, bool whole, int score)
{
    if (w->unit->target.there) {
        formats_xliff_add_tag(w->text, w->unit->target.tag, drop, &w->out);
    } else {
        add_name(w, "<", "target");
    }
    text_buffer_add_string(&w->out, whole ? " state=\"translated\"" : " state=\"needs-translation\"");
    if (whole && w->unit->first_two) {
        text_buffer_add_string(&w->out,
                               score >= 100 ? " state-qualifier=\"exact-match\"" : " state-qualifier=\"leveraged-tm\"");
    }
    text_buffer_add_char(&w->out, '>');
}

/* Where a target is put that is not there yet: behind the source, or the source that is cut. */
static size_t place_of(const struct writer *w)
{
    return w->unit->pieces.there || w->unit->pieces.whole.end ? w->unit->pieces.whole.end : w->unit->source.whole.end;
}

static void put_target(struct writer *w)
{
    const struct formats_element *t = &w->unit->target;
    size_t begin = t->there ? t->whole.begin : place_of(w), end = t->there ? t->whole.end : begin;
    if (!t->there) {
        text_buffer_add(&w->out, formats_xliff_line_of(w->text, w->unit->source.tag.begin));
    }
    add_target_tag(w, true, w->fills[0].at->score);
    text_buffer_add(&w->out, text_buffer_span(&w->finals[0]));
    add_name(w, "</", "target>");
    formats_xliff_edit(w->edits, begin, end, &w->out);
}

/* A target made of seg-source: each piece with its translation, or with nothing. */
static void put_pieces(struct writer *w)
{
    const struct formats_xliff_document_unit *u = w->unit;
    struct formats_tokens tokens = {.text = w->text, .at = u->pieces.inner.begin, .end = u->pieces.inner.end};
    struct formats_element piece;
    struct text_span mid;
    size_t from = u->pieces.inner.begin, next = 0, filled = 0;
    int score = 102;
    for (size_t i = 0; i < u->count; i++) {
        filled += w->finals[i].n > 0;
        score = w->finals[i].n && w->fills[i].at->score < score ? w->fills[i].at->score : score;
    }
    if (!u->target.there) {
        text_buffer_add(&w->out, formats_xliff_line_of(w->text, u->source.tag.begin));
    }
    add_target_tag(w, filled == u->count, score);
    while (formats_xliff_next_piece(w->text, u->prefix, &tokens, &piece, &mid)) {
        bool ours = next < u->count && u->slots[next].source.tag.begin == piece.tag.begin;
        text_buffer_add(&w->out, bytes(w, from, piece.tag.begin));
        if (ours && !piece.empty) {
            text_buffer_add(&w->out, bytes(w, piece.tag.begin, piece.tag.end));
            text_buffer_add(&w->out, text_buffer_span(&w->finals[next]));
            text_buffer_add(&w->out, bytes(w, piece.inner.end, piece.whole.end));
        } else { /* has no text to translate */
            text_buffer_add(&w->out, bytes(w, piece.whole.begin, piece.whole.end));
        }
        next += ours;
        from = piece.whole.end;
    }
    text_buffer_add(&w->out, bytes(w, from, u->pieces.inner.end));
    add_name(w, "</", "target>");
    size_t at = u->target.there ? u->target.whole.begin : place_of(w);
    formats_xliff_edit(w->edits, at, u->target.there ? u->target.whole.end : at, &w->out);
}

static void put_in_piece(struct writer *w, size_t i)
{
    static const char *const none[] = {NULL};
    const struct formats_element *t = &w->unit->slots[i].target;
    text_buffer_clear(&w->out);
    if (!t->empty) {
        formats_xliff_edit(w->edits, t->inner.begin, t->inner.end, &w->finals[i]);
        return;
    }
    formats_xliff_add_tag(w->text, t->tag, none, &w->out);
    text_buffer_add_char(&w->out, '>');
    text_buffer_add(&w->out, text_buffer_span(&w->finals[i]));
    add_name(w, "</", "mrk>");
    formats_xliff_edit(w->edits, t->whole.begin, t->whole.end, &w->out);
}

/* What is filled in where the target has pieces already: those that are empty, in the target's order, each once. */
static void put_in_pieces(struct writer *w)
{
    const struct formats_element *t = &w->unit->target;
    struct formats_tokens tokens = {.text = w->text, .at = t->inner.begin, .end = t->inner.end};
    struct formats_element piece;
    struct text_span mid;
    while (formats_xliff_next_piece(w->text, w->unit->prefix, &tokens, &piece, &mid)) {
        for (size_t i = 0; i < w->unit->count; i++) {
            if (w->finals[i].n && w->unit->slots[i].target.tag.begin == piece.tag.begin) {
                put_in_piece(w, i);
                break;
            }
        }
    }
}

static enum text_status add_text(struct writer *w, const struct formats_xliff_slot *slot,
                                 const struct formats_suggestion *s, struct text_error *err)
{
    bool mapped;
    enum text_status status =
        formats_content_map(&slot->content, s, false, formats_edits_arena(w->edits), &w->out, &mapped, err);
    if (status == TEXT_OK && !mapped) {
        formats_xml_add_text(&w->out, s->text.target, false);
    }
    return status;
}

static enum text_status add_suggestion(struct writer *w, const struct formats_xliff_slot *slot,
                                       const struct formats_suggestion *s, struct text_error *err)
{
    size_t before = w->out.n;
    text_buffer_add(&w->out, formats_xliff_line_of(w->text, w->unit->source.tag.begin));
    size_t begin = w->out.n;
    add_name(w, "<", "alt-trans");
    if (slot->mid.n && w->unit->first_two) {
        text_buffer_add_string(&w->out, " mid=\"");
        text_buffer_add(&w->out, slot->mid);
        text_buffer_add_char(&w->out, '"');
    }
    text_buffer_add_format(&w->out, " match-quality=\"%d%%\"", s->score > 100 ? 100 : s->score);
    formats_xml_add_attribute(&w->out, "origin", s->origin);
    add_name(w, "><", "source>");
    formats_xml_add_text(&w->out, s->text.source, false);
    add_name(w, "</", "source>");
    add_name(w, "<", "target>");
    enum text_status status = add_text(w, slot, s, err);
    add_name(w, "</", "target>");
    add_name(w, "</", "alt-trans>");
    if (w->unit->offers &&
        formats_xliff_already(w->text, w->unit->unit.whole, (struct text_span){w->out.p + begin, w->out.n - begin})) {
        w->out.n = before;
    }
    return status;
}

static enum text_status put_suggestions(struct writer *w, struct text_error *err)
{
    const struct formats_xliff_document_unit *u = w->unit;
    size_t at = u->target.there ? u->target.whole.end : place_of(w);
    enum text_status status = TEXT_OK;
    text_buffer_clear(&w->out);
    for (size_t i = 0; i < u->count; i++) {
        for (size_t k = 0; w->results[i].outcome == FORMATS_OFFERED && k < w->fills[i].count && status == TEXT_OK;
             k++) {
            status = add_suggestion(w, &u->slots[i], &w->fills[i].at[k], err);
        }
    }
    if (status == TEXT_OK && w->out.n) {
        formats_xliff_edit(w->edits, at, at, &w->out);
    }
    return status;
}

/* Whether anything but blanks stands in the target that is there. */
static bool target_has(const struct writer *w)
{
    const struct formats_element *t = &w->unit->target;
    return t->there && text_span_trim(bytes(w, t->inner.begin, t->inner.end)).n > 0;
}

static void put_finals(struct writer *w)
{
    const struct formats_xliff_document_unit *u = w->unit;
    bool any = false, rebuild = u->pieces.there && !target_has(w);
    for (size_t i = 0; i < u->count; i++) {
        if (w->finals[i].n && u->pieces.there && !rebuild && !u->slots[i].target.there) {
            text_buffer_clear(&w->finals[i]);
            w->results[i] = (struct formats_fill_result){FORMATS_OFFERED, "the target has no place for this segment"};
        }
        any = any || w->finals[i].n;
    }
    text_buffer_clear(&w->out);
    if (any && !u->pieces.there) {
        put_target(w);
    } else if (any && rebuild) {
        put_pieces(w);
    } else if (any) {
        put_in_pieces(w);
    }
}

enum text_status formats_xliff_put_first(struct formats_edits *edits, const struct formats_group *group,
                                         const struct formats_fill *fills, struct formats_fill_result *results,
                                         struct text_error *err)
{
    struct text_arena *arena = formats_edits_arena(edits);
    struct writer w = {.edits = edits,
                       .text = formats_edits_document(edits)->text,
                       .unit = group->detail,
                       .fills = fills,
                       .results = results,
                       .finals = text_arena_alloc(arena, group->count, sizeof *w.finals)};
    enum text_status status = w.finals ? TEXT_OK : text_fail_memory(err, "a translation");
    bool failed = false;
    for (size_t i = 0; i < group->count && status == TEXT_OK; i++) {
        status = formats_xliff_choose(&w.unit->slots[i], &fills[i], arena, &w.finals[i], &results[i], err);
    }
    if (status == TEXT_OK) {
        put_finals(&w);
        status = put_suggestions(&w, err);
    }
    for (size_t i = 0; i < group->count && w.finals; i++) {
        failed = failed || w.finals[i].failed;
        text_buffer_free(&w.finals[i]);
    }
    failed = failed || w.out.failed;
    text_buffer_free(&w.out);
    return status == TEXT_OK && failed ? text_fail_memory(err, "a translation") : status;
}
