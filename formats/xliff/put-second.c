/* Translations into a unit of XLIFF 2.0 and 2.1: the targets of its segments, and suggestions by the Translation
 * Candidates Module (mtc), whose matches stand first in a unit and name the segment that they are for by its id, as the
 * rules of the standard for it want (XLIFF 2.1, mtc.sch). */
#include "formats/xliff/document-private.h"

#include <string.h>

#include "formats/xml/xml-write-private.h"

#define MATCHES "urn:oasis:names:tc:xliff:matches:2.0"

enum { ID = 32, DIGITS = 10 };

struct writer {
    struct formats_edits *edits;
    struct text_span text;
    const struct formats_xliff_document_unit *unit;
    const struct formats_fill *fills;
    struct formats_fill_result *results;
    struct text_buffer *finals; /* of each slot; empty where it is not filled in */
    char (*ids)[ID];            /* new ones, of segments that have none and need one */
    size_t last_id;
    struct text_buffer out;
};

static struct formats_token tag_at(const struct writer *w, struct text_range tag)
{
    struct formats_tokens tokens = {.text = w->text, .at = tag.begin, .end = tag.end};
    struct formats_token token = {.name = {w->text.p + tag.begin, 0}, .bytes = tag};
    formats_token_next(&tokens, &token);
    return token;
}

/* The highest number of the ids of the unit that look like ours, "s12". */
static size_t last_id_of(const struct writer *w)
{
    const struct text_range unit = w->unit->unit.whole;
    struct formats_tokens tokens = {.text = w->text, .at = unit.begin, .end = unit.end};
    struct formats_token token;
    struct text_buffer value = {0};
    size_t last = 0;
    while (formats_token_next(&tokens, &token)) {
        if (token.kind == FORMATS_TOKEN_OPEN || token.kind == FORMATS_TOKEN_EMPTY) {
            text_buffer_clear(&value);
            formats_token_resolve(formats_token_value(w->text, &token, "id"), true, &value);
            struct text_span id = text_span_trim(text_buffer_span(&value));
            size_t number = 0, i = 1;
            for (; i < id.n && i < DIGITS && id.p[0] == 's' && id.p[i] >= '0' && id.p[i] <= '9'; i++) {
                number = number * 10 + (size_t)(id.p[i] - '0');
            }
            last = i == id.n && number > last ? number : last;
        }
    }
    text_buffer_free(&value);
    return last;
}

/* The id of a segment, as it is written; a new one, unique in the unit, where it has none. */
static struct text_span id_of(struct writer *w, size_t i)
{
    struct formats_token tag = tag_at(w, w->unit->slots[i].segment.tag);
    struct text_span id = formats_token_value(w->text, &tag, "id");
    if (id.n) {
        return id;
    }
    if (!w->ids[i][0]) {
        w->last_id = w->last_id ? w->last_id : last_id_of(w);
        snprintf(w->ids[i], ID, "s%zu", ++w->last_id);
    }
    return text_span_of(w->ids[i]);
}

static void add_element(struct writer *w, const char *name, struct text_span text)
{
    text_buffer_add_char(&w->out, '<');
    text_buffer_add(&w->out, w->unit->prefix);
    text_buffer_add_string(&w->out, name);
    text_buffer_add_char(&w->out, '>');
    formats_xml_add_text(&w->out, text, false);
    text_buffer_add_string(&w->out, "</");
    text_buffer_add(&w->out, w->unit->prefix);
    text_buffer_add_string(&w->out, name);
    text_buffer_add_char(&w->out, '>');
}

/* Codes are left out: those of a candidate would need data of their own. */
static void add_match(struct writer *w, struct text_span prefix, struct text_span line, size_t slot,
                      const struct formats_suggestion *s)
{
    int score = s->score > 100 ? 100 : s->score;
    size_t before = w->out.n;
    text_buffer_add(&w->out, line);
    text_buffer_add_string(&w->out, line.n ? "  " : "");
    size_t begin = w->out.n;
    text_buffer_add_char(&w->out, '<');
    text_buffer_add(&w->out, prefix);
    text_buffer_add_string(&w->out, "match ref=\"#");
    text_buffer_add(&w->out, id_of(w, slot));
    text_buffer_add_format(&w->out, "\" matchQuality=\"%d\" similarity=\"%d\"", score, score);
    formats_xml_add_attribute(&w->out, "origin", s->origin);
    text_buffer_add_char(&w->out, '>');
    add_element(w, "source", s->text.source);
    add_element(w, "target", s->text.target);
    text_buffer_add_string(&w->out, "</");
    text_buffer_add(&w->out, prefix);
    text_buffer_add_string(&w->out, "match>");
    if (w->unit->matches.there && formats_xliff_already(w->text, w->unit->matches.whole,
                                                        (struct text_span){w->out.p + begin, w->out.n - begin})) {
        w->out.n = before;
    }
}

/* The prefix of the matches that are there, if they are those of the module. */
static bool prefix_there(const struct writer *w, struct text_span *out)
{
    const struct formats_element *m = &w->unit->matches;
    struct formats_token_attribute a;
    if (!m->there || m->empty) {
        return false;
    }
    struct formats_token tag = tag_at(w, m->tag);
    const char *colon = memchr(tag.name.p, ':', tag.name.n);
    *out = (struct text_span){tag.name.p, colon ? (size_t)(colon - tag.name.p) + 1 : 0};
    struct text_span plain = {out->p, out->n ? out->n - 1 : 0};
    bool declared = text_span_equal(plain, w->unit->matches_prefix);
    for (size_t at = 0; formats_token_attribute_next(w->text, &tag, &at, &a);) {
        if (a.name.n == 6 + plain.n && text_span_starts(a.name, TEXT_LITERAL("xmlns:")) &&
            memcmp(a.name.p + 6, plain.p, plain.n) == 0) {
            declared = text_span_equal(a.value, TEXT_LITERAL(MATCHES));
        }
    }
    return out->n > 0 && declared;
}

