#define _POSIX_C_SOURCE 200809L
/* Any bytes as Markdown that is translated in place: see blocks.h. */
#include "tests/fuzz/blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    blocks_fuzz(FORMATS_DOCUMENT_MARKDOWN, data, size);
    return 0;
}
