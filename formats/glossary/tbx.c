/* TBX, event by event. What counts is where a <term> stands: in which language section, beside which status. The two
 * editions name the same levels differently; in style DCT the status is an element of its own name. */
#include "formats/glossary/glossary-private.h"

#include <string.h>

#include "formats/xml/xml-read-private.h"

enum { TERMS_MOST = 200, BYTES_MOST = 1 << 16 };

enum place { ELSEWHERE, TERM, STATUS };

/* Terms of the term section that is open; their status may come behind them. */
struct waiting {
    size_t begin; /* in the entry */
    bool forbidden;
};

struct reader {
    struct formats_xml_reading xml;
    struct formats_entry_terms *entry;
    size_t depth, place_depth; /* of the element that is being read */
    bool root, in_entry, spoilt, full;
    int side; /* the language section's; 0: another language */
    enum place place;
    struct waiting section;
    struct text_buffer text;
    size_t bytes; /* of the entry's terms */
};

static bool is(const char *name, const char *a, const char *b)
{
    return strcmp(name, a) == 0 || strcmp(name, b) == 0;
}

/* By its local name, whatever its prefix: xml:lang, and lang without. */
static struct text_span attribute(struct formats_xml_attributes a, const char *name)
{
    for (int i = 0; i < a.count; i++) {
        const unsigned char **at = a.at + (size_t)i * 5;
        if (strcmp((const char *)at[0], name) == 0) {
            return (struct text_span){(const char *)at[3], (size_t)(at[4] - at[3])};
        }
    }
    return (struct text_span){0};
}

static void begin_entry(struct reader *r, struct formats_xml_attributes a)
{
    struct text_span id = attribute(a, "id");
    r->in_entry = true;
    r->spoilt = r->full = false;
    r->bytes = 0;
    r->side = 0;
    r->entry->line = r->xml.line;
    r->entry->id = text_arena_copy(r->entry->arena, id);
    if (!r->entry->id.p) {
        formats_xml_stop_memory(&r->xml);
    }
}

static void begin_language(struct reader *r, struct formats_xml_attributes a)
{
    struct text_span tag = attribute(a, "lang");
    const struct formats_glossary_reading *reading = r->entry->reading;
    r->side = formats_tag_same(tag, text_span_of(reading->source_language))   ? FORMATS_SOURCE
              : formats_tag_same(tag, text_span_of(reading->target_language)) ? FORMATS_TARGET
                                                                              : 0;
}

static void begin_text(struct reader *r, enum place place)
{
    r->place = place;
    r->place_depth = r->depth;
    text_buffer_clear(&r->text);
}

static void on_open(void *context, const char *uri, const char *name, struct formats_xml_attributes a)
{
    struct reader *r = context;
    (void)uri;
    r->depth++;
    if (!r->root) {
        r->root = true;
        if (!is(name, "martif", "tbx")) {
            r->xml.status = text_fail(&r->xml.error, TEXT_FOREIGN, "%s: is no TBX file, its root element is <%.100s>",
                                      r->xml.name, name);
        }
    } else if (is(name, "termEntry", "conceptEntry") && !r->in_entry) {
        begin_entry(r, a);
    } else if (!r->in_entry || r->place != ELSEWHERE) {
        return; /* <hi> and the like inside of a term: its text counts */
    } else if (is(name, "langSet", "langSec")) {
        begin_language(r, a);
    } else if (is(name, "tig", "termSec") || is(name, "ntig", "ntig")) {
        r->section = (struct waiting){r->entry->count, false};
    } else if (is(name, "term", "term")) {
        begin_text(r, TERM);
    } else if (is(name, "administrativeStatus", "normativeAuthorization") ||
               (is(name, "termNote", "termNote") &&
                (text_span_equal(attribute(a, "type"), TEXT_LITERAL("administrativeStatus")) ||
                 text_span_equal(attribute(a, "type"), TEXT_LITERAL("normativeAuthorization"))))) {
        begin_text(r, STATUS);
    }
}

static void end_term(struct reader *r)
{
    struct text_error why;
    if (r->entry->count >= TERMS_MOST || r->full) {
        r->full = true;
        return;
    }
    enum text_status status = r->side ? formats_entry_add(r->entry, text_buffer_span(&r->text),
                                                          (enum formats_side)r->side, r->section.forbidden, &why)
                                      : TEXT_OK;
    if (status == TEXT_NOMEM) {
        formats_xml_stop_memory(&r->xml);
    } else if (status != TEXT_OK) {
        r->spoilt = true;
    }
}

static void end_text(struct reader *r)
{
    if (r->text.failed) {
        formats_xml_stop_memory(&r->xml);
    } else if (r->place == TERM) {
        end_term(r);
    } else if (formats_status_forbids(text_buffer_span(&r->text))) {
        r->section.forbidden = true;
        for (size_t i = r->section.begin; i < r->entry->count; i++) {
            r->entry->terms[i].forbidden = true;
        }
    }
    r->place = ELSEWHERE;
}

static void end_entry(struct reader *r)
{
    r->in_entry = false;
    if (r->spoilt) {
        formats_entry_skip(r->entry, "it has a character or an entity that XML does not know");
    } else if (r->full) {
        formats_entry_skip(r->entry, "it has more than 200 terms, or 64 KiB of them");
    } else {
        r->xml.status = formats_entry_end(r->entry, &r->xml.error);
    }
}

static void on_close(void *context, const char *name)
{
    struct reader *r = context;
    if (r->place != ELSEWHERE && r->depth == r->place_depth) {
        end_text(r);
    } else if (r->in_entry && r->place == ELSEWHERE) {
        if (is(name, "langSet", "langSec")) {
            r->side = 0;
        } else if (is(name, "tig", "termSec") || is(name, "ntig", "ntig")) {
            r->section = (struct waiting){r->entry->count, false};
        } else if (is(name, "termEntry", "conceptEntry")) {
            end_entry(r);
        }
    }
    r->depth--;
}

static void on_text(void *context, struct text_span text)
{
    struct reader *r = context;
    if (r->place == ELSEWHERE) {
        return;
    }
    r->bytes += text.n;
    r->full = r->full || r->bytes > BYTES_MOST;
    if (!r->full) {
        text_buffer_add(&r->text, text);
    }
}

static void on_spoil(void *context, const char *reason)
{
    struct reader *r = context;
    (void)reason;
    r->spoilt = true;
}

static const struct formats_xml_events events = {on_open, on_close, on_text, on_spoil};

enum text_status formats_tbx_read(struct formats_input *input, struct formats_entry_terms *entry,
                                  struct text_error *err)
{
    struct reader r = {.xml.name = entry->name, .entry = entry};
    formats_xml_read(&r.xml, input, &events, &r);
    text_buffer_free(&r.text);
    if (r.xml.status != TEXT_OK) {
        text_fail(err, r.xml.status, "%s", r.xml.error.message);
    }
    return r.xml.status;
}
