/* What md4c tells of spans and blocks, for the scanner: as marks, and as numbers by which two documents are known to be
 * built alike. */
#include "formats/markdown/md4c-private.h"

void formats_md4c_mix(uint64_t *hash, uint64_t value)
{
    *hash = (*hash ^ value) * 0x9E3779B97F4A7C15u;
    *hash ^= *hash >> 29;
}

bool formats_md4c_gap(MD_SPANTYPE type, enum formats_gap_kind *kind)
{
    switch (type) {
    case MD_SPAN_EM:
        *kind = FORMATS_GAP_EMPHASIS;
        return true;
    case MD_SPAN_STRONG:
        *kind = FORMATS_GAP_STRONG;
        return true;
    case MD_SPAN_DEL:
        *kind = FORMATS_GAP_DELETION;
        return true;
    case MD_SPAN_A:
        *kind = FORMATS_GAP_LINK;
        return true;
    case MD_SPAN_IMG:
        *kind = FORMATS_GAP_IMAGE;
        return true;
    case MD_SPAN_CODE:
        *kind = FORMATS_GAP_CODE;
        return true;
    default:
        return false;
    }
}

uint64_t formats_md4c_target(MD_SPANTYPE type, const void *detail)
{
    const MD_SPAN_A_DETAIL *a = detail;
    const MD_SPAN_IMG_DETAIL *img = detail;
    const MD_ATTRIBUTE *target = type == MD_SPAN_A ? &a->href : type == MD_SPAN_IMG ? &img->src : NULL;
    uint64_t hash = (uint64_t)type + 1;
    formats_md4c_mix(&hash, target ? text_hash((struct text_span){target->text, target->size}) : 0);
    return hash;
}

uint64_t formats_md4c_detail(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_H:
        return ((const MD_BLOCK_H_DETAIL *)detail)->level;
    case MD_BLOCK_UL:
        return ((const MD_BLOCK_UL_DETAIL *)detail)->is_tight ? 1 : 0;
    case MD_BLOCK_OL:
        return 2 * (uint64_t)((const MD_BLOCK_OL_DETAIL *)detail)->start +
               (((const MD_BLOCK_OL_DETAIL *)detail)->is_tight ? 1 : 0);
    default:
        return 0;
    }
}
