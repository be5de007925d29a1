/* Reads TMX event by event: memory is bounded by the largest unit. An error that cannot shift the structure costs the
 * unit it stands in; any other ends the reading.
 *
 * Cost: linear; most of the time is the parser's.
 */
#include <stdlib.h>

#include "formats/tmx/tmx-private.h"

enum text_status formats_tmx_read(struct formats_input *input, const struct formats_reading *reading,
                                  struct formats_report *out, struct text_error *err)
{
    const char *name = formats_input_name(input);
    struct text_span head = text_span_trim(formats_input_peek(input));
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s: is no TMX file, it does not begin like XML", name);
    }
    struct formats_tmx *t = calloc(1, sizeof *t);
    if (!t || !(t->unit.arena = text_arena_new())) {
        free(t);
        return text_fail_memory(err, name);
    }
    t->xml.name = name;
    t->reading = reading;
    t->report = out;
    formats_xml_read(&t->xml, input, &formats_tmx_events, t);
    enum text_status status = t->xml.status;
    if (status == TEXT_OK && (t->text.failed || t->segment.text.failed)) {
        status = text_fail_memory(err, name);
    } else if (status != TEXT_OK) {
        text_fail(err, status, "%s", t->xml.error.message);
    }
    text_arena_free(t->unit.arena);
    formats_inline_free(&t->segment);
    text_buffer_free(&t->text);
    free(t);
    return status;
}
