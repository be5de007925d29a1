/* Translations into the entries of a PO document: see formats/document.h and po-private.h. */
#include <string.h>

#include "formats/po/po-private.h"

/* The blanks around the source of a form, which the translation gets, too. */
static struct text_pair edges_of(struct text_span source)
{
    struct text_span inner = text_span_trim(source);
    const char *end = source.p + source.n;
    if (inner.n == 0) {
        return (struct text_pair){source, {end, 0}};
    }
    return (struct text_pair){{source.p, (size_t)(inner.p - source.p)},
                              {inner.p + inner.n, (size_t)(end - (inner.p + inner.n))}};
}

static size_t line_ends_in(struct text_span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] == '\n';
    }
    return n;
}

/* Why a translation is not filled in; NULL: it is. */
static const char *doubt_of(const struct formats_po_entry *entry, const struct formats_po_form *form,
                            const struct formats_suggestion *s)
{
    if (s->markup.target.n) {
        return "it has inline codes, and entries have none";
    }
    if (entry->format && !formats_po_directives_agree(form->source, s->text.target)) {
        return "its format directives are not those of the msgid";
    }
    if (line_ends_in(text_span_trim(form->source)) != line_ends_in(s->text.target)) {
        return "it has not as many lines as the msgid";
    }
    return NULL;
}

static void write_form(struct formats_edits *edits, const struct formats_po_entry *entry,
                       const struct formats_po_form *form, struct text_span target, struct text_buffer *scratch)
{
    const struct formats_po_layout how = {.line_end = entry->line_end, .column = form->column, .wide = entry->wide};
    struct text_pair edges = edges_of(form->source);
    struct text_buffer text = {0};
    text_buffer_add(&text, edges.source);
    text_buffer_add(&text, target);
    text_buffer_add(&text, edges.target);
    text_buffer_clear(scratch);
    formats_po_write(text_buffer_span(&text), &how, scratch);
    scratch->failed = scratch->failed || text.failed;
    formats_edit(edits, form->bytes.begin, form->bytes.end, text_buffer_span(scratch));
    text_buffer_free(&text);
}

static void add_previous(const struct formats_po_entry *entry, const char *keyword, struct text_span source,
                         struct text_buffer *to)
{
    const struct formats_po_layout how = {
        .line_end = entry->line_end, .prefix = TEXT_LITERAL("#| "), .column = strlen(keyword), .wide = entry->wide};
    text_buffer_add_string(to, keyword);
    formats_po_write(source, &how, to);
    text_buffer_add_string(to, entry->line_end);
}

/* The flag, and the sources of the suggestions where they are others than those of the entry. */
static void write_head(struct formats_edits *edits, const struct formats_po_entry *entry, size_t forms,
                       const struct formats_fill *fills, struct text_buffer *scratch)
{
    size_t head = entry->head - 1;
    bool same = true;
    for (size_t i = 0; i < forms; i++) {
        same = same && text_span_equal(text_span_trim(entry->forms[i].source), fills[i].at->text.source);
    }
    if (entry->flags && !entry->fuzzy) {
        formats_edit(edits, entry->flags, entry->flags,
                     entry->other_flags ? TEXT_LITERAL(" fuzzy,") : TEXT_LITERAL(" fuzzy"));
    }
    text_buffer_clear(scratch);
    if (!entry->flags) {
        text_buffer_add_string(scratch, "#, fuzzy");
        text_buffer_add_string(scratch, entry->line_end);
    }
    if (!same) {
        add_previous(entry, "#| msgid ", fills[0].at->text.source, scratch);
        if (forms == 2) {
            add_previous(entry, "#| msgid_plural ", fills[1].at->text.source, scratch);
        }
    }
    size_t from = same || entry->previous.end == 0 ? head : entry->previous.begin;
    formats_edit(edits, from, same || entry->previous.end == 0 ? from : entry->previous.end, text_buffer_span(scratch));
}

/* What all of the entry comes to: FILLED, OFFERED or LEFT, or REFUSED with a reason. */
static struct formats_fill_result judge(struct formats_edits *edits, const struct formats_group *group,
                                        const struct formats_fill *fills)
{
    const struct formats_po_entry *entry = group->detail;
    struct formats_fill_result all = {FORMATS_FILLED, ""};
    for (size_t i = 0; i < group->count; i++) {
        if (group->slots[i].state != FORMATS_SLOT_EMPTY || fills[i].count == 0) {
            return (struct formats_fill_result){FORMATS_LEFT, ""};
        }
    }
    if (!entry->certain) {
        return (struct formats_fill_result){FORMATS_REFUSED, "it is not certain what its plural forms translate"};
    }
    for (size_t i = 0; i < group->count; i++) {
        const char *doubt = fills[i].final ? doubt_of(entry, &entry->forms[i], fills[i].at) : "";
        if (!formats_edit_can(edits, fills[i].at->text.target) || !formats_edit_can(edits, fills[i].at->text.source)) {
            return (struct formats_fill_result){FORMATS_REFUSED, "it has characters that the file's charset has not"};
        }
        if (doubt) {
            all.outcome = FORMATS_OFFERED;
            all.reason = *all.reason ? all.reason : doubt;
        }
    }
    if (entry->fuzzy) { /* and stays so */
        all.outcome = FORMATS_OFFERED;
    }
    return all;
}

enum text_status formats_po_put(struct formats_edits *edits, const struct formats_group *group,
                                const struct formats_fill *fills, struct formats_fill_result *results,
                                struct text_error *err)
{
    const struct formats_po_entry *entry = group->detail;
    struct formats_fill_result all = judge(edits, group, fills);
    struct text_buffer scratch = {0};
    for (size_t i = 0; i < group->count; i++) {
        if (fills[i].count) {
            results[i] = all;
        }
    }
    if (all.outcome == FORMATS_OFFERED) {
        write_head(edits, entry, group->count, fills, &scratch);
    }
    for (size_t i = 0; i < group->count && (all.outcome == FORMATS_OFFERED || all.outcome == FORMATS_FILLED); i++) {
        write_form(edits, entry, &entry->forms[i], fills[i].at->text.target, &scratch);
    }
    bool failed = scratch.failed;
    text_buffer_free(&scratch);
    return failed ? text_fail_memory(err, "a translation") : TEXT_OK;
}
