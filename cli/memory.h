/* Which memory a command works on, and opening it.
 *
 * --tm FILE, else $PADAN_TM, else $XDG_DATA_HOME/padan/padan.db, by default ~/.local/share/padan/padan.db.
 */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include "cli/command.h"
#include "tm/tm.h"

#define CLI_MEMORY_OPTION                                                                                              \
    {                                                                                                                  \
        "tm", 0, "FILE", NULL,                                                                                         \
            "the memory; default: $PADAN_TM, else padan/padan.db in $XDG_DATA_HOME, else in ~/.local/share"            \
    }

/* Its path, NUL-terminated, into an empty buffer that the caller frees. */
enum text_status cli_memory_path(const struct cli_arguments *, struct text_buffer *path, struct text_error *err);
enum text_status cli_memory_open(const struct cli_arguments *, enum tm_access, struct tm_memory **out,
                                 struct text_error *err);

#endif
