#define _POSIX_C_SOURCE 200809L
/* Any bytes as TSV: an orderly end, and what was read is the same once written and read again, but for line ends. */
#include "tests/fuzz/units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_units(FORMATS_TSV, data, size);
    return 0;
}