static void add_all(struct writer *w, struct text_span prefix, struct text_span line)
{
    for (size_t i = 0; i < w->unit->count; i++) {
        for (size_t k = 0; w->results[i].outcome == FORMATS_OFFERED && k < w->fills[i].count; k++) {
            add_match(w, prefix, line, i, &w->fills[i].at[k]);
        }
    }
}

static void put_matches(struct writer *w)
{
    struct text_span prefix, line = formats_xliff_line_of(w->text, w->unit->slots[0].segment.tag.begin);
    text_buffer_clear(&w->out);
    if (prefix_there(w, &prefix)) {
        const struct formats_element *m = &w->unit->matches;
        struct text_span end = formats_xliff_line_of(w->text, m->inner.end);
        add_all(w, prefix, line);
        size_t at = m->inner.end - end.n; /* behind the last match, before what its end tag stands behind */
        if (w->out.n) {
            formats_xliff_edit(w->edits, at, at, &w->out);
        }
        return;
    }
    struct text_span declared = w->unit->matches_prefix;
    struct text_buffer name = {0};
    text_buffer_add(&name, declared.n ? declared : TEXT_LITERAL("mtc"));
    text_buffer_add_char(&name, ':');
    add_all(w, text_buffer_span(&name), line);
    if (w->out.n) {
        struct text_buffer all = {0};
        text_buffer_add(&all, line);
        text_buffer_add_format(&all, "<%.*smatches", TEXT_PRINT(text_buffer_span(&name)));
        text_buffer_add_string(&all, declared.n ? "" : " xmlns:mtc=\"" MATCHES "\"");
        text_buffer_add_char(&all, '>');
        text_buffer_add(&all, text_buffer_span(&w->out));
        text_buffer_add(&all, line);
        text_buffer_add_format(&all, "</%.*smatches>", TEXT_PRINT(text_buffer_span(&name)));
        formats_xliff_edit(w->edits, w->unit->unit.tag.end, w->unit->unit.tag.end, &all);
        w->out.failed = w->out.failed || all.failed || name.failed;
        text_buffer_free(&all);
    }
    text_buffer_free(&name);
}

static const char *sub_state_of(int score)
{
    return score > 100 ? "padan:context-match" : score == 100 ? "padan:exact-match" : "padan:substituted";
}

static void put_segment(struct writer *w, size_t i)
{
    static const char *const states[] = {"state", "subState", NULL}, *const none[] = {NULL};
    const struct formats_xliff_slot *slot = &w->unit->slots[i];
    const struct formats_element *t = &slot->target;
    bool final = w->finals[i].n > 0;
    text_buffer_clear(&w->out);
    if (final || w->ids[i][0]) {
        formats_xliff_add_tag(w->text, slot->segment.tag, final ? states : none, &w->out);
        formats_xml_add_attribute(&w->out, "id", text_span_of(w->ids[i]));
        if (final) {
            text_buffer_add_format(&w->out, " state=\"translated\" subState=\"%s\"",
                                   sub_state_of(w->fills[i].at->score));
        }
        text_buffer_add_char(&w->out, '>');
        formats_xliff_edit(w->edits, slot->segment.tag.begin, slot->segment.tag.end, &w->out);
        text_buffer_clear(&w->out);
    }
    if (!final) {
        return;
    }
    if (t->there) {
        formats_xliff_add_tag(w->text, t->tag, none, &w->out);
        text_buffer_add_char(&w->out, '>');
    } else {
        text_buffer_add(&w->out, formats_xliff_line_of(w->text, slot->source.tag.begin));
        text_buffer_add_format(&w->out, "<%.*starget>", TEXT_PRINT(w->unit->prefix));
    }
    text_buffer_add(&w->out, text_buffer_span(&w->finals[i]));
    text_buffer_add_format(&w->out, "</%.*starget>", TEXT_PRINT(w->unit->prefix));
    formats_xliff_edit(w->edits, t->there ? t->whole.begin : slot->source.whole.end,
                       t->there ? t->whole.end : slot->source.whole.end, &w->out);
}

enum text_status formats_xliff_put_second(struct formats_edits *edits, const struct formats_group *group,
                                          const struct formats_fill *fills, struct formats_fill_result *results,
                                          struct text_error *err)
{
    struct text_arena *arena = formats_edits_arena(edits);
    struct writer w = {.edits = edits,
                       .text = formats_edits_document(edits)->text,
                       .unit = group->detail,
                       .fills = fills,
                       .results = results,
                       .finals = text_arena_alloc(arena, group->count, sizeof *w.finals),
                       .ids = text_arena_alloc(arena, group->count, sizeof *w.ids)};
    enum text_status status = w.finals && w.ids ? TEXT_OK : text_fail_memory(err, "a translation");
    bool failed = false;
    for (size_t i = 0; i < group->count && status == TEXT_OK; i++) {
        status = formats_xliff_choose(&w.unit->slots[i], &fills[i], arena, &w.finals[i], &results[i], err);
    }
    if (status == TEXT_OK) {
        put_matches(&w);
        for (size_t i = 0; i < group->count; i++) {
            put_segment(&w, i);
        }
    }
    for (size_t i = 0; i < group->count && w.finals; i++) {
        failed = failed || w.finals[i].failed;
        text_buffer_free(&w.finals[i]);
    }
    failed = failed || w.out.failed;
    text_buffer_free(&w.out);
    return status == TEXT_OK && failed ? text_fail_memory(err, "a translation") : status;
}
