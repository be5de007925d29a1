/* HTML as a document: its blocks by formats/html, cut and filled by formats/block. */
#include "formats/block/segment-private.h"
#include "formats/html/html-private.h"

static enum text_status scan_blocks(struct text_span document, formats_block_sink *sink, void *context,
                                    struct text_error *err)
{
    const struct formats_html_scanning scanning = {true, sink, context};
    return formats_html_scan(document, &scanning, err);
}

/* A character that the charset has not becomes a reference. */
static void escape(struct text_span text, const struct formats_around *around, struct text_buffer *to)
{
    bool all = formats_edit_can(around->edits, text);
    for (size_t i = 0, n; i < text.n; i += n) {
        unsigned char c = (unsigned char)text.p[i];
        n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        n = n > text.n - i ? text.n - i : n;
        struct text_span one = {text.p + i, n};
        if (all || c < 0x80 || formats_edit_can(around->edits, one)) {
            formats_html_escape(one, around->place, around->quote, to);
        } else {
            formats_html_escape_number(one, to);
        }
    }
}

static const struct formats_block_format format = {scan_blocks, formats_html_language, escape, false};

static enum text_status scan(struct formats_scan *s, struct text_error *err)
{
    return formats_block_scan(s, &format, err);
}

static enum text_status put(struct formats_edits *edits, const struct formats_group *group,
                            const struct formats_fill *fills, struct formats_fill_result *results,
                            struct text_error *err)
{
    return formats_block_put(edits, &format, group, fills, results, err);
}

const struct formats_document_way formats_document_html = {scan, put};
