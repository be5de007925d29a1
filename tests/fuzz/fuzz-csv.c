#define _POSIX_C_SOURCE 200809L
/* Any bytes as CSV: an orderly end, and what was read is the same once written and read again. */
#include "tests/fuzz/units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_units(FORMATS_CSV, data, size);
    return 0;
}
