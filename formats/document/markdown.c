/* Markdown as a document: its blocks by formats/markdown, cut and filled by formats/block. */
#include "formats/block/segment-private.h"
#include "formats/markdown/markdown-private.h"

static void escape(struct text_span text, const struct formats_around *around, struct text_buffer *to)
{
    const struct formats_markdown_place place = {around->place, around->line_start, around->before, around->after};
    formats_markdown_escape(text, &place, to);
}

static const struct formats_block_format format = {formats_markdown_scan, NULL, escape, true};

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

const struct formats_document_way formats_document_markdown = {scan, put};
