/* The calls of md4c, which is loaded when the first Markdown is read. */
#ifndef FORMATS_MARKDOWN_MD4C_PRIVATE_H
#define FORMATS_MARKDOWN_MD4C_PRIVATE_H

#include <md4c.h>

#include "text/text.h"

#define FORMATS_MD4C(F) F(md_parse)

struct formats_md4c {
    FORMATS_MD4C(TEXT_LIBRARY_MEMBER)
};
extern struct formats_md4c formats_md4c;
enum text_status formats_md4c_load(struct text_error *);

#endif
