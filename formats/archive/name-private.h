/* What a file's name says that it is. */
#ifndef FORMATS_ARCHIVE_NAME_PRIVATE_H
#define FORMATS_ARCHIVE_NAME_PRIVATE_H

#include "text/text.h"

enum formats_class {
    FORMATS_CLASS_OTHER,
    FORMATS_CLASS_ARTICLE, /* .txt .html .htm .xhtml */
    FORMATS_CLASS_PACKED,  /* one of them, compressed */
    FORMATS_CLASS_LINES,   /* .jsonl .ndjson, compressed or not; so are the next two */
    FORMATS_CLASS_WARC,    /* .warc */
    FORMATS_CLASS_MEMBERS  /* .tar .tgz .zip and the like */
};

/* By the name's end, in any case. */
enum formats_class formats_class_of(struct text_span name);
/* The name without the end that tells its compression; the name when there is none. */
struct text_span formats_name_unpacked(struct text_span name);
/* Whether a part of the path begins with a dot and is neither "." nor "..". */
bool formats_name_hidden(struct text_span path);

#endif
