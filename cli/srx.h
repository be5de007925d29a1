/* Our rules as SRX, for `padan segment --print-srx`. */
#ifndef CLI_SRX_H
#define CLI_SRX_H

#include "cli/languages.h"

/* Writes them to standard output, of the language with that code or of both when it is "auto". */
enum text_status cli_srx_print(const struct cli_languages *, const char *code, struct text_error *err);

#endif
