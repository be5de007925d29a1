/* The numbers of units, as operands and, for "-", as lines of standard input. */
#ifndef CLI_UNIT_NUMBERS_H
#define CLI_UNIT_NUMBERS_H

#include "cli/command.h"
#include "text/text.h"

struct cli_numbers {
    int64_t *at; /* in the arena, in the order given */
    size_t count;
};

/* From operand `first` on. TEXT_MISUSE: an operand that is no number; TEXT_INVALID: such a line; TEXT_IO. */
enum text_status cli_numbers_read(const struct cli_arguments *, size_t first, struct text_arena *,
                                  struct cli_numbers *out, struct text_error *err);

#endif
