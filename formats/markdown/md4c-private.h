/* The calls of md4c, which is loaded when the first Markdown is read. */
#ifndef FORMATS_MARKDOWN_MD4C_PRIVATE_H
#define FORMATS_MARKDOWN_MD4C_PRIVATE_H

#include <md4c.h>

#include "formats/markdown/markdown-private.h"

#define FORMATS_MD4C(F) F(md_parse)

struct formats_md4c {
    FORMATS_MD4C(TEXT_LIBRARY_MEMBER)
};
extern struct formats_md4c formats_md4c;
enum text_status formats_md4c_load(struct text_error *);

/* False: not a mark that stands between texts. */
bool formats_md4c_gap(MD_SPANTYPE, enum formats_gap_kind *out);
/* Of what kind a span is and where it leads. */
uint64_t formats_md4c_target(MD_SPANTYPE, const void *detail);
/* What of a block is no text. */
uint64_t formats_md4c_detail(MD_BLOCKTYPE, const void *detail);
void formats_md4c_mix(uint64_t *hash, uint64_t value);

#endif
