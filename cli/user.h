/* Who changes the memory: --user NAME, else $PADAN_USER, else $USER, else nobody. */
#ifndef CLI_USER_H
#define CLI_USER_H

#include "cli/command.h"
#include "text/text.h"

#define CLI_USER_OPTION                                                                                                \
    {                                                                                                                  \
        "user", 0, "NAME", NULL, "who decides it, as the memory will tell; default: $PADAN_USER, else $USER"           \
    }

/* In the arena, or borrowed from the arguments; bytes that are not UTF-8 become U+FFFD. */
enum text_status cli_user(const struct cli_arguments *, struct text_arena *, struct text_span *out,
                          struct text_error *err);

#endif
