/* The <originalData> of a unit of version 2: what the codes of its texts were in the original, which they name by id.
 * One text of it may be named by very many codes, so what is put in counts as the unit's own bytes. */
#include "formats/xliff/xliff-private.h"

void formats_xliff_data_add(struct formats_xliff *x)
{
    struct text_span text = text_buffer_span(&x->data);
    if (x->data.failed) {
        formats_xml_stop_memory(&x->xml);
    } else if (x->data_count < FORMATS_XLIFF_PIECES) {
        struct formats_xliff_data *d = &x->original[x->data_count];
        d->id = x->data_id;
        d->text = text_arena_copy(x->arena, text);
        if (!d->text.p) {
            formats_xml_stop_memory(&x->xml);
            return;
        }
        x->data_count++;
    }
}

struct text_span formats_xliff_data_of(struct formats_xliff *x, const char *name,
                                       struct formats_xml_attributes attributes)
{
    struct text_span id = formats_xliff_attribute(name, attributes);
    for (size_t i = 0; id.n && i < x->data_count; i++) {
        if (text_span_equal(x->original[i].id, id)) {
            x->bytes += x->original[i].text.n;
            return x->bytes > FORMATS_XLIFF_BYTES ? (struct text_span){0} : x->original[i].text;
        }
    }
    return (struct text_span){0};
}
